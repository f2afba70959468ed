//! The field for a code that is typed.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::code::Code;
use super::focus;
use crate::components::element::p;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{attribute, part_if};
use crate::router::use_router;

/// The form; `broken` says that the address holds something that is no code.
pub(super) fn form(broken: bool) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    let field = NodeRef::<Input>::new();
    let wrong = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else {
            return;
        };
        if let Some(code) = Code::typed(&input.value()) {
            // A step, so that going back leads to the field.
            router.keep(&code.query(), true);
            focus(".pair-head");
        } else {
            wrong.set(true);
            let _ = input.focus();
        }
    };
    let problem = part_if(
        move || wrong.get(),
        move || p("field-problem", i18n.say(Key::PairCodeWrong)),
    );
    view! {
        {broken.then(|| p("note", i18n.say(Key::PairAddressBroken)))}
        <form class="pair-form" on:submit=submit novalidate>
            <label class="field-label" for="pair-code">
                {i18n.say(Key::PairCode)}
            </label>
            <p class="field-hint" id="pair-hint">
                {i18n.say(Key::PairCodeHint)}
            </p>
            <div id="pair-problem" role="alert">
                {problem}
            </div>
            <input
                class="field"
                id="pair-code"
                node_ref=field
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                maxlength="20"
                aria-describedby="pair-hint pair-problem"
                aria-invalid=attribute(move || wrong.get().then_some("true"))
            />
            <p>
                <button type="submit" class="button">
                    {i18n.say(Key::PairLook)}
                </button>
            </p>
        </form>
    }
    .into_any()
}
