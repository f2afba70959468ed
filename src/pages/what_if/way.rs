//! One way to the next tier: whether and when it is enough, and on what that rests.

use citizen_score_rules::Rulebook;
use citizen_score_rules::paths::{Occurrences, Reach, Step, Way, WhyNever, YEARS_AHEAD};
use leptos::prelude::*;

use crate::components::element::{all, dd, div, dl, dt, h3, li, none, p, ul};
use crate::components::term::term;
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::{rule_text, worth_text};

/// The way as an item of the list.
pub(super) fn way(i18n: I18n, book: &Rulebook, it: &Way) -> AnyView {
    let caution = it.caution.as_ref().map_or_else(none, |code| {
        p("note", rule_text(i18n, book, "caution", code))
    });
    let steps = if it.steps.len() > 1 {
        let lines = it.steps.iter().map(|it| li("", step(i18n, it)));
        let lines = ul("", all(lines));
        view! { <details class="unfold"><summary>{i18n.text(Key::WhatIfSteps)}</summary>{lines}</details> }
            .into_any()
    } else {
        none()
    };
    li(
        "way",
        all([
            h3("", rule_text(i18n, book, "factor", &it.factor)),
            // Before any figure: for these it is what matters.
            caution,
            p("way-reach", reach(i18n, it)),
            dl("facts", all(facts(i18n, book, it))),
            steps,
        ]),
    )
}

fn reach(i18n: I18n, it: &Way) -> String {
    let day = |day| format::day(i18n.formats(), day);
    let earliest = it.earliest.map(day).unwrap_or_default();
    match it.reaches {
        Reach::ThisYear => i18n.fill(Key::WhatIfReachThisYear, &[("date", &earliest)]),
        Reach::ByYear { year } => {
            let values = [("date", earliest.as_str()), ("year", &year.to_string())];
            i18n.fill(Key::WhatIfReachByYear, &values)
        }
        Reach::Waiting => i18n.text(Key::WhatIfReachWaiting).to_owned(),
        Reach::Never {
            why: WhyNever::Lapses,
        } => i18n.text(Key::WhatIfReachLapses).to_owned(),
        Reach::Never {
            why: WhyNever::TooFar,
        } => {
            let years = YEARS_AHEAD.to_string();
            i18n.fill(Key::WhatIfReachTooFar, &[("years", &years)])
        }
    }
}

fn facts(i18n: I18n, book: &Rulebook, it: &Way) -> Vec<AnyView> {
    let row = |name: AnyView, value: String| div("facts-row", all([dt("", name), dd("", value)]));
    let plain = |key: Key| i18n.text(key).into_any();
    let number = |points: i32| format::number(i18n.formats(), points.into());
    let day = |day| format::day(i18n.formats(), day);
    let room = match (it.cap, it.room_this_year) {
        (Some(cap), Some(room)) => {
            let (room, cap) = (number(room), number(cap.points));
            i18n.fill(Key::WhatIfRoomOf, &[("room", &room), ("cap", &cap)])
        }
        _ => i18n.text(Key::WhatIfNoCap).to_owned(),
    };
    let mut rows = vec![
        row(
            term(Key::WhatIfEach, "points"),
            worth_text(i18n, it.points_each),
        ),
        row(term(Key::WhatIfRoom, "room"), room),
    ];
    if let Some(occurrences) = it.occurrences {
        rows.push(row(plain(Key::WhatIfNeeded), needed(i18n, occurrences)));
    }
    let factor = book.factor(&it.factor);
    if let Some(months) = factor.and_then(|factor| factor.wait_months) {
        rows.push(row(
            term(Key::WhatIfWait, "waiting-time"),
            i18n.plural(Plural::WhatIfWaitMonths, months.into(), &[]),
        ));
        if let Some(possible) = it.next_possible {
            rows.push(row(plain(Key::WhatIfPossible), day(possible)));
        }
    }
    if it.earliest.is_some() {
        let lasts = match it.lasts_until {
            Some(until) => day(until),
            None => i18n.text(Key::WhatIfLastsGood).to_owned(),
        };
        rows.push(row(plain(Key::WhatIfLasts), lasts));
    }
    rows
}

fn times(i18n: I18n, count: u32) -> String {
    i18n.plural(Plural::WhatIfTimes, count.into(), &[])
}

fn needed(i18n: I18n, it: Occurrences) -> String {
    let number = |count: u32| format::number(i18n.formats(), count.into());
    match it.most {
        Some(most) if most == it.fewest => times(i18n, most),
        Some(most) => {
            let (fewest, most) = (number(it.fewest), number(most));
            let values = [("fewest", fewest.as_str()), ("most", &most)];
            i18n.fill(Key::WhatIfTimesRange, &values)
        }
        None => {
            let fewest = times(i18n, it.fewest);
            i18n.fill(Key::WhatIfTimesNever, &[("fewest", &fewest)])
        }
    }
}

fn step(i18n: I18n, it: &Step) -> String {
    let day = format::day(i18n.formats(), it.on);
    let points = format::signed(i18n.formats(), it.points);
    let values = [
        ("date", day.as_str()),
        ("times", &times(i18n, it.times)),
        ("points", &points),
    ];
    i18n.fill(Key::WhatIfStep, &values)
}
