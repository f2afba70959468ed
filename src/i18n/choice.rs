//! Which language to begin with, and how a choice by hand is kept.

use citizen_score_contract::config::{BOOT_ELEMENT, LANGUAGE_COOKIE};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;

use super::LANGUAGES;

/// Seconds for which a choice by hand is kept: one year.
const KEPT_FOR: u32 = 365 * 24 * 60 * 60;

/// The language to begin with, as a place in [`LANGUAGES`].
///
/// A server that fills the page has looked at the choice by hand and at the browser's wishes, and
/// says its answer in the page. On a static host both are asked here.
pub fn initial_language() -> usize {
    let served = || {
        let filled = document().get_element_by_id(BOOT_ELEMENT)?.text_content()?;
        let root = document().document_element()?;
        root.get_attribute("lang")
            .filter(|_| !filled.trim().is_empty())
    };
    let chosen = || {
        cookies().split(';').find_map(|pair| {
            pair.trim()
                .strip_prefix(LANGUAGE_COOKIE)?
                .strip_prefix('=')
                .map(str::to_owned)
        })
    };
    let wished = || {
        let wishes = window().navigator().languages();
        wishes.iter().find_map(|wish| find(&wish.as_string()?))
    };
    let named = |tag: Option<String>| tag.and_then(|tag| find(&tag));
    named(served())
        .or_else(|| named(chosen()))
        .or_else(wished)
        .unwrap_or(0)
}

/// Keeps a choice by hand in a cookie, so that the server can write the first paint in it.
pub fn remember_language(tag: &str) {
    if let Some(document) = html_document() {
        let cookie = format!("{LANGUAGE_COOKIE}={tag}; Path=/; Max-Age={KEPT_FOR}; SameSite=Lax");
        // A browser that refuses cookies only forgets the choice.
        let _ = document.set_cookie(&cookie);
    }
}

fn cookies() -> String {
    html_document()
        .and_then(|document| document.cookie().ok())
        .unwrap_or_default()
}

fn html_document() -> Option<web_sys::HtmlDocument> {
    document().dyn_into().ok()
}

/// The place of a language: the very tag, or else the same primary language.
fn find(wish: &str) -> Option<usize> {
    let primary = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let exact = LANGUAGES
        .iter()
        .position(|language| language.tag.eq_ignore_ascii_case(wish));
    exact.or_else(|| {
        LANGUAGES
            .iter()
            .position(|language| primary(language.tag) == primary(wish))
    })
}
