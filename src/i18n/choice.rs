//! Which language to begin with, and how a choice by hand is kept.

use citizen_score_contract::config::{BOOT_ELEMENT, LANGUAGE_COOKIE, LANGUAGE_QUERY};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};

use super::languages;
use crate::kiosk::is_display;

/// Seconds for which a choice by hand is kept: one year.
const KEPT_FOR: u32 = 365 * 24 * 60 * 60;

/// The language to begin with, as a place in [`languages`].
///
/// The address may name one, which is kept as if it had been chosen by hand. A server that fills the page
/// has looked at that, at the choice by hand and at the browser's wishes, and says its answer in the page.
/// On a static host all are asked here.
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
    asked()
        .or_else(|| named(served()))
        .or_else(|| named(chosen()))
        .or_else(wished)
        .unwrap_or(0)
}

/// The language that the address names. It is taken out of the address, which may be kept or given to
/// others, and would outlast a later choice by hand. A shared display has no address of its own.
fn asked() -> Option<usize> {
    if is_display() {
        return None;
    }
    let location = window().location();
    let search = location.search().ok()?;
    let mut parts: Vec<&str> = search.trim_start_matches('?').split('&').collect();
    let tag_of = |part: &str| {
        part.strip_prefix(LANGUAGE_QUERY)?
            .strip_prefix('=')
            .and_then(find)
    };
    let place = parts.iter().position(|part| tag_of(part).is_some())?;
    let index = tag_of(parts.remove(place))?;
    let mut address = location.pathname().ok()?;
    if !parts.is_empty() {
        address = address + "?" + &parts.join("&");
    }
    address += &location.hash().ok()?;
    let history = window().history().ok()?;
    let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    remember_language(languages().get(index)?.tag);
    Some(index)
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
    let place = |is: &dyn Fn(&str) -> bool| languages().iter().position(|it| is(it.tag));
    place(&|tag| tag.eq_ignore_ascii_case(wish))
        .or_else(|| place(&|tag| primary(tag) == primary(wish)))
}
