//! The question: what the display will see, for how long, and the two answers.

use leptos::prelude::*;

use super::watch::Watch;
use crate::components::element::{all, div, li, none, p, span, ul};
use crate::i18n::{I18n, Key, error_text};
use crate::reactive::{part, text};

/// The question, with the code that has to be compared.
pub(super) fn ask(i18n: I18n, watch: Watch) -> AnyView {
    let code = watch.code().get_untracked();
    let code = code.map(|code| code.code).unwrap_or_default();
    let facts = [
        Key::PairSees,
        Key::PairSeesNot,
        Key::PairAround,
        Key::PairEnds,
    ];
    let facts = facts.map(|key| li("", i18n.text(key)));
    let words = [
        p("", i18n.text(Key::PairCompare)),
        shown(&code),
        p("pair-warning", i18n.text(Key::PairElse)),
        ul("plain-list pair-facts", all(facts)),
    ];
    let trouble = part(move || match watch.failed.get() {
        None => none(),
        Some(error) => {
            let words = text(move || error_text(i18n, &error));
            p("note", words)
        }
    });
    let button = |class: &'static str, name: Key, approve: bool| {
        view! {
            <button
                type="button"
                class=class
                prop:disabled=watch.busy
                on:click=move |_| watch.decide(approve)
            >
                {i18n.text(name)}
            </button>
        }
        .into_any()
    };
    let buttons = [
        button("button", Key::PairApprove, true),
        button("button button-plain", Key::PairRefuse, false),
    ];
    view! {
        {all(words)}
        <div role="alert">{trouble}</div>
        {div("actions", all(buttons))}
    }
    .into_any()
}

/// The code, large; and letter by letter for whoever has it read aloud.
fn shown(code: &str) -> AnyView {
    let letters = code.chars().filter(char::is_ascii_alphabetic);
    let spelled: Vec<String> = letters.map(String::from).collect();
    let sight = view! { <span aria-hidden="true">{code.to_owned()}</span> };
    let sound = span("visually-hidden", spelled.join(", "));
    p("pair-code", all([sight.into_any(), sound]))
}
