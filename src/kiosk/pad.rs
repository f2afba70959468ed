//! A number pad on screen, for the code from the desk. A keyboard or a keypad types on it too.

use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

use crate::components::element::span;
use crate::i18n::{Key, use_i18n};
use crate::reactive::text;

/// Digits of a code.
const DIGITS: usize = 8;
/// Digits of one group.
const GROUP: usize = 4;

/// The digits that were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(String);

impl Typed {
    /// Adds a digit. Whether it could be: not once the code is whole, nor anything but a digit.
    pub fn push(&mut self, digit: char) -> bool {
        let fits = digit.is_ascii_digit() && !self.is_whole();
        if fits {
            self.0.push(digit);
        }
        fits
    }

    /// Takes the last digit away. Whether there was one.
    pub fn pop(&mut self) -> bool {
        self.0.pop().is_some()
    }

    /// Takes all digits away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many digits there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether no digit is missing.
    pub fn is_whole(&self) -> bool {
        self.len() >= DIGITS
    }

    /// The digits alone.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// The code as it is shown: in two groups, with a place for each digit that is missing.
    pub fn shown(&self) -> String {
        let missing = std::iter::repeat_n('·', DIGITS.saturating_sub(self.len()));
        let places: Vec<char> = self.0.chars().chain(missing).collect();
        let groups = places.chunks(GROUP).map(|group| group.iter().collect());
        groups.collect::<Vec<String>>().join(" ")
    }
}

/// The pad, what was typed on it, and the button that signs in.
#[component]
pub fn Pad(
    /// Whether an answer is waited for.
    #[prop(into)]
    busy: Signal<bool>,
    /// What is wrong with the code; empty if nothing is.
    problem: RwSignal<String>,
    /// Called with eight digits.
    submit: Callback<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let typed = RwSignal::new(Typed::default());
    let said = RwSignal::new(String::new());
    let sign_in = NodeRef::<Button>::new();

    let all = DIGITS.to_string();
    let say = move |key: Key, digit: &str| {
        let count = typed.with_untracked(Typed::len).to_string();
        let values = [("digit", digit), ("count", &count), ("all", all.as_str())];
        said.set(i18n.fill(key, &values));
    };
    let say = StoredValue::new(say);
    let push = move |digit: char| {
        let pushed = typed.try_update(|typed| typed.push(digit));
        if pushed == Some(true) && !busy.get_untracked() {
            problem.set(String::new());
            let mut text = [0; 4];
            say.with_value(|say| say(Key::KioskPadTyped, digit.encode_utf8(&mut text)));
            // The next thing to do; who types on a keyboard need not look for it.
            if typed.with_untracked(Typed::is_whole)
                && let Some(button) = sign_in.get_untracked()
            {
                let _ = button.focus();
            }
        }
    };
    let delete = move || {
        if typed.try_update(Typed::pop) == Some(true) {
            say.with_value(|say| say(Key::KioskPadDeleted, ""));
        }
    };
    let clear = move || {
        typed.update(Typed::clear);
        say.with_value(|say| say(Key::KioskPadDeleted, ""));
    };
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        if typed.with_untracked(Typed::is_whole) {
            problem.set(String::new());
            submit.run(typed.with_untracked(|typed| typed.code().to_owned()));
        } else {
            problem.set(i18n.text(Key::SignInCodeMissing).to_owned());
        }
    };
    // A code that is refused is typed anew.
    let mut before = String::new();
    crate::reactive::effect(move || {
        let now = problem.get();
        if now != before && !now.is_empty() && typed.with_untracked(Typed::is_whole) {
            typed.update(Typed::clear);
        }
        before = now;
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented() {
            return;
        }
        let key = event.key();
        match key.as_str() {
            "Backspace" => delete(),
            "Delete" => clear(),
            _ => {
                let mut letters = key.chars();
                if let (Some(digit @ '0'..='9'), None) = (letters.next(), letters.next()) {
                    push(digit);
                }
            }
        }
    });
    on_cleanup(move || keys.remove());

    let digit = move |digit: char| {
        view! {
            <button type="button" class="pad-key" on:click=move |_| push(digit)>
                {digit}
            </button>
        }
    };
    let shown = text(move || typed.with(Typed::shown));
    let spelled = text(move || {
        let digits = typed.with(|typed| typed.code().to_owned());
        digits
            .chars()
            .map(String::from)
            .collect::<Vec<_>>()
            .join(" ")
    });
    view! {
        <div class="pad" role="group" aria-labelledby="pad-code">
            <p class="field-label" id="pad-code">
                {i18n.say(Key::KioskPadCode)}
            </p>
            <p class="pad-shown">
                <span aria-hidden="true">{shown}</span>
                {span("visually-hidden", spelled)}
            </p>
            <p class="visually-hidden" role="status">
                {said}
            </p>
            <p class="field-problem" role="alert">
                {problem}
            </p>
            <div class="pad-keys" role="group" aria-label=i18n.say(Key::KioskPadKeys)>
                {('1'..='9').map(digit).collect_view()}
                <button type="button" class="pad-key pad-word" on:click=move |_| clear()>
                    {i18n.say(Key::KioskPadClear)}
                </button>
                {digit('0')}
                <button type="button" class="pad-key pad-word" on:click=move |_| delete()>
                    {i18n.say(Key::KioskPadDelete)}
                </button>
            </div>
            <button
                type="button"
                class="button pad-submit"
                node_ref=sign_in
                prop:disabled=busy
                on:click=move |_| send()
            >
                {text(move || {
                    let key = if busy.get() { Key::SignInBusy } else { Key::SignInSubmit };
                    i18n.text(key).to_owned()
                })}
            </button>
        </div>
    }
}
