//! What can be done about an entry, and the case that there is about it.

use citizen_score_contract::cases::Case;
use citizen_score_device::list::Row;
use citizen_score_rules::Rulebook;
use citizen_score_rules::cases::{may_object, may_repair};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::case_words::{kind_key, status_text};
use crate::api::use_api;
use crate::components::element::{all, div, h2, none, p, section};
use crate::i18n::{I18n, Key};
use crate::reactive::text;
use crate::record::use_record;
use crate::routes::{Route, case_path};

/// The section.
pub(super) fn acts(i18n: I18n, book: &Rulebook, row: &Row) -> AnyView {
    let link = |kind: &str, key: Key| {
        let id = js_sys::encode_uri_component(&row.entry.id);
        let address = format!("{}?kind={kind}&entry={id}", Route::NewCase.path());
        view! {
            <a class="button button-plain" href=address>
                {i18n.text(key)}
            </a>
        }
        .into_any()
    };
    let object = may_object(&row.outcome).is_ok();
    let repair = may_repair(book, &row.entry, &row.outcome).is_ok();
    let links = [
        object.then(|| link("objection", Key::EntryObject)),
        repair.then(|| link("repair", Key::EntryRepair)),
    ];
    let links: Vec<AnyView> = links.into_iter().flatten().collect();
    let links = if links.is_empty() {
        p("quiet", i18n.text(Key::EntryActsNone))
    } else {
        div("actions", all(links))
    };
    let case = row.case.as_deref().map_or_else(none, |id| case(i18n, id));
    section(
        "panel entry-acts",
        all([h2("", i18n.text(Key::EntryActs)), case, links]),
    )
}

/// The case about it: its number at once, and how far it is as soon as that is known.
fn case(i18n: I18n, id: &str) -> AnyView {
    let api = use_api();
    let record = use_record();
    let found = RwSignal::new(None::<Case>);
    let number = id.to_owned();
    crate::reactive::effect(move || {
        record.changes().track();
        let number = number.clone();
        spawn_local(async move {
            // Where it fails, the number stands there, and the page that it leads to says why.
            if let Ok(case) = api.case(&number).await {
                let _ = found.try_set(Some(case));
            }
        });
    });
    let address = case_path(id);
    let number = id.to_owned();
    let words = text(move || {
        found.with(|found| match found {
            Some(case) => {
                let kind = i18n.text(kind_key(case.kind));
                let values = [("kind", kind), ("about", number.as_str())];
                let name = i18n.fill(Key::CasesItem, &values);
                let values = [
                    ("number", name.as_str()),
                    ("status", status_text(i18n, case)),
                ];
                i18n.fill(Key::EntryCaseStatus, &values)
            }
            None => number.clone(),
        })
    });
    view! {
        <p>
            <span class="entry-case-label">{i18n.text(Key::EntryCase)}</span>
            " "
            <a href=address>{words}</a>
        </p>
    }
    .into_any()
}
