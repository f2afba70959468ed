//! What was filled in, read strictly, and what is wrong with it.

use chrono::NaiveDate;
use citizen_score_rules::Rulebook;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::{Direction, Factor, Worth};
use citizen_score_rules::simulate::{Hypothetical, MAX_YEARS_AWAY};
use leptos::prelude::*;

use crate::format;
use crate::i18n::{I18n, Key};
use crate::pages::what_if::address::{Unread, check};

/// What is wrong with what was filled in.
#[derive(Clone, PartialEq)]
pub(super) enum Problem {
    Kind,
    Points,
    Day,
    Early(NaiveDate),
}

/// Smallest and largest worth, without sign.
pub(super) fn sizes(worth: Worth) -> (u32, u32) {
    let (a, b) = (worth.min().unsigned_abs(), worth.max().unsigned_abs());
    (a.min(b), a.max(b))
}

/// What stands in the field of points at first.
pub(super) fn nearest(factor: &Factor) -> String {
    sizes(factor.points).0.to_string()
}

pub(super) fn read(
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

pub(super) fn problem_text(
    i18n: I18n,
    problem: Option<&Problem>,
    chosen: RwSignal<Option<Factor>>,
) -> String {
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
