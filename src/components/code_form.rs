//! The field for a short code that stands on another screen, and the button that does something with it.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::element::p;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{attribute, part_if};

/// What the form says.
#[derive(Clone, Copy)]
pub struct CodeWords {
    /// What the field is for.
    pub label: Key,
    /// What a code looks like.
    pub hint: Key,
    /// That what was typed is none.
    pub wrong: Key,
    /// What the button does.
    pub submit: Key,
}

/// The form. `name` begins the ids in it; `take` gets what was typed, and answers whether that was a code.
pub fn code_form(
    name: &'static str,
    class: &'static str,
    words: CodeWords,
    take: impl Fn(&str) -> bool + 'static,
) -> AnyView {
    let i18n = use_i18n();
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else {
            return;
        };
        if !take(&input.value()) {
            wrong.set(true);
            let _ = input.focus();
        }
    };
    let problem = part_if(
        move || wrong.get(),
        move || p("field-problem", i18n.say(words.wrong)),
    );
    let [code, hint, said] = ["code", "hint", "problem"].map(|it| format!("{name}-{it}"));
    view! {
        <form class=class on:submit=submit novalidate>
            <label class="field-label" for=code.clone()>
                {i18n.say(words.label)}
            </label>
            <p class="field-hint" id=hint.clone()>
                {i18n.say(words.hint)}
            </p>
            <div id=said.clone() role="alert">
                {problem}
            </div>
            <input
                class="field code-field"
                id=code
                node_ref=field
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                maxlength="20"
                aria-describedby=format!("{hint} {said}")
                aria-invalid=attribute(move || wrong.get().then_some("true"))
            />
            <p>
                <button type="submit" class="button">
                    {i18n.say(words.submit)}
                </button>
            </p>
        </form>
    }
    .into_any()
}
