//! Starts the app, and lets it take the place of the first paint.

use citizen_score_app::app::App;
use citizen_score_app::{boot, panic_card};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
// The one of leptos needs an executor, which only mounting sets up.
use wasm_bindgen_futures::spawn_local;

fn main() {
    panic_card::install();
    spawn_local(async {
        // The first paint stays until there is something to put in its place.
        let start = boot::start().await;
        let document = document();
        let Some(place) = document
            .get_element_by_id("app")
            .and_then(|it| it.dyn_into().ok())
        else {
            return;
        };
        mount_to(place, move || view! { <App start /> }).forget();
        let Some(root) = document.document_element() else {
            return;
        };
        // On a shared display the frame is the attract screen, which the style shows between two visits;
        // and the app is ready once the part for displays is.
        if root.has_attribute("data-kiosk") {
            return;
        }
        // What the server painted of a page stays until the page's own part of the app is here.
        if let (Ok(Some(loading)), Ok(Some(painted))) = (
            document.query_selector("#content>.loading"),
            document.query_selector(".painted"),
        ) {
            let _ = loading.insert_before(&painted, loading.first_child().as_ref());
        }
        if let Some(frame) = document.get_element_by_id("frame") {
            frame.remove();
        }
        let _ = root.set_attribute("data-app", "ready");
    });
}
