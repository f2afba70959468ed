//! What an element is, and in what state, apart from any words.

use web_sys::Element;

use super::super::dom;
use super::content;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Leads somewhere.
    Link,
    /// Does something.
    Button,
    /// A heading with its level, 1 to 6.
    Heading(u8),
    /// Can be ticked.
    Checkbox,
    /// One of several, of which one is chosen.
    Radio,
    /// A list to choose from.
    List,
    /// Takes text.
    Text,
    /// Takes a number.
    Number,
    /// Takes a day.
    Date,
    /// Moves between two ends.
    Slider,
    /// Shows or hides what follows.
    Unfold,
    /// A picture.
    Picture,
    /// A window that wants an answer.
    Dialog,
    /// A part of the page with a name.
    Region,
    /// Links to other pages.
    Navigation,
    /// Fields or buttons that belong together.
    Group,
    /// Anything else.
    Plain,
}

impl Role {
    /// What an element is, by its `role`, or else by its kind.
    pub fn of(element: &Element) -> Self {
        let level = || {
            let named = element.get_attribute("aria-level")?;
            named.parse().ok().filter(|level| (1..=6).contains(level))
        };
        match element.get_attribute("role").as_deref() {
            Some("link") => return Self::Link,
            Some("button" | "switch" | "tab") => return Self::Button,
            Some("heading") => return Self::Heading(level().unwrap_or(2)),
            Some("checkbox") => return Self::Checkbox,
            Some("radio") => return Self::Radio,
            Some("slider") => return Self::Slider,
            Some("img") => return Self::Picture,
            Some("dialog" | "alertdialog") => return Self::Dialog,
            Some("region") => return Self::Region,
            Some("navigation") => return Self::Navigation,
            Some("group" | "radiogroup" | "toolbar") => return Self::Group,
            _ => {}
        }
        match dom::tag(element).as_str() {
            "a" if element.has_attribute("href") => Self::Link,
            "button" => Self::Button,
            "summary" => Self::Unfold,
            "h1" => Self::Heading(1),
            "h2" => Self::Heading(2),
            "h3" => Self::Heading(3),
            "h4" => Self::Heading(4),
            "h5" => Self::Heading(5),
            "h6" => Self::Heading(6),
            "select" => Self::List,
            "textarea" => Self::Text,
            "img" | "svg" => Self::Picture,
            "dialog" => Self::Dialog,
            "nav" => Self::Navigation,
            "fieldset" => Self::Group,
            "input" => Self::of_input(element),
            _ => Self::Plain,
        }
    }

    fn of_input(element: &Element) -> Self {
        match element.get_attribute("type").as_deref() {
            Some("checkbox") => Self::Checkbox,
            Some("radio") => Self::Radio,
            Some("number") => Self::Number,
            Some("date") => Self::Date,
            Some("range") => Self::Slider,
            Some("submit" | "button" | "reset" | "file" | "image") => Self::Button,
            _ => Self::Text,
        }
    }
}

/// In what state an element is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Ticked or chosen, or not.
    pub checked: Option<bool>,
    /// Switched on, or off.
    pub pressed: Option<bool>,
    /// What it shows or hides is open, or closed.
    pub expanded: Option<bool>,
    /// It leads to what is on screen already.
    pub current: bool,
    /// It cannot be used now.
    pub disabled: bool,
    /// What it holds needs to be corrected.
    pub invalid: bool,
    /// What a field holds; empty where it is empty.
    pub value: Option<String>,
}

impl State {
    /// The state of an element.
    pub fn of(element: &Element) -> Self {
        let said = |name: &str| match element.get_attribute(name).as_deref() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        };
        let is = |selector: &str| dom::matches(element, selector);
        let unfolds = dom::tag(element) == "summary";
        let ticks = is("input[type=checkbox], input[type=radio]");
        let open = || {
            let whole = dom::parent(element);
            whole.is_some_and(|it| it.has_attribute("open"))
        };
        let current = element.get_attribute("aria-current");
        Self {
            checked: if ticks {
                Some(is(":checked"))
            } else {
                said("aria-checked")
            },
            pressed: said("aria-pressed"),
            expanded: if unfolds {
                Some(open())
            } else {
                said("aria-expanded")
            },
            current: current.is_some_and(|it| it != "false"),
            disabled: is(":disabled") || said("aria-disabled") == Some(true),
            invalid: said("aria-invalid") == Some(true),
            value: value(element),
        }
    }
}

/// What a field holds, as it is shown.
fn value(element: &Element) -> Option<String> {
    if let Some(words) = element.get_attribute("aria-valuetext") {
        return Some(words);
    }
    if dom::tag(element) == "select" {
        let chosen = dom::all(element, "option:checked");
        return Some(content::text(chosen.first()?));
    }
    let holds = matches!(
        Role::of(element),
        Role::Text | Role::Number | Role::Date | Role::Slider
    );
    holds.then(|| dom::text(element, "value"))
}
