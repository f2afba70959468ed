//! The arithmetic to open: the start, every entry that counts with the sum after it, and the totals.

use citizen_score_device::Ask;
use citizen_score_device::arithmetic::{Arithmetic, Line};
use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::amount::amount;
use crate::components::element::{all, dd, div, dl, dt, none, p, span};
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::pages::paging::{Paging, page_in, paging};
use crate::reactive::memo;
use crate::router::use_router;
use crate::routes::{Route, entry_path};
use crate::rules_book::{RulesBook, rule_text};

/// Lines on a page.
const LINES: u32 = 100;

const HEADING: &str = "arithmetic";

/// The section; it is open where the address asks for a page of it.
pub(super) fn arithmetic() -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let query = use_router().query();
    let page = memo(move || query.with(|query| page_in(query)));
    let ask = move || Ask::Arithmetic {
        offset: page.get().saturating_mul(LINES),
        limit: LINES,
    };
    let show = move |found: Arithmetic| match book.get() {
        Ok(book) => sum(i18n, &book, &found, page.get_untracked()),
        Err(_) => none(),
    };
    view! {
        <section class="panel">
            <h2 id=HEADING tabindex="-1">{i18n.say(Key::CheckArithmetic)}</h2>
            {asked(ask, show)}
        </section>
    }
    .into_any()
}

fn sum(i18n: I18n, book: &Rulebook, found: &Arithmetic, page: u32) -> AnyView {
    let number = |it: i64| format::number(i18n.formats(), it);
    let signed = |it: i64| format::signed(i18n.formats(), it);
    let totals = [
        (Key::CheckStart, number(found.start.into())),
        (Key::CheckGained, signed(found.gained)),
        (Key::CheckLost, signed(found.lost)),
        (Key::CheckSum, number(found.sum)),
        (Key::CheckCounting, number(found.counting.into())),
        (Key::CheckNotCounting, number(found.not_counting.into())),
    ];
    let totals =
        totals.map(|(key, value)| div("facts-row", all([dt("", i18n.text(key)), dd("", value)])));
    all([
        dl("facts", all(totals)),
        kept_within(i18n, book, found),
        lines(i18n, book, found, page),
    ])
}

/// Why the score is another number than the sum, where it is.
fn kept_within(i18n: I18n, book: &Rulebook, found: &Arithmetic) -> AnyView {
    let score = i64::from(found.standing.score);
    match book.data().range {
        Some(range) if found.sum != score => {
            let values = [range.min.into(), range.max.into(), found.sum, score]
                .map(|it| format::number(i18n.formats(), it));
            let [min, max, sum, score] = values.each_ref().map(String::as_str);
            let values = [("min", min), ("max", max), ("sum", sum), ("score", score)];
            p("note", i18n.fill(Key::CheckRange, &values))
        }
        _ => none(),
    }
}

fn lines(i18n: I18n, book: &Rulebook, found: &Arithmetic, page: u32) -> AnyView {
    if found.counting == 0 {
        return p("empty", i18n.text(Key::CheckNoLines));
    }
    let last = found.counting.saturating_sub(1) / LINES;
    let ways = paging(Paging {
        label: Key::CheckPages,
        route: Route::Check,
        here: page,
        last,
        heading: HEADING,
    });
    let table = table(i18n, book, found);
    let open = page > 0;
    view! {
        <details class="unfold" open=open>
            <summary>{i18n.text(Key::CheckOpen)}</summary>
            {table}
            {ways}
        </details>
    }
    .into_any()
}

fn table(i18n: I18n, book: &Rulebook, found: &Arithmetic) -> AnyView {
    let number = |it: i64| format::number(i18n.formats(), it);
    let Some(line) = found.lines.first() else {
        return none();
    };
    let carried = line.sum.saturating_sub(line.points.into());
    let carried_from = if found.offset == 0 {
        Key::CheckStart
    } else {
        Key::CheckCarried
    };
    let last = i64::from(found.offset) + i64::try_from(found.lines.len()).unwrap_or_default();
    let first = (i64::from(found.offset) + 1).min(last);
    let [first, last, total] = [first, last, found.counting.into()].map(number);
    let caption = i18n.fill(
        Key::CheckLines,
        &[("first", &first), ("last", &last), ("total", &total)],
    );
    let rows: Vec<AnyView> = found.lines.iter().map(|it| row(i18n, book, it)).collect();
    view! {
        <table class="sums">
            <caption>{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{i18n.text(Key::CheckColumnEntry)}</th>
                    <th scope="col">{i18n.text(Key::CheckColumnPoints)}</th>
                    <th scope="col">{i18n.text(Key::CheckColumnSum)}</th>
                </tr>
            </thead>
            <tbody>
                <tr>
                    <th scope="row" colspan="2">{i18n.text(carried_from)}</th>
                    <td>{number(carried)}</td>
                </tr>
                {rows}
            </tbody>
        </table>
    }
    .into_any()
}

fn row(i18n: I18n, book: &Rulebook, line: &Line) -> AnyView {
    let name = rule_text(i18n, book, "factor", &line.factor);
    let day = span("sums-day", format::day(i18n.formats(), line.occurred_on));
    view! {
        <tr>
            <th scope="row">
                <a href=entry_path(&line.entry)>{name}</a>
                {day}
            </th>
            <td>{amount(i18n, line.points)}</td>
            <td>{format::number(i18n.formats(), line.sum)}</td>
        </tr>
    }
    .into_any()
}
