//! The form by which an entry is supposed, and the day for which the result is wanted.

mod fields;
mod reading;

use std::sync::Arc;

use chrono::NaiveDate;
use citizen_score_rules::Rulebook;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::Factor;
use citizen_score_rules::simulate::MAX_SUPPOSED;
use leptos::prelude::*;
use web_sys::SubmitEvent;

use super::address::Address;
use crate::components::element::{none, p};
use crate::i18n::{I18n, Key};
use crate::reactive::{attribute, memo, part, text};
use crate::router::use_router;
use fields::{kinds, worth};
use reading::{Problem, nearest, problem_text, read};

/// The form. `today` is the day of the ledger.
pub(super) fn form(
    i18n: I18n,
    book: Arc<Rulebook>,
    wanted: Memo<Address>,
    today: Memo<Option<NaiveDate>>,
) -> AnyView {
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
            {day_of_result(i18n, wanted, today)}
            {p("quiet what-if-share", i18n.say(Key::WhatIfShare))}
        </section>
    }
    .into_any()
}

/// The day for which the result is wanted.
fn day_of_result(i18n: I18n, wanted: Memo<Address>, today: Memo<Option<NaiveDate>>) -> AnyView {
    let router = use_router();
    let on = move || wanted.with(|it| it.on).or(today.get()).unwrap_or_default();
    let set_on = move |event| {
        let mut next = wanted.get_untracked();
        next.on = parse_date(&event_target_value(&event));
        // While a day is typed, every piece of it is a change: no steps to go back over.
        router.keep(&next.write(), false);
    };
    view! {
        <label class="filter what-if-on">
            <span>{i18n.say(Key::WhatIfOn)}</span>
            <input
                type="date"
                class="input"
                prop:value=text(move || on().to_string())
                on:change=set_on
            />
        </label>
    }
    .into_any()
}
