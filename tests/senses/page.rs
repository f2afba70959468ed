//! A page to try things on, alone in the document until it is dropped.

use citizen_score_app::i18n::{add_later_texts, provide_i18n};
use futures::FutureExt;
use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

/// The page.
pub struct Page(HtmlElement);

impl Page {
    /// A page with this inside.
    pub fn new(html: &str) -> Self {
        let place = document().create_element("div").unwrap();
        place.set_inner_html(html);
        let body = document().body().unwrap();
        // What earlier tests and the test's own report left there is not part of it.
        let mut child = body.first_element_child();
        while let Some(other) = child {
            child = other.next_element_sibling();
            other.set_attribute("aria-hidden", "true").unwrap();
        }
        body.append_child(&place).unwrap();
        // Effects need what only mounting sets up.
        let aside = document().create_element("div").unwrap();
        drop(mount_to(aside.unchecked_into(), || ()));
        Self(place.unchecked_into())
    }

    /// The whole of it.
    pub fn element(&self) -> HtmlElement {
        self.0.clone()
    }

    /// The first that a selector finds.
    pub fn find(&self, selector: &str) -> Element {
        self.0.query_selector(selector).unwrap().unwrap()
    }

    /// The first that a selector finds, for its focus.
    pub fn html(&self, selector: &str) -> HtmlElement {
        self.find(selector).unchecked_into()
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Provides all texts in English, which are here already.
pub fn provide_texts() {
    let i18n = provide_i18n(0);
    add_later_texts(i18n).now_or_never().unwrap().unwrap();
}

/// Presses a key where the focus is. Returns whether it is left to the browser.
pub fn press(key: &str) -> bool {
    let about = KeyboardEventInit::new();
    about.set_key(key);
    about.set_bubbles(true);
    about.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &about).unwrap();
    document()
        .active_element()
        .unwrap()
        .dispatch_event(&event)
        .unwrap()
}

/// The id of what has the focus.
pub fn focus() -> String {
    document().active_element().unwrap().id()
}

/// The id of the text that the reading mark is on.
pub fn mark() -> String {
    let marked = document().query_selector("[data-reading]").unwrap();
    marked.map(|it| it.id()).unwrap_or_default()
}
