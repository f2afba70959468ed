//! What adds or takes points: every factor with its worth, by category; planned ones marked.

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{Direction, Factor, FactorStatus};
use leptos::prelude::*;

use super::category_name;
use crate::components::element::{all, div, h3, li, none, p, ul};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::{rule_text, worth_text};

/// All factors of one direction, in the rulebook's order, under their categories.
pub(super) fn factor_list(i18n: I18n, book: &Rulebook, direction: Direction) -> AnyView {
    let mut groups: Vec<(&str, Vec<&Factor>)> = Vec::new();
    for factor in book
        .data()
        .factors
        .iter()
        .filter(|factor| factor.direction == direction)
    {
        match groups
            .iter_mut()
            .find(|(category, _)| *category == factor.category)
        {
            Some((_, group)) => group.push(factor),
            None => groups.push((&factor.category, vec![factor])),
        }
    }
    all(groups.into_iter().map(|(category, group)| {
        let items = group.into_iter().map(|factor| item(i18n, book, factor));
        all([
            h3("", category_name(i18n, book, category)),
            ul("factors", all(items)),
        ])
    }))
}

fn item(i18n: I18n, book: &Rulebook, factor: &Factor) -> AnyView {
    let planned = factor.status == FactorStatus::Planned;
    let about = rule_text(i18n, book, "factor", &format!("{}.about", factor.code));
    let body = [
        p("factor-name", rule_text(i18n, book, "factor", &factor.code)),
        if planned {
            p("factor-planned", planned_text(i18n, factor))
        } else {
            none()
        },
        p("factor-about", about),
        p("factor-about", terms(i18n, book, factor)),
    ];
    let class = if planned {
        "factor factor-not-yet"
    } else {
        "factor"
    };
    let worth = p("factor-worth", worth_text(i18n, factor.points));
    li(class, all([worth, div("", all(body))]))
}

fn planned_text(i18n: I18n, factor: &Factor) -> String {
    let planned = i18n.text(Key::TiersPlanned);
    match factor.from {
        None => planned.to_owned(),
        Some(from) => {
            let day = format::day(i18n.formats(), from);
            format!(
                "{planned} ({})",
                i18n.fill(Key::TiersFromDay, &[("date", &day)])
            )
        }
    }
}

/// Cap, validity and authority, in one line.
fn terms(i18n: I18n, book: &Rulebook, factor: &Factor) -> String {
    let cap = factor.cap.map(|cap| {
        let points = format::number(i18n.formats(), cap.points.into());
        i18n.fill(Key::TiersCap, &[("points", &points)])
    });
    let validity = match factor.validity_months {
        Some(months) => i18n.plural(Plural::TiersValidity, months.into(), &[]),
        None => i18n.text(Key::TiersForGood).to_owned(),
    };
    let authority = rule_text(i18n, book, "authority", &factor.authority);
    let parts: Vec<String> = cap.into_iter().chain([validity, authority]).collect();
    parts.join(" · ")
}
