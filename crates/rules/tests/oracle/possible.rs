//! What a factor can bring by a day, written down a second time: packed backwards from the day, with
//! the room in each year asked of the definition of a standing.

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime};
use citizen_score_rules::rulebook::Factor;
use citizen_score_rules::{Entry, Outcome};

use crate::cases::Case;

/// A further entry under the factor, last among those of its day.
pub fn further(factor: &Factor, number: usize, points: i32, on: NaiveDate) -> Entry {
    Entry {
        id: format!("zz{number:04}").as_str().into(),
        factor: factor.code.as_str().into(),
        points,
        occurred_on: on,
        recorded_at: on.and_time(NaiveTime::MIN).and_utc(),
        authority: "office".into(),
        reference: "ref".into(),
        basis: "rule".into(),
        rulebook_version: "2025.1".into(),
        counts_until: factor.counts_until(on),
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}

/// The first day from which on one more may occur.
pub fn first(case: &Case, factor: &Factor) -> NaiveDate {
    let outcomes = case.outcomes();
    let happened = case.entries.iter().filter(|entry| {
        let outcome = serde_json::to_value(&outcomes[&entry.id]).unwrap();
        let undone =
            ["correction", "corrected"].contains(&outcome["reason"].as_str().unwrap_or(""));
        *entry.factor == *factor.code && !undone
    });
    let last = happened.map(|entry| entry.occurred_on).max();
    let waited = last
        .zip(factor.wait_months)
        .map(|(last, months)| last + Months::new(months));
    let days = [waited, factor.from, Some(case.as_of)];
    days.into_iter().flatten().max().unwrap()
}

/// The room under the cap in this year and the next four: the most that one more entry, at the end of
/// the year, could be worth and still count.
pub fn rooms(case: &Case, factor: &Factor) -> Vec<(i32, i64)> {
    let this = case.as_of.year();
    let room = |year: i32| {
        let Some(cap) = factor.cap else {
            return 1 << 40;
        };
        let on = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        let fits = |points: &i32| {
            let mut later = Case {
                as_of: on,
                ..case.clone()
            };
            later.entries.push(further(factor, 0, *points, on));
            later.outcomes()["zz0000"] == Outcome::Counts
        };
        i64::from((1..=cap.points).rev().find(fits).unwrap_or(0))
    };
    (this..this + 5).map(|year| (year, room(year))).collect()
}

/// The most that can be there on a day.
///
/// With a waiting time, only factors that are always worth the same are asked.
pub fn most(factor: &Factor, rooms: &[(i32, i64)], first: NaiveDate, day: NaiveDate) -> i64 {
    let alive = |on: NaiveDate| factor.counts_until(on).is_none_or(|until| until > day);
    match factor.wait_months {
        None => {
            let alive = first
                .iter_days()
                .take_while(|on| *on <= day)
                .filter(|on| alive(*on));
            let mut years: Vec<i32> = alive.map(|on| on.year()).collect();
            years.dedup();
            let of = |year| rooms.iter().find(|(of, _)| *of == year).unwrap().1;
            years.into_iter().map(|year| best(factor, of(year))).sum()
        }
        Some(wait) => {
            let number = backwards(factor, rooms, first, day, wait, alive);
            number * i64::from(factor.points.max())
        }
    }
}

/// The most that any number of occurrences can bring within the room, tried out number by number.
fn best(factor: &Factor, room: i64) -> i64 {
    let (min, max) = (
        i64::from(factor.points.min()),
        i64::from(factor.points.max()),
    );
    (0..=2000)
        .take_while(|number| number * min <= room)
        .map(|number| (number * max).min(room))
        .max()
        .unwrap()
}

/// How many fit, each as late as those after it allow.
fn backwards(
    factor: &Factor,
    rooms: &[(i32, i64)],
    first: NaiveDate,
    day: NaiveDate,
    wait: u32,
    alive: impl Fn(NaiveDate) -> bool,
) -> i64 {
    let each = i64::from(factor.points.max());
    let (mut on, mut number, mut of_year) = (day, 0, (day.year(), 0));
    while on >= first && alive(on) {
        if on.year() != of_year.0 {
            of_year = (on.year(), 0);
        }
        let room = rooms.iter().find(|(year, _)| *year == on.year()).unwrap().1;
        if (of_year.1 + 1) * each > room {
            on = NaiveDate::from_ymd_opt(on.year() - 1, 12, 31).unwrap();
            continue;
        }
        number += 1;
        of_year.1 += 1;
        // The latest day after which the wait is over on this one.
        let mut before = on - Months::new(wait) + Days::new(3);
        while before + Months::new(wait) > on {
            before = before.pred_opt().unwrap();
        }
        on = before;
    }
    number
}
