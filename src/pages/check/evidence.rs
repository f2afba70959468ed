//! The evidence of a difference: a file that is made on this device and handed to the browser.

use std::time::Duration;

use citizen_score_device::report::Report;
use citizen_score_rules::Rulebook;
use js_sys::{Array, Date};
use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::by_name::call;
use crate::components::element::{all, p};
use crate::i18n::{I18n, Key};
use crate::kiosk::hand_over::folded;
use crate::kiosk::is_display;
use crate::reactive::text;

/// How long the browser may take to fetch the file before its address is taken back.
const FETCHED: Duration = Duration::from_secs(20);

/// What stands in the file.
#[derive(Serialize)]
struct Evidence<'a> {
    /// What the file is.
    kind: &'static str,
    /// Moment at which it was made, by the clock of this device (RFC 3339, UTC).
    made_at: String,
    /// Stable name of the rulebook that was applied on this device.
    rulebook: &'a str,
    /// Its version.
    rulebook_version: &'a str,
    /// Both standings, and the differences.
    report: &'a Report,
}

/// The button that saves it, and what came of that.
pub(super) fn save(i18n: I18n, book: &Rulebook, report: Report) -> AnyView {
    if is_display() {
        return folded(Key::CheckSave);
    }
    let data = book.data();
    let (id, version) = (data.id.clone(), data.version.clone());
    let said = RwSignal::new(String::new());
    let save = move |_| {
        let evidence = Evidence {
            kind: "citizen-score-check",
            made_at: call(&Date::new_0(), "toISOString", &[])
                .and_then(|it| it.as_string())
                .unwrap_or_default(),
            rulebook: &id,
            rulebook_version: &version,
            report: &report,
        };
        let file = format!("citizen-score-check-{}.json", report.as_of);
        let json = serde_json::to_string_pretty(&evidence).ok();
        let done = json.and_then(|json| hand_over(&file, &json).ok());
        said.set(match done {
            Some(()) => i18n.fill(Key::CheckSaved, &[("file", &file)]),
            None => i18n.text(Key::CheckSaveFailed).to_owned(),
        });
    };
    let button = view! {
        <p>
            <button type="button" class="button" on:click=save>
                {i18n.text(Key::CheckSave)}
            </button>
        </p>
        <p role="status">{text(move || said.get())}</p>
    };
    all([p("quiet", i18n.text(Key::CheckSaveHint)), button.into_any()])
}

/// Hands a file to the browser, under an address that is taken back once it has been fetched.
fn hand_over(name: &str, json: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("application/json");
    let parts = Array::of1(&json.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link = document().create_element("a")?;
    let link = link.dyn_into::<HtmlAnchorElement>()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        FETCHED,
    );
    Ok(())
}
