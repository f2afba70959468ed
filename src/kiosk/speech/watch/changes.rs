//! What changes on the screen by itself.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node, NodeList};

use super::super::super::accessible_name::{is_visible, text};
use super::super::Speech;
use super::{SAID, new_page, remember_dialog};

/// Regions of which changes are said.
const LIVE: &str = "[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]";

const DIALOG: &str = "[role=dialog], [role=alertdialog], dialog[open]";

/// Watches until the owner ends.
pub(super) fn watch_changes(speech: Speech) {
    // What each region said last: a change that comes to the same is none.
    let before = StoredValue::new_local(Vec::<(Element, String)>::new());
    let told = Closure::<dyn FnMut(js_sys::Array)>::new(move |records: js_sys::Array| {
        if speech.on.try_get_untracked() == Some(true) {
            changed(speech, before, &records);
        }
    });
    let Ok(observer) = MutationObserver::new(told.as_ref().unchecked_ref()) else {
        return;
    };
    let all = MutationObserverInit::new();
    all.set_child_list(true);
    all.set_character_data(true);
    all.set_subtree(true);
    all.set_attribute_filter(&js_sys::Array::of1(&"open".into()));
    if let Some(body) = document().body() {
        let _ = observer.observe_with_options(&body, &all);
    }
    let kept = StoredValue::new_local((observer, told));
    on_cleanup(move || {
        let _ = kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

type Before = StoredValue<Vec<(Element, String)>, LocalStorage>;

fn changed(speech: Speech, before: Before, records: &js_sys::Array) {
    let mut regions: Vec<Element> = Vec::new();
    let (mut dialog, mut heading, mut alerts) = (None, None, Vec::new());
    for record in records.iter() {
        let record: MutationRecord = record.unchecked_into();
        if record.type_() == "attributes" {
            let opened = record.target().and_then(|it| it.dyn_into::<Element>().ok());
            dialog = opened
                .filter(|it| it.matches(DIALOG) == Ok(true))
                .or(dialog);
            continue;
        }
        for added in elements(&record.added_nodes()) {
            dialog = itself_or_within(&added, DIALOG).or(dialog);
            heading = itself_or_within(&added, "main h1").or(heading);
            alerts.extend(itself_or_within(&added, "[role=alert]"));
        }
        let region = record.target().and_then(|it| region_of(&it));
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
    before.update_value(|before| before.retain(|(region, _)| region.is_connected()));
    for region in regions {
        tell(speech, before, &region);
    }
}

fn tell(speech: Speech, before: Before, region: &Element) {
    if !region.is_connected() || !is_visible(region) {
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
    let urgent = region.matches("[role=alert], [aria-live=assertive]") == Ok(true);
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
        .or_else(|| node.parent_element())?;
    let quiet = element.closest("[role=timer], [aria-live=off]");
    if matches!(quiet, Ok(Some(_))) {
        return None;
    }
    element.closest(LIVE).ok().flatten()
}

fn elements(nodes: &NodeList) -> Vec<Element> {
    let all = (0..nodes.length()).filter_map(|at| nodes.item(at)?.dyn_into().ok());
    all.collect()
}

fn itself_or_within(element: &Element, selector: &str) -> Option<Element> {
    if element.matches(selector) == Ok(true) {
        return Some(element.clone());
    }
    element.query_selector(selector).ok().flatten()
}

fn is_open(dialog: &Element) -> bool {
    dialog.is_connected() && is_visible(dialog)
}
