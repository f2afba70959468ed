//! Which deed: the factors in force that add points, by category; what is planned cannot be claimed.

use citizen_score_device::typed::FACTOR;
use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{Direction, Factor, FactorStatus};
use leptos::prelude::*;

use super::super::case_form::{Choice, radios};
use super::form::Form;
use crate::components::element::{all, h2, li, none, p, section, span, ul};
use crate::i18n::{I18n, Key, use_i18n};
use crate::rules_book::{rule_text, worth_text};

/// The choice, and below it what is only planned.
pub(super) fn deed(form: &Form) -> AnyView {
    let i18n = use_i18n();
    let book = &*form.about.book;
    let mut is_first = true;
    let groups = categories(book).into_iter().map(|category| {
        let of = |factor: &&Factor| factor.category == category;
        let factors = gains(book, FactorStatus::InForce).filter(of);
        let choices: Vec<Choice> = factors.map(|factor| choice(i18n, book, factor)).collect();
        if choices.is_empty() {
            return none();
        }
        let first = std::mem::replace(&mut is_first, false);
        all([
            h2("deed-category", rule_text(i18n, book, "category", category)),
            radios(form.typing, form.problems, (FACTOR, first), choices),
        ])
    });
    let groups: Vec<AnyView> = groups.collect();
    view! {
        <fieldset class="question" aria-describedby="factor-problem">
            <legend class="visually-hidden">{i18n.say(Key::NewcaseDeed)}</legend>
            {form.problems.at(FACTOR, &[FACTOR])}
            {groups}
        </fieldset>
        {planned(i18n, book)}
    }
    .into_any()
}

fn choice(i18n: I18n, book: &Rulebook, factor: &Factor) -> Choice {
    let about = book.text(i18n.tag(), &format!("factor.{}.about", factor.code));
    let worth = worth_text(i18n, factor.points);
    let worth = i18n.fill(Key::NewcaseWorth, &[("points", &worth)]);
    let hint = match about {
        Some(about) => [span("", about.to_owned()), span("", worth)],
        None => [none(), span("", worth)],
    };
    Choice {
        value: factor.code.clone(),
        label: span("", rule_text(i18n, book, "factor", &factor.code)),
        hint: span("field-hint radio-hint", all(hint)),
    }
}

/// What would add points, and does not yet.
fn planned(i18n: I18n, book: &Rulebook) -> AnyView {
    let items: Vec<AnyView> = gains(book, FactorStatus::Planned)
        .map(|factor| li("", rule_text(i18n, book, "factor", &factor.code)))
        .collect();
    if items.is_empty() {
        return none();
    }
    section(
        "planned-box",
        all([
            h2("", i18n.text(Key::NewcasePlanned)),
            p("", i18n.text(Key::NewcasePlannedText)),
            ul("plain-list", all(items)),
        ]),
    )
}

fn gains(book: &Rulebook, status: FactorStatus) -> impl Iterator<Item = &Factor> {
    let factors = book.data().factors.iter();
    factors.filter(move |it| it.direction == Direction::Gain && it.status == status)
}

fn categories(book: &Rulebook) -> Vec<&str> {
    let mut codes: Vec<&str> = Vec::new();
    for factor in gains(book, FactorStatus::InForce) {
        if !codes.contains(&factor.category.as_str()) {
            codes.push(&factor.category);
        }
    }
    codes
}
