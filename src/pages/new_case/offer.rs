//! Something was begun before: go on with it, or throw it away.

use citizen_score_device::typed::{self, FACTOR};
use leptos::prelude::*;

use super::super::case_form::{keeping_note, twice};
use super::address::Step;
use super::form::Form;
use crate::components::element::{all, div, none, p};
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::rules_book::rule_text;

/// The choice.
pub(super) fn offer(form: &Form) -> AnyView {
    let i18n = use_i18n();
    let Some(draft) = form.typing.draft() else {
        return ().into_any();
    };
    let steps = form.kind.steps();
    let found = steps.iter().find(|step| step.name() == draft.step);
    let first = steps.first().copied().unwrap_or(Step::Check);
    let resume = form
        .address
        .at(found.copied().unwrap_or(first), false)
        .path();
    let begun = i18n.moment(Key::DraftBegun, draft.updated);
    let drafts = form.typing.drafts();
    let (router, address) = (form.router, form.address.clone());
    let discard = twice(
        [
            Key::DraftDiscard,
            Key::DraftDiscardSure,
            Key::DraftDiscardYes,
        ],
        move || {
            drafts.remove(&draft.id);
            router.keep(&address.at(first, false).query(), true);
        },
    );
    let go_on = view! {
        <a class="button" href=resume>
            {i18n.say(Key::DraftGoOn)}
        </a>
    };
    let about = match typed::field(&draft.fields, FACTOR) {
        "" => none(),
        code => p(
            "note-title",
            rule_text(i18n, &form.about.book, "factor", code),
        ),
    };
    all([
        page_heading(form.kind.title()),
        about,
        p("", begun),
        div("actions", all([go_on.into_any(), discard.into_any()])),
        keeping_note(drafts).into_any(),
    ])
}
