//! What is left to a device of the visitor's own: typing, files, downloads, and deciding. A shared screen
//! shows the way there instead, as a code for a phone's camera and in words, and what to do without one.

use citizen_score_contract::{AppConfig, KioskConfig};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{is_display, tell};
use crate::components::element::{all, div, h2, none, p};
use crate::components::page_heading::page_heading;
use crate::components::qr_code::qr_code;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{part, text};
use crate::router::use_router;
use crate::routes::Route;

/// The page that stands in the place of a route on a display; none where the route is shown there, or
/// where this is no display.
pub fn instead_of(route: Route) -> Option<AnyView> {
    if !is_display() {
        return None;
    }
    let (title, why) = match route {
        Route::NewCase => (Key::NewcaseTitle, Key::KioskHandWhyCase),
        Route::Verify => (Key::VerifyTitle, Key::KioskHandWhyFile),
        Route::TierProof => (Key::TierProofTitle, Key::KioskHandWhyProof),
        Route::ProofCheck => (Key::ProofCheckTitle, Key::KioskHandWhyCheck),
        Route::Consent => (Key::ConsentTitle, Key::KioskHandWhyConsent),
        _ => return None,
    };
    let i18n = use_i18n();
    Some(all([
        page_heading(title),
        p("lead", i18n.say(why)),
        ways(address_here()),
    ]))
}

/// The way to this page on a device of the visitor's own, folded away under what it is for. Only on a
/// display.
pub fn folded(what: Key) -> AnyView {
    let i18n = use_i18n();
    // Made when it is wanted: a page may have more than one.
    let opened = RwSignal::new(false);
    let inner = part(move || {
        if opened.get() {
            all([
                p("", i18n.say(Key::KioskHandWhy)),
                ways(untrack(address_here)),
            ])
        } else {
            none()
        }
    });
    view! {
        <details class="hand-over-fold">
            <summary on:click=move |_| opened.set(true)>{i18n.say(what)}</summary>
            {inner}
        </details>
    }
    .into_any()
}

/// The two ways: one's own phone, and the desk. `address` is that of a page of this app, with its query.
pub fn ways(address: String) -> AnyView {
    let phone = kiosk().and_then(|kiosk| kiosk.phone_url);
    let phone = phone.map_or_else(none, |home| by_phone(&home, &address));
    let i18n = use_i18n();
    let desk = [
        h2("", i18n.say(Key::KioskHandDesk)),
        p("", i18n.say(Key::KioskHandDeskText)),
    ];
    div(
        "hand-over",
        all([phone, div("panel hand-over-desk", all(desk))]),
    )
}

fn by_phone(home: &str, address: &str) -> AnyView {
    let i18n = use_i18n();
    let home = home.trim_end_matches('/');
    let label = move || i18n.text(Key::KioskHandPicture).to_owned();
    let picture = qr_code(&format!("{home}{address}"), label).unwrap_or_else(none);
    // What is typed by hand is short: the page is found without what the query says.
    let path = address.split('?').next().unwrap_or_default();
    let typed = format!("{home}{path}");
    let words = [
        h2("", i18n.say(Key::KioskHandPhone)),
        p("", i18n.say(Key::KioskHandPhoneText)),
        p("hand-over-address", typed),
    ];
    div(
        "panel hand-over-phone",
        all([picture, div("hand-over-words", all(words))]),
    )
}

/// A button that prints what is on the page: on a display only where a printer is, which needs no dialog.
/// Where there is a `ready`, the button works once it is set: what comes later would not be on the paper.
pub fn print_button(name: Key, ready: Option<RwSignal<bool>>) -> AnyView {
    let i18n = use_i18n();
    if is_display() && !can_print() {
        return none();
    }
    let waits = move || ready.is_some_and(|ready| !ready.get());
    let print = move |_| {
        if is_display() {
            tell("kiosk:print", &JsValue::UNDEFINED);
        } else {
            // A browser that cannot print says so itself.
            let _ = window().print();
        }
    };
    view! {
        <button type="button" class="button button-plain" on:click=print prop:disabled=waits>
            {text(move || i18n.text(name).to_owned())}
        </button>
    }
    .into_any()
}

/// Whether this is a display with a printer.
pub fn can_print() -> bool {
    kiosk().is_some_and(|kiosk| kiosk.printing)
}

fn kiosk() -> Option<KioskConfig> {
    use_context::<AppConfig>()?.kiosk
}

/// The address of this page, with its query.
fn address_here() -> String {
    let router = use_router();
    let path = router.path().get_untracked();
    let query = router.query().get_untracked();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{path}{mark}{query}")
}
