//! The field for a code that is typed.

use leptos::prelude::*;

use super::code::Code;
use super::focus;
use crate::components::code_form::{CodeWords, code_form};
use crate::components::element::p;
use crate::i18n::{Key, use_i18n};
use crate::router::use_router;

const WORDS: CodeWords = CodeWords {
    label: Key::PairCode,
    hint: Key::PairCodeHint,
    wrong: Key::PairCodeWrong,
    submit: Key::PairLook,
};

/// The form; `broken` says that the address holds something that is no code.
pub(super) fn form(broken: bool) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    let take = move |typed: &str| {
        let Some(code) = Code::typed(typed) else {
            return false;
        };
        // A step, so that going back leads to the field.
        router.keep(&code.query(), true);
        focus(".pair-head");
        true
    };
    view! {
        {broken.then(|| p("note", i18n.say(Key::PairAddressBroken)))}
        {code_form("pair", "code-form", WORDS, take)}
    }
    .into_any()
}
