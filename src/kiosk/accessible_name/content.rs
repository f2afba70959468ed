//! The text of an element as it is to be heard: what is hidden is left out, pictures are there by their
//! names, and blocks are apart from each other.

use leptos::prelude::window;
use web_sys::Element;

use super::super::dom::{self, Part};
use super::{attribute, is_visible, name};

/// What stands in an element, in the order of the document, each block apart from the next.
pub fn text(element: &Element) -> String {
    let mut heard = Heard::default();
    heard.children_of(element);
    heard.text
}

/// A text with every gap as one space, and none at its ends.
pub(in crate::kiosk) fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an element stands in a line of text.
pub(in crate::kiosk) fn is_inline(element: &Element) -> bool {
    let style = dom::call(&window(), "getComputedStyle", &[element.into()]);
    // What is lifted out of its line, as texts for screen readers are, has been in one.
    if dom::text(&style, "position") == "absolute" {
        return true;
    }
    let display = dom::text(&style, "display");
    display.starts_with("inline") || display == "contents" || display.starts_with("ruby")
}

/// What was heard so far.
#[derive(Default)]
struct Heard {
    text: String,
    /// A block has ended, or begins.
    apart: bool,
    /// The last text ended with a gap.
    gap: bool,
}

impl Heard {
    fn children_of(&mut self, element: &Element) {
        for part in dom::parts(element) {
            match part {
                Part::Text(text) => self.add(&text),
                Part::Element(element) => self.element(&element),
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let hidden = element.get_attribute("aria-hidden").as_deref() == Some("true");
        if hidden || !is_visible(element) {
            return;
        }
        let inline = is_inline(element);
        self.apart |= !inline;
        let tag = dom::tag(element);
        let picture =
            tag == "img" || tag == "svg" || element.get_attribute("role").as_deref() == Some("img");
        match tag.as_str() {
            "script" | "style" | "template" | "noscript" => return,
            // What is chosen or typed is told as the state of the field, and not as a text.
            "input" | "select" | "textarea" => {}
            "br" => self.apart = true,
            _ if picture => {
                self.apart = true;
                self.add(&name(element));
                self.apart = true;
            }
            _ => match attribute(element, "aria-label").filter(|it| !it.is_empty()) {
                Some(label) if inline => self.add(&label),
                _ => self.children_of(element),
            },
        }
        self.apart |= !inline;
    }

    fn add(&mut self, text: &str) {
        let words = collapsed(text);
        if words.is_empty() {
            self.gap |= !text.is_empty();
            return;
        }
        let begins_apart = text.starts_with(char::is_whitespace);
        match self.text.chars().last() {
            Some(last) if self.apart => {
                // A full stop is pause enough; another would be said as a word by some voices.
                let pause = if ".,:;!?…。，：；！？".contains(last) {
                    " "
                } else {
                    ", "
                };
                self.text.push_str(pause);
            }
            Some(_) if self.gap || begins_apart => self.text.push(' '),
            _ => {}
        }
        self.text.push_str(&words);
        self.apart = false;
        self.gap = text.ends_with(char::is_whitespace);
    }
}
