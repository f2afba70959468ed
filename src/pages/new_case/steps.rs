//! The questions, one a page.

use citizen_score_contract::cases::{CaseKind, MAX_WISH, MAX_WORDS};
use citizen_score_device::typed::{GROUND, GROUNDS, WISH, WORDS};
use citizen_score_rules::cases::may_repair;
use citizen_score_rules::rulebook::repair_key;
use leptos::prelude::*;

use super::super::case_evidence::evidence_field;
use super::super::case_form::{Choice, Words, day_fields, radios, words_field};
use super::super::case_words::ground_key;
use super::address::Step;
use super::deed::deed;
use super::entry_facts::entry_facts;
use super::form::Form;
use crate::components::element::{all, div, none, p, span};
use crate::i18n::{Key, use_i18n};

/// The page of a question.
pub(super) fn question(form: &Form, step: Step) -> AnyView {
    let (title, fields) = match step {
        Step::About => (form.kind.title(), about(form)),
        Step::Ground => (Key::NewcaseGround, ground(form)),
        Step::Deed => (Key::NewcaseDeed, deed(form)),
        Step::Day => day(form),
        Step::Words => words(form),
        Step::Wish => (Key::NewcaseWish, wish(form)),
        Step::Evidence | Step::Check => (
            Key::NewcaseEvidence,
            evidence_field(form.typing, form.problems),
        ),
    };
    form.frame(step, title, fields)
}

/// What it is about, and what comes of it.
fn about(form: &Form) -> AnyView {
    let i18n = use_i18n();
    let Some(found) = &form.about.entry else {
        return none();
    };
    let (book, row) = (&*form.about.book, &found.entry.row);
    let settled = match may_repair(book, &row.entry, &row.outcome) {
        Ok(code) if form.kind.0 == CaseKind::Repair => {
            let words = book.text(i18n.tag(), &repair_key(code));
            let words = words.unwrap_or(code).to_owned();
            div(
                "note",
                all([
                    p("note-title", i18n.text(Key::NewcaseSettled)),
                    p("", words),
                ]),
            )
        }
        _ => none(),
    };
    all([
        p("lead", i18n.text(form.kind.purpose())),
        entry_facts(i18n, book, row),
        settled,
    ])
}

fn ground(form: &Form) -> AnyView {
    let i18n = use_i18n();
    let choices = GROUNDS.into_iter().map(|(ground, value)| Choice {
        value: value.to_owned(),
        label: span("", i18n.say(ground_key(ground))),
        hint: none(),
    });
    let radios = radios(
        form.typing,
        form.problems,
        (GROUND, true),
        choices.collect(),
    );
    view! {
        <fieldset class="question" aria-describedby="ground-problem">
            <legend class="visually-hidden">{i18n.say(Key::NewcaseGround)}</legend>
            {form.problems.at(GROUND, &[GROUND])}
            {radios}
        </fieldset>
    }
    .into_any()
}

fn day(form: &Form) -> (Key, AnyView) {
    let (title, legend) = match form.kind.0 {
        CaseKind::Claim => (Key::NewcaseDeedDay, Key::NewcaseDeedDayLegend),
        _ => (Key::NewcaseSettledDay, Key::NewcaseSettledDayLegend),
    };
    (title, day_fields(form.typing, form.problems, legend))
}

fn words(form: &Form) -> (Key, AnyView) {
    let (title, hint) = match form.kind.0 {
        CaseKind::Objection => (Key::NewcaseWords, Key::NewcaseWordsHint),
        CaseKind::Repair => (Key::NewcaseRepairWords, Key::NewcaseRepairWordsHint),
        CaseKind::Claim => (Key::NewcaseClaimWords, Key::NewcaseClaimWordsHint),
    };
    let field = Words {
        name: WORDS,
        fields: &[WORDS],
        label: Key::FormWords,
        hint,
        most: MAX_WORDS,
        rows: "9",
    };
    (title, words_field(form.typing, form.problems, field))
}

fn wish(form: &Form) -> AnyView {
    let field = Words {
        name: WISH,
        fields: &[WISH],
        label: Key::FormWish,
        hint: Key::NewcaseWishHint,
        most: MAX_WISH,
        rows: "4",
    };
    words_field(form.typing, form.problems, field)
}
