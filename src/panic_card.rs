//! What a resident sees when the app itself breaks: a plain card with a way back.
//!
//! It is made with the document alone, since nothing of the app can be trusted after a panic.

use leptos::prelude::document;
use wasm_bindgen::JsValue;

use crate::i18n::{self, Key};

/// Shows the card at every panic from now on.
pub fn install() {
    std::panic::set_hook(Box::new(|info| {
        leptos::logging::error!("{info}");
        // If even this fails there is nothing left to try.
        let _ = show();
    }));
}

/// Replaces the whole page by the card.
///
/// # Errors
///
/// What the document answered.
pub fn show() -> Result<(), JsValue> {
    let language = i18n::initial_language();
    let document = document();
    let body = document.body().ok_or(JsValue::NULL)?;
    let card = document.create_element("main")?;
    card.set_class_name("panic-card");
    card.set_attribute("role", "alert")?;
    for (tag, class, key) in [
        ("h1", "panic-card-title", Key::PanicTitle),
        ("p", "panic-card-text", Key::PanicText),
        ("a", "button", Key::PanicReload),
    ] {
        let part = document.create_element(tag)?;
        part.set_class_name(class);
        part.set_text_content(Some(i18n::text_in(language, key)));
        if tag == "a" {
            part.set_attribute("href", "/")?;
            // The router of the broken app must not take this link for one of its own.
            part.set_attribute("rel", "external")?;
        }
        card.append_child(&part)?;
    }
    body.set_text_content(None);
    body.append_child(&card)?;
    Ok(())
}
