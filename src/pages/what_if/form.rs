//! The form by which an entry is supposed, and the day for which the result is wanted.

use std::sync::Arc;

use chrono::NaiveDate;
use citizen_score_rules::Rulebook;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::{Direction, Factor, FactorStatus, Worth};
use citizen_score_rules::simulate::{Hypothetical, MAX_SUPPOSED, MAX_YEARS_AWAY};
use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::address::{Address, Unread, check};
use crate::components::element::{all, none, p, span};
use crate::components::term::term;
use crate::format;
use crate::i18n::{I18n, Key};
use crate::reactive::{attribute, memo, part, text};
use crate::router::use_router;
use crate::rules_book::{rule_text, worth_text};

/// What is wrong with what was filled in.
#[derive(Clone, PartialEq)]
enum Problem {
    Kind,
    Points,
    Day,
    Early(NaiveDate),
}

/// The form. `today` is the day of the ledger.
pub(super) fn form(
    i18n: I18n,
    book: Arc<Rulebook>,
    wanted: Memo<Address>,
    today: Memo<Option<NaiveDate>>,
) -> AnyView {
    let router = use_router();
    let on = move || wanted.with(|it| it.on).or(today.get()).unwrap_or_default();
    // Nothing is chosen beforehand: what stands first is no hint.
    let chosen = RwSignal::new(None::<Factor>);
    let points = RwSignal::new(String::new());
    let day = RwSignal::new(today.get_untracked().unwrap_or_default().to_string());
    let problem = RwSignal::new(None::<Problem>);
    let choose = {
        let book = Arc::clone(&book);
        move |event| {
            let factor = book.factor(&event_target_value(&event)).cloned();
            points.set(factor.as_ref().map_or_else(String::new, nearest));
            problem.set(None);
            chosen.set(factor);
        }
    };
    let add = {
        let book = Arc::clone(&book);
        move |event: SubmitEvent| {
            event.prevent_default();
            let Some(factor) = chosen.get_untracked() else {
                problem.set(Some(Problem::Kind));
                return;
            };
            match read(
                &book,
                &factor,
                untrack(on),
                &points.get_untracked(),
                &day.get_untracked(),
            ) {
                Err(found) => problem.set(Some(found)),
                Ok(entry) => {
                    problem.set(None);
                    super::keep(wanted, |entries| entries.push(entry));
                }
            }
        }
    };
    let full = memo(move || wanted.with(|it| it.entries.len() >= MAX_SUPPOSED));
    let set_on = move |event| {
        let mut next = wanted.get_untracked();
        next.on = parse_date(&event_target_value(&event));
        // While a day is typed, every piece of it is a change: no steps to go back over.
        router.keep(&next.write(), false);
    };
    let options = part(move || kinds(i18n, &book, chosen.get_untracked().as_ref()));
    let worth = move || match chosen.get() {
        Some(factor) => worth(i18n, &factor, points, problem),
        None => none(),
    };
    let kind_wrong = move || problem.with(|it| *it == Some(Problem::Kind));
    let day_wrong = move || problem.with(|it| matches!(it, Some(Problem::Day | Problem::Early(_))));
    view! {
        <section class="panel">
            <h2>{i18n.say(Key::WhatIfForm)}</h2>
            <form class="what-if-form" on:submit=add novalidate>
                <label class="filter">
                    <span>{i18n.say(Key::WhatIfKind)}</span>
                    <select
                        class="input"
                        on:change=choose
                        aria-describedby="what-if-problem"
                        aria-invalid=attribute(move || kind_wrong().then_some("true"))
                    >
                        <option value="">{i18n.say(Key::WhatIfChoose)}</option>
                        {options}
                    </select>
                </label>
                {part(worth)}
                <label class="filter">
                    <span>{i18n.say(Key::WhatIfDay)}</span>
                    <input
                        type="date"
                        class="input"
                        prop:value=day
                        on:input=move |event| day.set(event_target_value(&event))
                        aria-describedby="what-if-problem"
                        aria-invalid=attribute(move || day_wrong().then_some("true"))
                    />
                </label>
                <p class="field-problem" id="what-if-problem" role="alert">
                    {text(move || problem.with(|it| problem_text(i18n, it.as_ref(), chosen)))}
                </p>
                <button type="submit" class="button" prop:disabled=full>
                    {i18n.say(Key::WhatIfAdd)}
                </button>
                {part(move || if full.get() {
                    let most = MAX_SUPPOSED.to_string();
                    p("quiet", i18n.fill(Key::WhatIfFull, &[("most", &most)]))
                } else {
                    none()
                })}
            </form>
            <label class="filter what-if-on">
                <span>{i18n.say(Key::WhatIfOn)}</span>
                <input
                    type="date"
                    class="input"
                    prop:value=text(move || on().to_string())
                    on:change=set_on
                />
            </label>
            {p("quiet what-if-share", i18n.say(Key::WhatIfShare))}
        </section>
    }
    .into_any()
}

/// All kinds of entry under their categories, in the rulebook's order; planned ones say so.
fn kinds(i18n: I18n, book: &Rulebook, chosen: Option<&Factor>) -> AnyView {
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
fn worth(
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
    view! {
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

/// Smallest and largest worth, without sign.
fn sizes(worth: Worth) -> (u32, u32) {
    let (a, b) = (worth.min().unsigned_abs(), worth.max().unsigned_abs());
    (a.min(b), a.max(b))
}

/// What stands in the field of points at first.
fn nearest(factor: &Factor) -> String {
    sizes(factor.points).0.to_string()
}

fn read(
    book: &Rulebook,
    factor: &Factor,
    on: NaiveDate,
    points: &str,
    day: &str,
) -> Result<Hypothetical, Problem> {
    let size: i32 = points.trim().parse().map_err(|_| Problem::Points)?;
    let points = match factor.direction {
        Direction::Gain => Some(size),
        Direction::Loss => size.checked_neg(),
    };
    let entry = Hypothetical {
        factor: factor.code.clone(),
        points: points.ok_or(Problem::Points)?,
        on: parse_date(day).ok_or(Problem::Day)?,
    };
    match check(book, on, &entry) {
        Ok(()) => Ok(entry),
        Err(Unread::Early(from)) => Err(Problem::Early(from)),
        Err(Unread::Day) => Err(Problem::Day),
        Err(_) => Err(Problem::Points),
    }
}

fn problem_text(i18n: I18n, problem: Option<&Problem>, chosen: RwSignal<Option<Factor>>) -> String {
    match problem {
        None => String::new(),
        Some(Problem::Kind) => i18n.text(Key::WhatIfProblemKind).to_owned(),
        Some(Problem::Points) => {
            let (min, max) =
                chosen.with(|it| it.as_ref().map(|it| sizes(it.points)).unwrap_or_default());
            let (min, max) = (min.to_string(), max.to_string());
            i18n.fill(Key::WhatIfProblemPoints, &[("min", &min), ("max", &max)])
        }
        Some(Problem::Day) => {
            let years = MAX_YEARS_AWAY.to_string();
            i18n.fill(Key::WhatIfProblemDay, &[("years", &years)])
        }
        Some(Problem::Early(from)) => {
            let day = format::day(i18n.formats(), *from);
            i18n.fill(Key::WhatIfProblemEarly, &[("date", &day)])
        }
    }
}
