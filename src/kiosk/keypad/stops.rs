//! What there is to stop at on the screen, in the order of the document: things to use, and, for whoever
//! hears the page, every piece of text between them.

use web_sys::Element;

use crate::kiosk::accessible_name::content::is_inline;
use crate::kiosk::accessible_name::{is_shown, is_visible, name, text};
use crate::kiosk::dom::{self, Part};

/// What can take the focus.
const USABLE: &str = "a[href], button:not(:disabled), input:not(:disabled):not([type=hidden]), \
    select:not(:disabled), textarea:not(:disabled), summary, [tabindex]:not([tabindex=\"-1\"])";

/// What is one thing to the resident, whatever it is made of.
const WHOLE: &str = "a, button, input, select, textarea, summary, label, option, [role=button]";

/// Letters up to which an item of a list is read as one; a longer one is read piece by piece.
const SHORT: usize = 400;

/// A place at which the cursor can stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Where it is.
    pub element: Element,
    /// Whether it can be used; otherwise it can only be read.
    pub usable: bool,
}

/// Whether an element can take the focus of a key.
pub fn is_usable(element: &Element) -> bool {
    dom::matches(element, USABLE)
}

/// All stops within an element; with `texts`, what can only be read is among them.
pub fn stops(root: &Element, texts: bool) -> Vec<Stop> {
    let mut found = Vec::new();
    if is_shown(root) {
        let mut walk = Walk {
            found: &mut found,
            texts,
        };
        walk.children_of(root);
    }
    found
}

struct Walk<'a> {
    found: &'a mut Vec<Stop>,
    texts: bool,
}

impl Walk<'_> {
    fn children_of(&mut self, element: &Element) {
        for child in dom::children(element) {
            self.visit(&child);
        }
    }

    fn visit(&mut self, element: &Element) {
        if is_left_out(element) {
            return;
        }
        let usable = is_usable(element);
        if usable {
            self.push(element, true);
        }
        if dom::matches(element, WHOLE) {
            // A label is read with its field, which may stand in it.
            if !usable {
                self.usable_within(element);
            }
        } else if !self.texts {
            self.children_of(element);
        } else if is_picture(element) {
            if !name(element).is_empty() {
                self.push(element, false);
            }
        } else if is_one(element) {
            self.read(element, usable);
        } else {
            self.children_of(element);
        }
    }

    /// Takes a text, and then what can be used in it.
    fn read(&mut self, element: &Element, usable: bool) {
        let at = self.found.len();
        self.usable_within(element);
        let all = text(element);
        // A text that is nothing but a link is heard at the link.
        let said_there = matches!(self.found.get(at..), Some([only]) if name(&only.element) == all);
        if !usable && !said_there && !all.is_empty() {
            let element = element.clone();
            let stop = Stop {
                element,
                usable: false,
            };
            self.found.insert(at, stop);
        }
    }

    fn usable_within(&mut self, element: &Element) {
        let mut walk = Walk {
            found: self.found,
            texts: false,
        };
        walk.children_of(element);
    }

    fn push(&mut self, element: &Element, usable: bool) {
        let element = element.clone();
        self.found.push(Stop { element, usable });
    }
}

fn is_left_out(element: &Element) -> bool {
    // The mark that something is hidden from those who listen holds for keys that read, too.
    dom::matches(
        element,
        "[aria-hidden=true], [inert], script, style, template, noscript",
    ) || !is_visible(element)
}

fn is_picture(element: &Element) -> bool {
    dom::matches(element, "img, svg, [role=img]")
}

/// Whether an element is read as one: a row, a short item, or a piece of text.
fn is_one(element: &Element) -> bool {
    match dom::tag(element).as_str() {
        "tr" | "caption" | "dt" | "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => return true,
        "li" => {
            let inner = element.query_selector("li, table, dl, h2, h3, details, form");
            return matches!(inner, Ok(None)) && text(element).chars().count() <= SHORT;
        }
        // A term with what it means.
        "div" => {
            let parent = dom::parent(element);
            if parent.is_some_and(|it| dom::tag(&it) == "dl") {
                return text(element).chars().count() <= SHORT;
            }
        }
        _ => {}
    }
    holds_text(element)
}

/// Whether text stands in an element itself, or in lines within it.
fn holds_text(element: &Element) -> bool {
    let (mut lines, mut blocks) = (false, false);
    for part in dom::parts(element) {
        match part {
            Part::Text(words) if !words.trim().is_empty() => return true,
            Part::Element(element) if !is_left_out(&element) => {
                if !is_inline(&element) {
                    blocks = true;
                } else if !dom::matches(&element, WHOLE) && !text(&element).is_empty() {
                    lines = true;
                }
            }
            _ => {}
        }
    }
    lines && !blocks
}
