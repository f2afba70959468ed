//! What an element is called, as assistive technology would say it (WAI-ARIA accessible names, as far as
//! this app's markup needs them): on a shared display there is none, so the app says it itself.

pub(in crate::kiosk) mod content;
pub mod role;

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::dom;

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
    let options = dom::object(&[("visibilityProperty", JsValue::TRUE)]);
    let answer = dom::call(element, "checkVisibility", &[options]);
    // A browser that cannot be asked is an old one; there, too much is better than nothing.
    answer.is_undefined() || answer.is_truthy() || is_seen_through(element)
}

/// Whether an element has no box of its own but those of what is in it, which a browser calls not visible.
fn is_seen_through(element: &Element) -> bool {
    let style = dom::call(&window(), "getComputedStyle", &[element.into()]);
    dom::text(&style, "display") == "contents"
        && dom::parent(element).is_none_or(|parent| is_visible(&parent))
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
    match dom::tag(element).as_str() {
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
        let id = field.get_attribute("id").filter(|id| !id.is_empty())?;
        let labels = dom::all(&document(), "label[for]");
        let of = |label: &Element| label.get_attribute("for").as_ref() == Some(&id);
        labels.into_iter().find(of)
    };
    let around = || field.closest("label").ok().flatten();
    by_id().or_else(around).map(|label| text(&label))
}

fn button_value(element: &Element) -> Option<String> {
    let presses = dom::matches(
        element,
        "input[type=submit], input[type=button], input[type=reset]",
    );
    presses.then(|| dom::text(element, "value"))
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
            dom::tag(element).as_str(),
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
