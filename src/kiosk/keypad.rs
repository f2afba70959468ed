//! The keys of a plain keypad, or of a keyboard: on and back through the screen, and what else there is to
//! do without a touch. What a field needs for itself it keeps.

pub mod cursor;
pub mod keys;
pub mod stops;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::dom;
use super::speech::Speech;
use keys::{Act, act};

/// Listens for keys until the owner ends. `back` goes to the page before.
pub fn listen_to_keys(speech: Speech, back: Callback<()>) {
    let pressed = window_event_listener_untyped("keydown", move |event| {
        let is = |name| dom::get(&event, name).is_truthy();
        if event.default_prevented() || is("isComposing") {
            return;
        }
        let modified = is("ctrlKey") || is("altKey") || is("metaKey");
        let at = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let [key, code] = ["key", "code"].map(|name| dom::text(&event, name));
        if modified {
            return;
        }
        let Some(act) = act(&key, &code, at.as_ref()) else {
            return;
        };
        if run(act, speech, back) {
            event.prevent_default();
        }
    });
    let touched = window_event_listener_untyped("pointerdown", |_| cursor::unmark());
    on_cleanup(move || {
        pressed.remove();
        touched.remove();
    });
}

/// Whether there was something to do.
fn run(act: Act, speech: Speech, back: Callback<()>) -> bool {
    match act {
        Act::Next => go(true, speech),
        Act::Previous => go(false, speech),
        Act::Press => return cursor::press(),
        Act::Back => {
            // A dialog has its own way out, or none.
            if let Some(dialog) = cursor::open_dialog() {
                let way = dialog.query_selector("[data-escape]").ok().flatten();
                let way = way.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
                let Some(way) = way else { return false };
                way.click();
            } else {
                back.run(());
            }
        }
        Act::Again => speech.again(),
        Act::Speech => speech.toggle(),
    }
    true
}

fn go(on: bool, speech: Speech) {
    // Whoever sees needs no stop at a text.
    if let Some(step) = cursor::step(on, speech.is_on()) {
        speech.stepped(&step, on);
    }
}
