//! What is said of an element: its name, what it is, its state, and what is told beside it.

use leptos::prelude::untrack;
use web_sys::Element;

use crate::i18n::{I18n, Key};
use crate::kiosk::accessible_name::role::{Role, State};
use crate::kiosk::accessible_name::{collapsed, description, is_shown, name, text};
use crate::kiosk::dom;

/// What somebody is within, and is told when they come there.
const AROUND: &str = "[role=dialog], [role=alertdialog], dialog, fieldset, [role=group], [role=radiogroup], \
    [role=toolbar], nav";

/// Says elements in the chosen language.
#[derive(Clone, Copy)]
pub(super) struct Phrases {
    i18n: I18n,
}

impl Phrases {
    pub(super) fn new(i18n: I18n) -> Self {
        Self { i18n }
    }

    /// An element that has the focus.
    pub(super) fn of(self, element: &Element) -> String {
        let state = State::of(element);
        let role = Role::of(element);
        let mut parts = vec![name(element), self.role(role)];
        parts.extend(self.state(&state));
        parts.push(description(element));
        joined(parts)
    }

    /// The state alone, for when it has changed.
    pub(super) fn of_state(self, element: &Element) -> String {
        joined(self.state(&State::of(element)))
    }

    /// An element that is read: its text, and that it is a heading or a picture.
    pub(super) fn of_text(self, element: &Element) -> String {
        let role = Role::of(element);
        match role {
            Role::Heading(_) => joined(vec![text(element), self.role(role)]),
            Role::Picture => joined(vec![name(element), self.role(role)]),
            _ if dom::tag(element) == "tr" => row(element),
            _ => text(element),
        }
    }

    /// A dialog: what it is called, and what it says, without its buttons.
    pub(super) fn of_dialog(self, dialog: &Element) -> String {
        let told = description(dialog);
        let told = if told.is_empty() {
            let texts = crate::kiosk::keypad::stops::stops(dialog, true);
            let texts = texts.iter().filter(|it| !it.usable);
            joined(texts.map(|it| text(&it.element)).collect())
        } else {
            told
        };
        let name = name(dialog);
        // A dialog that is named by its heading would say that twice.
        let told = told.strip_prefix(&name).unwrap_or(&told);
        let told = told.trim_start_matches([',', ' ']).to_owned();
        joined(vec![name, self.role(Role::Dialog), told])
    }

    /// Something that others are in, without those.
    pub(super) fn of_around(self, outer: &Element) -> String {
        match Role::of(outer) {
            Role::Dialog => self.of_dialog(outer),
            role => {
                let name = name(outer);
                if name.is_empty() {
                    String::new()
                } else {
                    joined(vec![name, self.role(role)])
                }
            }
        }
    }

    fn role(self, role: Role) -> String {
        let key = match role {
            Role::Link => Key::KioskSpeechLink,
            Role::Button => Key::KioskSpeechButton,
            Role::Heading(level) => {
                let level = level.to_string();
                return untrack(|| {
                    self.i18n
                        .fill(Key::KioskSpeechHeading, &[("level", &level)])
                });
            }
            Role::Checkbox => Key::KioskSpeechCheckbox,
            Role::Radio => Key::KioskSpeechRadio,
            Role::List => Key::KioskSpeechList,
            Role::Text => Key::KioskSpeechTextField,
            Role::Number => Key::KioskSpeechNumberField,
            Role::Date => Key::KioskSpeechDateField,
            Role::Slider => Key::KioskSpeechSlider,
            Role::Unfold => Key::KioskSpeechUnfold,
            Role::Picture => Key::KioskSpeechPicture,
            Role::Dialog => Key::KioskSpeechDialog,
            Role::Region => Key::KioskSpeechRegion,
            Role::Navigation => Key::KioskSpeechNavigation,
            Role::Group => Key::KioskSpeechGroup,
            Role::Plain => return String::new(),
        };
        self.word(key)
    }

    fn state(self, state: &State) -> Vec<String> {
        let either = |it: Option<bool>, yes: Key, no: Key| it.map(|it| if it { yes } else { no });
        let keys = [
            either(
                state.checked,
                Key::KioskSpeechChecked,
                Key::KioskSpeechUnchecked,
            ),
            either(
                state.pressed,
                Key::KioskSpeechPressed,
                Key::KioskSpeechUnpressed,
            ),
            either(state.expanded, Key::KioskSpeechOpen, Key::KioskSpeechClosed),
            state.current.then_some(Key::KioskSpeechCurrent),
            state.disabled.then_some(Key::KioskSpeechDisabled),
            state.invalid.then_some(Key::KioskSpeechInvalid),
        ];
        let value = state.value.clone().map(|value| {
            if value.trim().is_empty() {
                self.word(Key::KioskSpeechEmpty)
            } else {
                value
            }
        });
        let words = keys.into_iter().flatten().map(|key| self.word(key));
        value.into_iter().chain(words).collect()
    }

    fn word(self, key: Key) -> String {
        untrack(|| self.i18n.text(key)).to_owned()
    }
}

/// What somebody comes into at an element, coming from another, the outermost first.
pub(super) fn around(element: &Element, before: Option<&Element>) -> Vec<Element> {
    let mut found = Vec::new();
    let mut around = dom::parent(element);
    while let Some(outer) = around.and_then(|it| it.closest(AROUND).ok().flatten()) {
        around = dom::parent(&outer);
        if before.is_some_and(|before| dom::contains(&outer, before)) {
            break;
        }
        if is_shown(&outer) {
            found.insert(0, outer);
        }
    }
    found
}

/// The parts that there are, apart from each other.
fn joined(parts: Vec<String>) -> String {
    let parts = parts.into_iter().filter(|it| !it.is_empty());
    parts.collect::<Vec<_>>().join(", ")
}

/// A row of a table, each cell under the name of its column.
fn row(row: &Element) -> String {
    let head = row.closest("table").ok().flatten();
    let head = head.and_then(|table| table.query_selector("thead tr").ok().flatten());
    let names: Vec<String> = head
        .filter(|head| head != row)
        .map(|head| dom::children(&head).iter().map(text).collect())
        .unwrap_or_default();
    let said = dom::children(row)
        .into_iter()
        .enumerate()
        .map(|(at, cell)| {
            let cell_text = text(&cell);
            let is_head = dom::tag(&cell) == "th";
            match names.get(at).filter(|name| !name.is_empty() && !is_head) {
                Some(name) if !cell_text.is_empty() => collapsed(&format!("{name}: {cell_text}")),
                _ => cell_text,
            }
        });
    joined(said.collect())
}
