//! What is on every screen of a display, after the page itself.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Kiosk;
use super::bar::bar;
use super::cover::cover;
use super::warning::{lost, warning};

/// Puts the frame behind the page, for as long as the page lives.
pub(super) fn mount(kiosk: Kiosk) {
    let place = document().get_element_by_id("app");
    if let Some(place) = place.and_then(|it| it.dyn_into().ok()) {
        mount_to(place, move || frame(kiosk)).forget();
    }
}

fn frame(kiosk: Kiosk) -> AnyView {
    view! {
        <div class="kiosk-frame">
            {cover(kiosk)} <div class="kiosk-foot">{lost(kiosk)} {bar(kiosk)}</div> {warning(kiosk)}
        </div>
    }
    .into_any()
}
