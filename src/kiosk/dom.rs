//! The document, asked by name, as all of the browser is that only a display uses.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use crate::by_name;
pub(super) use crate::by_name::{get, make, object};

/// A property that is a text.
pub(super) fn text(of: &JsValue, name: &str) -> String {
    get(of, name).as_string().unwrap_or_default()
}

/// A property that is an element.
pub(super) fn element(of: &JsValue, name: &str) -> Option<Element> {
    get(of, name).dyn_into().ok()
}

/// What a method gives; undefined where there is none, or where it fails.
pub(super) fn call(of: &JsValue, method: &str, values: &[JsValue]) -> JsValue {
    by_name::call(of, method, values).unwrap_or_default()
}

/// The members of a list of the browser.
pub(super) fn members(list: &JsValue) -> Vec<JsValue> {
    let mut members = Vec::new();
    loop {
        let member = get(list, &members.len().to_string());
        if member.is_undefined() {
            return members;
        }
        members.push(member);
    }
}

/// The elements that a selector finds, in the order of the document.
pub(super) fn all(within: &JsValue, selector: &str) -> Vec<Element> {
    let found = members(&call(within, "querySelectorAll", &[selector.into()]));
    let found = found.into_iter().filter_map(|it| it.dyn_into().ok());
    found.collect()
}

/// The kind of an element, such as `button`.
pub(super) fn tag(element: &Element) -> String {
    text(element, "localName")
}

/// The element that an element is in.
pub(super) fn parent(of: &Node) -> Option<Element> {
    element(of, "parentElement")
}

/// The elements in an element.
pub(super) fn children(of: &Element) -> Vec<Element> {
    let children = members(&get(of, "children"));
    let children = children.into_iter().filter_map(|it| it.dyn_into().ok());
    children.collect()
}

/// The texts in an element, and the elements in it.
pub(super) fn parts(of: &Element) -> Vec<Part> {
    let parts = members(&get(of, "childNodes"));
    let parts = parts.into_iter().filter_map(|part| {
        let part = match part.dyn_into::<Element>() {
            Ok(element) => return Some(Part::Element(element)),
            Err(part) => part,
        };
        // Comments are none of it.
        let is_text = get(&part, "nodeType").as_f64() == Some(f64::from(Node::TEXT_NODE));
        is_text.then(|| Part::Text(text(&part, "data")))
    });
    parts.collect()
}

/// What an element is made of.
pub(super) enum Part {
    /// An element.
    Element(Element),
    /// A text.
    Text(String),
}

/// Whether an element is the other, or contains it.
pub(super) fn contains(outer: &Element, inner: &Element) -> bool {
    call(outer, "contains", &[inner.into()]).is_truthy()
}

/// Whether an element is in the document.
pub(super) fn is_connected(element: &Element) -> bool {
    get(element, "isConnected").is_truthy()
}

/// Whether a selector fits an element.
pub(super) fn matches(element: &Element, selector: &str) -> bool {
    call(element, "matches", &[selector.into()]).is_truthy()
}

/// What has the focus, if anything has.
pub(super) fn focused() -> Option<Element> {
    let focused = element(&document(), "activeElement")?;
    (!matches!(tag(&focused).as_str(), "body" | "html")).then_some(focused)
}
