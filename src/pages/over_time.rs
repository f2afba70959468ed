//! The score over time: a chart with the same days as a table, the past as it was and what comes by
//! itself.

mod chart;
mod chosen;
mod period;
mod scale;
mod table;
mod window;

use citizen_score_device::Ask;
use citizen_score_device::course::Course;
use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::element::{all, div, none, p};
use crate::components::page_heading::page_heading;
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{memo, part};
use crate::record::use_record;
use crate::router::use_router;
use crate::rules_book::RulesBook;
use period::{Period, periods};
use window::Window;

/// The course of the score, past and to come.
#[component]
pub fn OverTimePage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let query = use_router().query();
    let period = memo(move || query.with(|query| Period::read(query)));
    let ask = move || Ask::Course {
        most: period.get().most(),
    };
    let show = move |course: Course| match book.get() {
        Ok(book) => content(i18n, &book, &course, period.get_untracked()),
        Err(_) => none(),
    };
    view! {
        {page_heading(Key::OverTimeTitle)}
        <p class="lead">{i18n.say(Key::OverTimeLead)}</p>
        {part(move || periods(i18n, period.get()))}
        {asked(ask, show)}
        <p class="quiet">{i18n.say(Key::OverTimeRules)}</p>
    }
}

fn content(i18n: I18n, book: &Rulebook, course: &Course, period: Period) -> AnyView {
    if course.past_in_all <= 1 && course.future_in_all == 0 {
        return flat(i18n, course);
    }
    let window = Window::of(course, period);
    let table = table::table(i18n, &window);
    all([
        div("panel chart-panel", chart::chart(i18n, book, window)),
        thinned(i18n, course),
        table,
    ])
}

/// A course that never moved needs no chart.
fn flat(i18n: I18n, course: &Course) -> AnyView {
    let entries = use_record().known().map(|known| known.me.entry_count);
    let nothing = if entries == Some(0) {
        p("empty", i18n.text(Key::HistoryEmpty))
    } else {
        none()
    };
    let score = format::number(i18n.formats(), course.today.score.into());
    let values = [("score", score.as_str()), ("tier", &course.today.tier)];
    let words = p("", i18n.fill(Key::OverTimeFlat, &values));
    div("panel", all([nothing, words]))
}

/// How much of the course is drawn, where it is not all of it.
fn thinned(i18n: I18n, course: &Course) -> AnyView {
    let drawn = course.past.len().saturating_add(course.future.len());
    let drawn = i64::try_from(drawn).unwrap_or(i64::MAX);
    let total = i64::from(course.past_in_all) + i64::from(course.future_in_all);
    if drawn >= total {
        return none();
    }
    let [shown, total] = [drawn, total].map(|it| format::number(i18n.formats(), it));
    p(
        "quiet",
        i18n.fill(
            Key::OverTimeThinned,
            &[("shown", &shown), ("total", &total)],
        ),
    )
}
