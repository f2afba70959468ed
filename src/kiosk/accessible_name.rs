//! What an element is called, as assistive technology would say it (WAI-ARIA accessible names, as far as
//! this app's markup needs them): on a shared display there is none, so the app says it itself.

pub(in crate::kiosk) mod content;
pub mod role;

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement};

pub(super) use content::collapsed;
pub use content::text;

/// The name of an element; empty where it has none.
pub fn name(element: &Element) -> String {
    let ways: [&dyn Fn() -> Option<String>; 6] = [
        &|| Some(referred(element, "aria-labelledby")),
        &|| attribute(element, "aria-label"),
        &|| native(element),
        &|| has_named_content(element).then(|| text(element)),
        &|| attribute(element, "title"),
        &|| attribute(element, "placeholder"),
    ];
    first(&ways)
}

/// What is told beside the name; empty where there is nothing.
pub fn description(element: &Element) -> String {
    referred(element, "aria-describedby")
}

/// Whether somebody who sees could see it, or a screen reader would find it.
pub fn is_shown(element: &Element) -> bool {
    let hidden = element.closest("[aria-hidden=true], [inert]");
    !matches!(hidden, Ok(Some(_))) && is_visible(element)
}

/// Whether the browser shows it: neither it nor what it stands in is hidden, also by a closed `details`.
pub(in crate::kiosk) fn is_visible(element: &Element) -> bool {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"visibilityProperty".into(), &JsValue::TRUE);
    let ask = js_sys::Reflect::get(element, &"checkVisibility".into());
    let ask = ask
        .ok()
        .and_then(|it| it.dyn_into::<js_sys::Function>().ok());
    // A browser that cannot be asked is an old one; there, too much is better than nothing.
    ask.and_then(|ask| ask.call1(element, &options).ok())
        .is_none_or(|answer| answer.is_truthy())
}

/// The texts of the elements that an attribute refers to by their ids.
fn referred(element: &Element, attribute_name: &str) -> String {
    let ids = element.get_attribute(attribute_name).unwrap_or_default();
    let found = ids
        .split_whitespace()
        .filter_map(|id| document().get_element_by_id(id));
    let texts = found.map(|it| {
        first(&[
            &|| attribute(&it, "aria-label"),
            &|| is_visible(&it).then(|| text(&it)),
            // What is referred to may be hidden from sight; then all of it counts.
            &|| it.text_content().map(|all| content::collapsed(&all)),
        ])
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// The name that HTML itself gives: by a label, a legend, a caption, or an alternative text.
fn native(element: &Element) -> Option<String> {
    let child = |selector: &str| {
        let child = element.query_selector(selector).ok().flatten()?;
        Some(text(&child))
    };
    match element.local_name().as_str() {
        "img" => attribute(element, "alt"),
        "svg" => child("title"),
        "fieldset" => child("legend"),
        "table" => child("caption"),
        "details" => child("summary"),
        "input" | "select" | "textarea" => label(element).or_else(|| button_value(element)),
        _ => None,
    }
}

/// The text of the label of a field.
fn label(field: &Element) -> Option<String> {
    let by_id = || {
        let id = field.id();
        let labels = document().query_selector_all("label[for]").ok()?;
        (0..labels.length())
            .filter_map(|at| labels.item(at)?.dyn_into::<Element>().ok())
            .find(|label| !id.is_empty() && label.get_attribute("for").as_deref() == Some(&id))
    };
    let around = || field.closest("label").ok().flatten();
    by_id().or_else(around).map(|label| text(&label))
}

fn button_value(element: &Element) -> Option<String> {
    let input = element.dyn_ref::<HtmlInputElement>()?;
    matches!(input.type_().as_str(), "submit" | "button" | "reset").then(|| input.value())
}

/// Whether an element is called by what stands in it.
fn has_named_content(element: &Element) -> bool {
    let by_role = matches!(
        element.get_attribute("role").as_deref(),
        Some(
            "button"
                | "link"
                | "heading"
                | "option"
                | "tab"
                | "switch"
                | "checkbox"
                | "radio"
                | "menuitem"
        )
    );
    by_role
        || matches!(
            element.local_name().as_str(),
            "a" | "button"
                | "summary"
                | "option"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "th"
                | "td"
                | "legend"
                | "caption"
                | "label"
                | "dt"
        )
}

fn attribute(element: &Element, name: &str) -> Option<String> {
    let value = element.get_attribute(name)?;
    Some(content::collapsed(&value))
}

/// What the first way gives that gives anything.
fn first(ways: &[&dyn Fn() -> Option<String>]) -> String {
    let found = ways.iter().filter_map(|way| way());
    found
        .into_iter()
        .find(|it| !it.is_empty())
        .unwrap_or_default()
}
