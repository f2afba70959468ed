//! What changes on the screen by itself.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use super::super::super::accessible_name::{is_visible, text};
use super::super::super::dom;
use super::super::Speech;
use super::{SAID, new_page, remember_dialog};

/// Regions of which changes are said.
const LIVE: &str = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";

const DIALOG: &str = "[role=dialog], [role=alertdialog], dialog[open]";

/// Watches until the owner ends.
pub(super) fn watch_changes(speech: Speech) {
    // What each region said last: a change that comes to the same is none.
    let before = StoredValue::new_local(Vec::<(Element, String)>::new());
    let told = Closure::<dyn FnMut(JsValue)>::new(move |records: JsValue| {
        if speech.on.try_get_untracked() == Some(true) {
            changed(speech, before, &records);
        }
    });
    let Some(observer) = dom::make("MutationObserver", &[told.as_ref().clone()]) else {
        return;
    };
    let attributes = js_sys::Array::new();
    attributes.push(&"open".into());
    let wanted = dom::object(&[
        ("childList", JsValue::TRUE),
        ("characterData", JsValue::TRUE),
        ("subtree", JsValue::TRUE),
        ("attributeFilter", attributes.into()),
    ]);
    let body = dom::get(&document(), "body");
    dom::call(&observer, "observe", &[body, wanted]);
    let kept = StoredValue::new_local((observer, told));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| dom::call(observer, "disconnect", &[]));
    });
}

type Before = StoredValue<Vec<(Element, String)>, LocalStorage>;

fn changed(speech: Speech, before: Before, records: &JsValue) {
    let mut regions: Vec<Element> = Vec::new();
    let (mut dialog, mut heading, mut alerts) = (None, None, Vec::new());
    for record in dom::members(records) {
        let target = dom::get(&record, "target").dyn_into::<Node>().ok();
        if dom::text(&record, "type") == "attributes" {
            let opened = target.and_then(|it| it.dyn_into::<Element>().ok());
            dialog = opened.filter(|it| dom::matches(it, DIALOG)).or(dialog);
            continue;
        }
        for added in elements(&dom::get(&record, "addedNodes")) {
            dialog = itself_or_within(&added, DIALOG).or(dialog);
            heading = itself_or_within(&added, "main h1").or(heading);
            alerts.extend(itself_or_within(&added, "[role=alert]"));
        }
        let region = target.and_then(|it| region_of(&it));
        if let Some(region) = region.filter(|it| !regions.contains(it)) {
            regions.push(region);
        }
    }
    let new = |dialog: &Element| SAID.with_borrow(|said| said.dialog.as_ref() != Some(dialog));
    let gone = SAID.with_borrow(|said| said.dialog.as_ref().is_some_and(|it| !is_open(it)));
    if gone {
        SAID.with_borrow_mut(|said| said.dialog = None);
    }
    if let Some(dialog) = dialog.filter(|it| is_open(it) && new(it)) {
        remember_dialog(&dialog);
        speech.say(&speech.phrases.of_dialog(&dialog));
        return;
    }
    let heading_said = |it: &Element| SAID.with_borrow(|said| said.heading.as_ref() == Some(it));
    if let Some(heading) = heading.filter(|it| is_visible(it) && !heading_said(it)) {
        new_page(speech, &heading);
    }
    // Nobody hears of what is covered.
    let root = document().document_element();
    if root.is_some_and(|root| root.has_attribute("data-masked")) {
        return;
    }
    for alert in alerts {
        if !regions.contains(&alert) {
            regions.push(alert);
        }
    }
    before.update_value(|before| before.retain(|(region, _)| dom::is_connected(region)));
    for region in regions {
        tell(speech, before, &region);
    }
}

fn tell(speech: Speech, before: Before, region: &Element) {
    if !dom::is_connected(region) || !is_visible(region) {
        return;
    }
    let words = text(region);
    let news = before.try_update_value(|before| {
        if let Some((_, last)) = before.iter_mut().find(|(it, _)| it == region) {
            let news = *last != words;
            last.clone_from(&words);
            return news;
        }
        before.push((region.clone(), words.clone()));
        true
    });
    if news != Some(true) || words.is_empty() {
        return;
    }
    let urgent = dom::matches(region, "[role=alert], [aria-live=assertive]");
    if urgent {
        speech.say(&words);
    } else {
        speech.add(&words);
    }
}

/// The live region that a node is in. A timer is none: every second would be a torment.
fn region_of(node: &Node) -> Option<Element> {
    let element = node
        .dyn_ref::<Element>()
        .cloned()
        .or_else(|| dom::parent(node))?;
    let quiet = element.closest("[role=timer], [aria-live=off]");
    if matches!(quiet, Ok(Some(_))) {
        return None;
    }
    element.closest(LIVE).ok().flatten()
}

fn elements(nodes: &JsValue) -> Vec<Element> {
    let all = dom::members(nodes).into_iter();
    all.filter_map(|it| it.dyn_into().ok()).collect()
}

fn itself_or_within(element: &Element, selector: &str) -> Option<Element> {
    if dom::matches(element, selector) {
        return Some(element.clone());
    }
    element.query_selector(selector).ok().flatten()
}

fn is_open(dialog: &Element) -> bool {
    dom::is_connected(dialog) && is_visible(dialog)
}
