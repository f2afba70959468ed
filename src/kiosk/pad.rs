//! A number pad on screen, for the code from the desk. A keyboard or a keypad types on it too.

mod typed;

use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;

use crate::by_name::get;
use crate::components::element::span;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{attribute, effect, text};
use typed::DIGITS;
pub use typed::Typed;

/// What is typed on the pad.
#[derive(Clone, Copy)]
struct Typing {
    typed: RwSignal<Typed>,
    /// What a screen reader says of it.
    said: RwSignal<String>,
    problem: RwSignal<String>,
    busy: Signal<bool>,
    submit: Callback<String>,
    button: NodeRef<Button>,
    i18n: I18n,
}

impl Typing {
    fn push(self, digit: char) {
        let pushed = self.typed.try_update(|typed| typed.push(digit));
        if pushed != Some(true) {
            return;
        }
        self.problem.set(String::new());
        self.say(Key::KioskPadTyped, &digit.to_string());
        // The next thing to do; who types on a keyboard need not look for it.
        if self.typed.with_untracked(Typed::is_whole)
            && let Some(button) = self.button.get_untracked()
        {
            let _ = button.focus();
        }
    }

    fn delete(self) {
        if self.typed.try_update(Typed::pop) == Some(true) {
            self.say(Key::KioskPadDeleted, "");
        }
    }

    fn clear(self) {
        self.typed.update(Typed::clear);
        self.say(Key::KioskPadDeleted, "");
    }

    fn send(self) {
        if self.busy.get_untracked() {
            return;
        }
        if self.typed.with_untracked(Typed::is_whole) {
            self.problem.set(String::new());
            let code = self.typed.with_untracked(|typed| typed.code().to_owned());
            self.submit.run(code);
        } else {
            let missing = self.i18n.text(Key::SignInCodeMissing);
            self.problem.set(missing.to_owned());
        }
    }

    fn say(self, key: Key, digit: &str) {
        let (count, all) = (self.typed.with_untracked(Typed::len), DIGITS);
        let (count, all) = (count.to_string(), all.to_string());
        let values = [("digit", digit), ("count", &count), ("all", &all)];
        self.said.set(self.i18n.fill(key, &values));
    }

    fn on_key(self, event: &KeyboardEvent) {
        let modified = event.ctrl_key() || event.alt_key() || event.meta_key();
        if modified || event.default_prevented() || is_out_of_reach() {
            return;
        }
        let key = get(event, "key").as_string().unwrap_or_default();
        match key.as_str() {
            "Backspace" => self.delete(),
            "Delete" => self.clear(),
            _ => {
                let mut letters = key.chars();
                if let (Some(digit @ '0'..='9'), None) = (letters.next(), letters.next()) {
                    self.push(digit);
                }
            }
        }
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
    let typing = Typing {
        typed,
        said: RwSignal::new(String::new()),
        problem,
        busy,
        submit,
        button: NodeRef::new(),
        i18n,
    };
    // A code that is refused is typed anew.
    effect(move || {
        let refused = problem.with(|it| !it.is_empty());
        if refused && typed.with_untracked(Typed::is_whole) {
            typed.update(Typed::clear);
        }
    });
    let keys = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        typing.on_key(&event);
    });
    on_cleanup(move || keys.remove());

    let digit = move |digit: char| {
        view! {
            <button type="button" class="pad-key" on:click=move |_| typing.push(digit)>
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
                {typing.said}
            </p>
            <p class="field-problem" role="alert">
                {problem}
            </p>
            <div class="pad-keys" role="group" aria-label=i18n.say(Key::KioskPadKeys)>
                {('1'..='9').map(digit).collect_view()}
                <button type="button" class="pad-key pad-word" on:click=move |_| typing.clear()>
                    {i18n.say(Key::KioskPadClear)}
                </button>
                {digit('0')}
                <button type="button" class="pad-key pad-word" on:click=move |_| typing.delete()>
                    {i18n.say(Key::KioskPadDelete)}
                </button>
            </div>
            <button
                type="button"
                class="button pad-submit"
                node_ref=typing.button
                aria-disabled=attribute(move || busy.get().then_some("true"))
                on:click=move |_| typing.send()
            >
                {text(move || {
                    let key = if busy.get() { Key::SignInBusy } else { Key::SignInSubmit };
                    i18n.text(key).to_owned()
                })}
            </button>
        </div>
    }
}

/// Whether somebody who presses a key does not see the pad: nobody is here, or a dialog is over it.
fn is_out_of_reach() -> bool {
    let covered = document().query_selector("dialog[open], html[data-kiosk=attract]");
    covered.is_ok_and(|it| it.is_some())
}
