//! Where somebody is who goes through the screen step by step. It is the focus where that can be used, and
//! a mark of its own on texts, which take no focus.

use std::cell::RefCell;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

use super::stops::{Stop, is_usable, stops};
use crate::kiosk::accessible_name::is_visible;
use crate::kiosk::dom::{self, focused};

/// Attribute of the text that is being read, for the style.
const MARK: &str = "data-reading";

/// Dialogs, of which the last one that is open keeps the cursor.
const DIALOG: &str = "[role=dialog], [role=alertdialog], dialog[open]";

thread_local! {
    static HERE: RefCell<Place> = const { RefCell::new(Place { element: None, index: 0 }) };
}

/// The element, and which stop it was: what is made anew meanwhile is found by the latter.
#[derive(Clone)]
struct Place {
    element: Option<Element>,
    index: usize,
}

/// A step, done.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where the cursor is now.
    pub stop: Stop,
    /// It went past an end, and is at the other one.
    pub wrapped: bool,
}

/// The open dialog, if there is one.
pub fn open_dialog() -> Option<Element> {
    let dialogs = dom::all(&document(), DIALOG);
    dialogs.into_iter().rfind(is_visible)
}

/// Goes one stop on or back; none where there is nothing to stop at. With `texts`, also to what can only
/// be read.
pub fn step(on: bool, texts: bool) -> Option<Step> {
    let body = document().body().map(Into::into);
    let root: Element = open_dialog().or(body)?;
    let all = stops(&root, texts);
    let last = all.len().checked_sub(1)?;
    let (index, wrapped) = match (before_and_after(&all, &root), on) {
        ((_, Some(after)), true) => (after, false),
        ((Some(before), _), false) => (before, false),
        ((_, None), true) => (0, true),
        ((None, _), false) => (last, true),
    };
    let stop = all.get(index)?.clone();
    go(&stop, index);
    Some(Step { stop, wrapped })
}

/// The stops around where the cursor is.
fn before_and_after(all: &[Stop], root: &Element) -> (Option<usize>, Option<usize>) {
    let place = HERE.with_borrow(Clone::clone);
    let focus = focused();
    let marked = place.element.as_ref().filter(|it| dom::is_connected(it));
    let here = match (marked, focus) {
        (Some(marked), None) if is_visible(marked) => Some(marked.clone()),
        (_, focus) => focus,
    };
    if let Some(here) = here.filter(|it| dom::contains(root, it)) {
        let relation = |stop: &Stop| {
            let other = [(&stop.element).into()];
            let relation = dom::call(&here, "compareDocumentPosition", &other).as_f64();
            // A set of flags, far within the range.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let relation = relation.unwrap_or_default() as u16;
            relation
        };
        // What is within it comes after it; what it is within, before.
        let after = all
            .iter()
            .position(|stop| relation(stop) & Node::DOCUMENT_POSITION_FOLLOWING != 0);
        let before = all
            .iter()
            .rposition(|stop| relation(stop) & Node::DOCUMENT_POSITION_PRECEDING != 0);
        return (before, after);
    }
    if place.element.is_some() && all.len() > place.index && place.index > 0 {
        // What it was at is gone; what is in its place now comes next.
        return (place.index.checked_sub(1), Some(place.index));
    }
    // Nowhere yet: what the page is about comes first.
    let main = root.query_selector("main").ok().flatten();
    let first = main.and_then(|main| {
        all.iter()
            .position(|stop| dom::contains(&main, &stop.element))
    });
    (None, first.or((!all.is_empty()).then_some(0)))
}

fn go(stop: &Stop, index: usize) {
    unmark();
    if stop.usable {
        if let Some(element) = stop.element.dyn_ref::<HtmlElement>() {
            let _ = element.focus();
        }
    } else {
        // The focus must not stay behind: a press would be for something that nobody is at.
        if let Some(focused) = focused() {
            dom::call(&focused, "blur", &[]);
        }
        let _ = stop.element.set_attribute(MARK, "");
    }
    into_view(&stop.element);
    let element = Some(stop.element.clone());
    HERE.set(Place { element, index });
}

/// Puts the cursor on a text, as by a tap on it.
pub fn put(element: &Element) {
    let (element, usable) = (element.clone(), false);
    go(&Stop { element, usable }, 0);
}

/// Takes the mark away; the focus has gone somewhere, or a finger has come.
pub fn unmark() {
    HERE.with_borrow_mut(|place| {
        if let Some(element) = place.element.take() {
            let _ = element.remove_attribute(MARK);
        }
    });
}

/// The text that the cursor is on.
pub fn marked() -> Option<Element> {
    let element = HERE.with_borrow(|place| place.element.clone())?;
    (element.has_attribute(MARK) && dom::is_connected(&element)).then_some(element)
}

/// Uses the one thing that can be used in the text that the cursor is on.
pub fn press() -> bool {
    let Some(marked) = marked() else { return false };
    let all = stops(&marked, false);
    let [Stop { element, .. }] = all.as_slice() else {
        return false;
    };
    if !is_usable(element) {
        return false;
    }
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
        element.click();
    }
    true
}

/// The middle of the screen is never under a bar; what is in the bar, or in a dialog, is in view.
fn into_view(element: &Element) {
    if matches!(element.closest(".kiosk-foot, dialog"), Ok(Some(_))) {
        return;
    }
    let options = [("block", "center".into()), ("behavior", "instant".into())];
    dom::call(element, "scrollIntoView", &[dom::object(&options)]);
}
