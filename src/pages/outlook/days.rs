//! The days on which entries lapse, in order, and the standing from each of them on.

use citizen_score_device::Ask;
use citizen_score_device::outlook::{Change, Outlook, Step};
use citizen_score_rules::{ChangeKind, Rulebook};
use leptos::prelude::*;

use super::here::stand;
use crate::components::amount::amount;
use crate::components::element::{all, div, h3, li, none, ol, p, span, ul};
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::pages::paging::{Paging, page_in, paging};
use crate::reactive::memo;
use crate::router::use_router;
use crate::routes::{Route, entry_path};
use crate::rules_book::{RulesBook, rule_text};

/// Days on a page.
const DAYS: u32 = 20;

const HEADING: &str = "days";

/// The section with its heading.
pub(super) fn days() -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let query = use_router().query();
    let page = memo(move || query.with(|query| page_in(query)));
    let ask = move || {
        let first = page.get().saturating_mul(DAYS);
        // The day before the first of a page tells whether the tier changes on that one.
        let before = u32::from(first > 0);
        Ask::Outlook {
            offset: first.saturating_sub(before),
            limit: DAYS.saturating_add(before),
        }
    };
    let show = move |found: Outlook| match book.get() {
        Ok(book) => list(i18n, &book, found, page.get_untracked()),
        Err(_) => none(),
    };
    view! {
        <section class="panel">
            <h2 id=HEADING tabindex="-1">{i18n.say(Key::OutlookDays)}</h2>
            {asked(ask, show)}
        </section>
    }
    .into_any()
}

fn list(i18n: I18n, book: &Rulebook, found: Outlook, page: u32) -> AnyView {
    if found.days == 0 {
        return p("empty", i18n.text(Key::OutlookDaysNone));
    }
    let last = found.days.saturating_sub(1) / DAYS;
    let mut steps = found.steps.into_iter();
    let mut tier = found.today.tier;
    if page > 0 {
        tier = steps.next().map(|step| step.standing.tier).unwrap_or(tier);
    }
    let items: Vec<AnyView> = steps
        .map(|step| {
            let before = std::mem::replace(&mut tier, step.standing.tier.clone());
            day(i18n, book, &step, &before)
        })
        .collect();
    let count = if items.is_empty() {
        none()
    } else {
        let offset = page.saturating_mul(DAYS);
        p("quiet", shown(i18n, offset, items.len(), found.days))
    };
    all([
        p("quiet", i18n.text(Key::OutlookDaysIntro)),
        count,
        ol("outlook-days", all(items)),
        paging(Paging {
            label: Key::OutlookPages,
            route: Route::Outlook,
            here: page,
            last,
            heading: HEADING,
        }),
    ])
}

fn shown(i18n: I18n, offset: u32, shown: usize, total: u32) -> String {
    let offset = i64::from(offset.min(total));
    let until = offset + i64::try_from(shown).unwrap_or_default();
    let [first, last, total] =
        [offset + 1, until, total.into()].map(|number| format::number(i18n.formats(), number));
    i18n.fill(
        Key::OutlookDaysShown,
        &[("first", &first), ("last", &last), ("total", &total)],
    )
}

/// One day; `before` is the tier until then.
fn day(i18n: I18n, book: &Rulebook, step: &Step, before: &str) -> AnyView {
    let after = &step.standing.tier;
    let tier = if before == after {
        none()
    } else {
        let words = i18n.fill(
            Key::OutlookTierChanges,
            &[("before", before), ("after", after)],
        );
        p("outlook-tier", words)
    };
    let changes = step.changes.iter().map(|it| change(i18n, book, it));
    let named = u32::try_from(step.changes.len()).unwrap_or(u32::MAX);
    let more = match step.entries.saturating_sub(named) {
        0 => none(),
        more => li(
            "quiet",
            i18n.plural(Plural::OutlookMoreEntries, more.into(), &[]),
        ),
    };
    let body = [
        tier,
        p("", stand(i18n, Key::OutlookFromThen, &step.standing)),
        ul("outlook-changes", all(changes.chain([more]))),
    ];
    li(
        "outlook-day",
        all([
            h3("", format::day(i18n.formats(), step.on)),
            div("outlook-day-body", all(body)),
        ]),
    )
}

/// An entry, and what it does to the score that day.
fn change(i18n: I18n, book: &Rulebook, change: &Change) -> AnyView {
    let (key, effect) = match change.kind {
        ChangeKind::BeginsToCount => (Key::OutlookBegins, change.points),
        ChangeKind::Lapses => (Key::OutlookLapses, change.points.saturating_neg()),
        ChangeKind::Repaired => (Key::OutlookRepaired, change.points.saturating_neg()),
        ChangeKind::Corrected => (Key::OutlookCorrected, change.points.saturating_neg()),
        ChangeKind::Capped => (Key::OutlookCapped, change.points.saturating_neg()),
    };
    let points = format::signed(i18n.formats(), change.points.into());
    let name = rule_text(i18n, book, "factor", &change.factor);
    let link = view! { <a href=entry_path(&change.entry)>{name}</a> }.into_any();
    let words = [
        link,
        span("outlook-kind", i18n.fill(key, &[("points", &points)])),
    ];
    li(
        "outlook-change",
        all([amount(i18n, effect), span("outlook-words", all(words))]),
    )
}
