//! Which language to begin with, and how a choice by hand is kept.

use citizen_score_contract::config::LANGUAGE_COOKIE;
use leptos::prelude::document;
use wasm_bindgen::JsCast;

use super::LANGUAGES;

/// Seconds for which a choice by hand is kept: one year.
const KEPT_FOR: u32 = 365 * 24 * 60 * 60;

/// The language that the page was served in, as a place in [`LANGUAGES`].
///
/// The server has looked at the choice by hand and at the browser's wishes. On a static host the
/// page says nothing, and both are asked here.
pub fn initial_language() -> usize {
    let served = document()
        .document_element()
        .and_then(|root| root.get_attribute("data-language"));
    let cookie = || {
        cookies().split(';').find_map(|pair| {
            pair.trim()
                .strip_prefix(LANGUAGE_COOKIE)?
                .strip_prefix('=')
                .map(str::to_owned)
        })
    };
    served
        .and_then(|tag| find(&tag))
        .or_else(|| cookie().and_then(|tag| find(&tag)))
        .unwrap_or_else(|| {
            let wishes = leptos::prelude::window().navigator().languages();
            wishes
                .iter()
                .find_map(|wish| find(&wish.as_string()?))
                .unwrap_or(0)
        })
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
