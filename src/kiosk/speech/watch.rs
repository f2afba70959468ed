//! What is said by itself: what gets the focus, a new page, a dialog that opens, what changed in a live
//! region, a state that changed, and what is under a finger.

mod changes;

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::super::accessible_name::role::State;
use super::super::accessible_name::{is_shown, is_visible};
use super::super::keypad::{cursor, stops};
use super::Speech;
use super::phrase::around;
use crate::i18n::Plural;
use crate::kiosk::dom;
use changes::watch_changes;

/// How long a page is given to have its headings, before they are counted.
const PAGE_FILLS: Duration = Duration::from_millis(900);

/// How long what a press does is given to show, before its state is said.
const PRESS_SHOWS: Duration = Duration::from_millis(60);

/// Milliseconds within which the focus belongs to the dialog that has just been said.
const DIALOG_OPENS: f64 = 600.0;

thread_local! {
    static SAID: RefCell<Said> = const { RefCell::new(Said {
        focus: None, state: None, heading: None, dialog: None, dialog_at: 0.0, page: 0,
    }) };
}

/// What was said, so that nothing is said twice.
struct Said {
    /// What had the focus.
    focus: Option<Element>,
    /// Its state.
    state: Option<State>,
    /// The heading of the page.
    heading: Option<Element>,
    /// The open dialog.
    dialog: Option<Element>,
    /// The moment at which it was said.
    dialog_at: f64,
    /// Counts the pages.
    page: u32,
}

/// Watches until the owner ends.
pub(super) fn watch(speech: Speech) {
    let on = |name: &'static str, run: fn(Speech, &Event)| {
        let listener = window_event_listener_untyped(name, move |event| {
            if speech.on.try_get_untracked() == Some(true) {
                run(speech, &event);
            }
        });
        on_cleanup(move || listener.remove());
    };
    on("keydown", |speech, _| speech.stop());
    on("pointerdown", |speech, _| speech.stop());
    on("focusin", |speech, event| {
        if let Some(element) = element_of(event) {
            focused(speech, &element);
        }
    });
    on("click", tapped);
    for name in ["change", "input"] {
        on(name, |speech, event| {
            if let Some(element) = element_of(event) {
                say_new_state(speech, &element);
            }
        });
    }
    watch_changes(speech);
}

/// The heading of the page, as far as it is on the screen.
pub(super) fn page_heading() -> Option<Element> {
    let heading = document().query_selector("main h1").ok().flatten()?;
    is_shown(&heading).then_some(heading)
}

fn element_of(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

fn focused(speech: Speech, element: &Element) {
    if !is_visible(element) {
        return;
    }
    if !cursor::marked().is_some_and(|it| it == *element) {
        cursor::unmark();
    }
    if dom::tag(element) == "h1" {
        new_page(speech, element);
        return;
    }
    let phrases = speech.phrases;
    let (before, dialog, dialog_at) =
        SAID.with_borrow(|said| (said.focus.clone(), said.dialog.clone(), said.dialog_at));
    let fresh = js_sys::Date::now() - dialog_at < DIALOG_OPENS;
    let mut at_once = true;
    let mut parts: Vec<String> = Vec::new();
    for outer in around(element, before.as_ref()) {
        if dialog.as_ref() == Some(&outer) {
            // It has said itself when it opened.
            at_once = !fresh;
            continue;
        }
        if dom::matches(&outer, "[role=dialog], [role=alertdialog], dialog") {
            remember_dialog(&outer);
        }
        parts.push(phrases.of_around(&outer));
    }
    parts.push(phrases.of(element));
    parts.retain(|it| !it.is_empty());
    let tag = super::lang_of(element);
    speech.speak(&parts.join(". "), tag.as_deref(), at_once);
    SAID.with_borrow_mut(|said| {
        said.focus = Some(element.clone());
        said.state = Some(State::of(element));
    });
}

/// Says a page by its heading, once, and later how many headings it has.
fn new_page(speech: Speech, heading: &Element) {
    let known = SAID.with_borrow(|said| said.heading.as_ref() == Some(heading));
    if known && !dom::matches(heading, ":focus") {
        return;
    }
    speech.read(heading, true);
    let page = SAID.with_borrow_mut(|said| {
        said.heading = Some(heading.clone());
        said.focus = Some(heading.clone());
        said.page = said.page.wrapping_add(1);
        said.page
    });
    let heading = heading.clone();
    set_timeout(
        move || {
            let moved =
                SAID.with_borrow(|said| said.page != page || said.focus.as_ref() != Some(&heading));
            // Whoever has gone on is not called back.
            if moved || cursor::marked().is_some() || speech.on.try_get_untracked() != Some(true) {
                return;
            }
            let count = headings();
            if count > 0 {
                let i18n = speech.i18n;
                speech.add(&untrack(|| {
                    i18n.plural(Plural::KioskSpeechHeadings, count, &[])
                }));
            }
        },
        PAGE_FILLS,
    );
}

/// Headings of the page below the first.
fn headings() -> i64 {
    let all = dom::all(&document(), "main h2, main h3");
    i64::try_from(all.into_iter().filter(is_shown).count()).unwrap_or(i64::MAX)
}

fn remember_dialog(dialog: &Element) {
    SAID.with_borrow_mut(|said| {
        said.dialog = Some(dialog.clone());
        said.dialog_at = js_sys::Date::now();
    });
}

/// A tap: on something to use, its state when that changes; on a text, the text.
fn tapped(speech: Speech, event: &Event) {
    let Some(at) = element_of(event) else { return };
    let used = at.closest("a, button, input, select, textarea, summary, label, [role=button]");
    if let Ok(Some(used)) = used {
        set_timeout(move || say_new_state(speech, &used), PRESS_SHOWS);
        return;
    }
    let mut around = Some(at);
    while let Some(element) = around {
        let parent = dom::parent(&element);
        let all = parent.as_ref().map(|it| stops::stops(it, true));
        let text = all.unwrap_or_default();
        let text = text.iter().find(|it| !it.usable && it.element == element);
        if text.is_some() {
            cursor::put(&element);
            speech.read(&element, true);
            return;
        }
        if dom::tag(&element) == "main" {
            return;
        }
        around = parent;
    }
}

/// Says the state of what has the focus, if it is another than it was.
fn say_new_state(speech: Speech, element: &Element) {
    let state = State::of(element);
    let news = SAID.with_borrow_mut(|said| {
        let same = said.focus.as_ref() == Some(element) && said.state.as_ref() != Some(&state);
        if same {
            said.state = Some(state);
        }
        same
    });
    if news && dom::is_connected(element) && speech.on.try_get_untracked() == Some(true) {
        speech.add(&speech.phrases.of_state(element));
    }
}
