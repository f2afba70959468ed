//! The fields whose choices are the rulebook's: the kind of entry, and its points.

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{Direction, Factor, FactorStatus, Worth};
use leptos::prelude::*;

use super::reading::{Problem, sizes};
use crate::components::element::{all, div, none, p, span};
use crate::components::term::term;
use crate::i18n::{I18n, Key};
use crate::kiosk::is_display;
use crate::reactive::attribute;
use crate::rules_book::{rule_text, worth_text};

/// All kinds of entry under their categories, in the rulebook's order; planned ones say so.
pub(super) fn kinds(i18n: I18n, book: &Rulebook, chosen: Option<&Factor>) -> AnyView {
    let factors = &book.data().factors;
    let mut categories: Vec<&str> = Vec::new();
    for factor in factors {
        if !categories.contains(&factor.category.as_str()) {
            categories.push(&factor.category);
        }
    }
    let option = |factor: &Factor| {
        let name = rule_text(i18n, book, "factor", &factor.code);
        let name = match factor.status {
            FactorStatus::InForce => name,
            FactorStatus::Planned => i18n.fill(Key::WhatIfPlannedOption, &[("name", &name)]),
        };
        let selected = chosen.is_some_and(|it| it.code == factor.code);
        view! { <option value=factor.code.clone() selected=selected>{name}</option> }.into_any()
    };
    all(categories.into_iter().map(|category| {
        let label = rule_text(i18n, book, "category", category);
        let options = factors.iter().filter(|it| it.category == category);
        view! { <optgroup label=label>{all(options.map(option))}</optgroup> }.into_any()
    }))
}

/// The points: to be read where they are fixed, to be filled in where they lie within bounds. They
/// are asked for without their sign, which not every keyboard of a phone has.
pub(super) fn worth(
    i18n: I18n,
    factor: &Factor,
    points: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
) -> AnyView {
    let Worth::Between(_) = factor.points else {
        let worth = worth_text(i18n, factor.points);
        let name = span("filter-name", term(Key::WhatIfPointsFixed, "points"));
        return p("what-if-fixed", all([name, span("factor-worth", worth)]));
    };
    let (min, max) = sizes(factor.points);
    let key = match factor.direction {
        Direction::Gain => Key::WhatIfPointsGain,
        Direction::Loss => Key::WhatIfPointsLoss,
    };
    let label = i18n.fill(key, &[("min", &min.to_string()), ("max", &max.to_string())]);
    // Whoever has no keys has two buttons.
    let step = |key: Key, sign: &'static str, by: i32| {
        let go = move |_| {
            let now = points
                .with_untracked(|it| it.trim().parse::<u32>())
                .unwrap_or(min);
            points.set(now.saturating_add_signed(by).clamp(min, max).to_string());
        };
        view! {
            <button type="button" class="step" aria-label=i18n.text(key) on:click=go>
                {sign}
            </button>
        }
        .into_any()
    };
    let steps = if is_display() {
        div(
            "number-steps",
            all([
                step(Key::KioskHandLess, "−", -1),
                step(Key::KioskHandMore, "+", 1),
            ]),
        )
    } else {
        none()
    };
    view! {
        {steps}
        <label class="filter">
            <span>{label}</span>
            <input
                type="number"
                class="input"
                inputmode="numeric"
                min=min.to_string()
                max=max.to_string()
                step="1"
                prop:value=points
                on:input=move |event| points.set(event_target_value(&event))
                aria-describedby="what-if-problem"
                aria-invalid=attribute(move || {
                    problem.with(|it| *it == Some(Problem::Points)).then_some("true")
                })
            />
        </label>
    }
    .into_any()
}
