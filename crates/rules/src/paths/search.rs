//! The earliest day on which a factor could be enough, and the day on which that is lost again.

use std::collections::BTreeSet;
use std::ops::Bound::{Excluded, Unbounded};

use chrono::{Datelike, Days, NaiveDate};

use super::Goal;
use super::course::Course;
use super::supply::Supply;
use super::terms::Terms;
use super::way::{Reach, Step, WhyNever};
use crate::points::Points;

/// Where each occurrence is worth so many points: the earliest day, and what it rests on.
pub(super) struct Found {
    pub(super) on: NaiveDate,
    pub(super) steps: Vec<Step>,
}

pub(super) const TOO_FAR: Reach = Reach::Never {
    why: WhyNever::TooFar,
};

/// The first day on which course and factor together reach the goal, or what stands against it.
pub(super) fn earliest(
    terms: &Terms,
    course: &Course,
    goal: &Goal,
    each: Points,
) -> Result<Found, Reach> {
    let each = u64::from(each.unsigned_abs()).max(1);
    let start = terms.next_possible.ok_or(TOO_FAR)?;
    let days = days(terms, course, goal, start, each);
    let mut next = days.first().copied();
    while let Some(day) = next {
        if goal.by_waiting.is_some_and(|waiting| waiting <= day) {
            return Err(Reach::Waiting);
        }
        let missing = goal.threshold - course.on(day);
        let missing = u64::try_from(missing).unwrap_or_default().max(1);
        let supply = Supply::by(terms, day, each);
        let Some(short_of) = missing.checked_sub(supply.points()).filter(|it| *it > 0) else {
            let steps = supply.pick(missing).ok_or(TOO_FAR)?;
            return Ok(Found { on: day, steps });
        };
        let one_of = days.range((Excluded(day), Unbounded)).next().copied();
        let soon = soonest(terms, day, short_of.div_ceil(each)).filter(|it| *it <= goal.horizon);
        next = one_of.into_iter().chain(soon).min();
    }
    // What lapses within the years looked ahead has come together as far as it ever will.
    let lapses = start <= goal.horizon
        && terms
            .factor
            .counts_until(goal.as_of)
            .is_some_and(|until| until <= goal.horizon);
    Err(Reach::Never {
        why: if lapses {
            WhyNever::Lapses
        } else {
            WhyNever::TooFar
        },
    })
}

/// The days, in order, on which there can be more than on the day before. Where points lapse and
/// there is a waiting time, a later start can be a better one, so there are others: [`soonest`].
fn days(
    terms: &Terms,
    course: &Course,
    goal: &Goal,
    start: NaiveDate,
    each: u64,
) -> BTreeSet<NaiveDate> {
    let new_years =
        (start.year()..=goal.horizon.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    let mut days: BTreeSet<NaiveDate> = course
        .days()
        .chain([start])
        .chain(new_years)
        .filter(|day| (start..=goal.horizon).contains(day))
        .collect();
    if terms.factor.wait_months.is_some() {
        days.extend(Supply::by(terms, goal.horizon, each).days());
    }
    days
}

/// Where a later start can be a better one: a day before which so many more cannot have occurred.
fn soonest(terms: &Terms, day: NaiveDate, more: u64) -> Option<NaiveDate> {
    let (Some(wait), Some(_)) = (terms.factor.wait_months, terms.factor.validity_months) else {
        return None;
    };
    // The first of them on the next day, and no month is shorter than 28 days.
    let apart = more.saturating_sub(1).saturating_mul(28 * u64::from(wait));
    day.checked_add_days(Days::new(apart.saturating_add(1)))
}

/// The first day after it was reached on which the goal is missed again.
pub(super) fn lost_again(
    terms: &Terms,
    course: &Course,
    goal: &Goal,
    found: &Found,
) -> Option<NaiveDate> {
    let ends = |step: &Step| terms.factor.counts_until(step.on);
    let days: BTreeSet<NaiveDate> = found
        .steps
        .iter()
        .filter_map(ends)
        .chain(course.days())
        .filter(|day| *day > found.on)
        .collect();
    days.into_iter().find(|day| {
        let alive = found
            .steps
            .iter()
            .filter(|step| ends(step).is_none_or(|until| until > *day));
        let brought: i64 = alive.map(|step| step.points).sum();
        course.on(*day) + brought < goal.threshold
    })
}
