//! One way to the next tier: a factor, and the earliest day on which it could be enough.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Goal;
use super::course::Course;
use super::supply::Supply;
use super::terms::Terms;
use crate::points::Points;
use crate::rulebook::{Cap, Worth};

/// What one factor could do by itself, beside what waiting does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Code of the factor.
    pub factor: String,
    /// What one occurrence is worth, in points.
    pub points_each: Worth,
    /// The most it can move the score in a calendar year; none if unlimited.
    pub cap: Option<Cap>,
    /// Points that are left under the cap in the present calendar year; none without a cap. What
    /// lapsed or was repaired keeps the room that it took.
    pub room_this_year: Option<Points>,
    /// First day on which it can occur once more: its waiting time is over and it is in force; none
    /// if the calendar has no such day.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub next_possible: Option<NaiveDate>,
    /// Whether and when the next tier can be reached in this way.
    pub reaches: Reach,
    /// The earliest day on which that can be; none where it cannot.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub earliest: Option<NaiveDate>,
    /// How often it would have to occur; none where it is not enough.
    pub occurrences: Option<Occurrences>,
    /// What the earliest day rests on, in the order of the calendar.
    pub steps: Vec<Step>,
    /// First day on which the next tier is lost again if just these steps are done; none if it stays.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub lasts_until: Option<NaiveDate>,
    /// What to bear in mind before doing it; key of a text.
    pub caution: Option<String>,
}

/// Whether and when a way is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// In the present calendar year.
    ThisYear,
    /// In a later one.
    ByYear {
        /// That year.
        year: i32,
    },
    /// Waiting leads there as early, so it adds nothing.
    Waiting,
    /// Not within the years that are looked ahead.
    Never {
        /// Why not.
        why: WhyNever,
    },
}

/// Why a way is not enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyNever {
    /// The first points lapse before enough of them have come together.
    Lapses,
    /// It would take longer than is looked ahead, or more often than can be counted.
    TooFar,
}

/// How often something would have to occur.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrences {
    /// Where each is worth the most that rule and room allow; by the earliest day.
    pub fewest: u32,
    /// Where each is worth the least that the rule allows, maybe by a later day; none where that is
    /// never enough.
    pub most: Option<u32>,
}

/// Something that occurs on a day, once or more often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// How often.
    pub times: u32,
    /// What that brings together where each is worth the most that rule and room allow, in points.
    pub points: i64,
}

/// Where each occurrence is worth so many points: the earliest day, and what it rests on.
struct Found {
    on: NaiveDate,
    steps: Vec<Step>,
}

pub(super) fn find(terms: &Terms, course: &Course, goal: &Goal) -> Way {
    let factor = terms.factor;
    let best = earliest(terms, course, goal, factor.points.max());
    let most = match factor.points {
        Worth::Fixed(_) => best.as_ref().ok().and_then(times),
        Worth::Between(range) => earliest(terms, course, goal, range.min)
            .ok()
            .and_then(|found| times(&found)),
    };
    let mut way = Way {
        factor: factor.code.clone(),
        points_each: factor.points,
        cap: factor.cap,
        room_this_year: terms.room(goal.as_of.year()),
        next_possible: terms.next_possible,
        reaches: Reach::Waiting,
        earliest: None,
        occurrences: None,
        steps: Vec::new(),
        lasts_until: None,
        caution: factor.caution.clone(),
    };
    match best.and_then(|found| Ok((times(&found).ok_or(TOO_FAR)?, found))) {
        Err(reach) => way.reaches = reach,
        Ok((fewest, found)) => {
            way.reaches = match found.on.year() {
                year if year == goal.as_of.year() => Reach::ThisYear,
                year => Reach::ByYear { year },
            };
            way.earliest = Some(found.on);
            way.occurrences = Some(Occurrences { fewest, most });
            way.lasts_until = lost_again(terms, course, goal, &found);
            way.steps = found.steps;
        }
    }
    way
}

const TOO_FAR: Reach = Reach::Never {
    why: WhyNever::TooFar,
};

/// The first day on which course and factor together reach the goal, or what stands against it.
fn earliest(terms: &Terms, course: &Course, goal: &Goal, each: Points) -> Result<Found, Reach> {
    let each = u64::from(each.unsigned_abs()).max(1);
    let start = terms.next_possible.ok_or(TOO_FAR)?;
    for day in days(terms, course, goal, start, each) {
        if goal.by_waiting.is_some_and(|waiting| waiting <= day) {
            return Err(Reach::Waiting);
        }
        let missing = goal.threshold - course.on(day);
        let missing = u64::try_from(missing).unwrap_or_default().max(1);
        let supply = Supply::by(terms, day, each);
        if supply.points() >= missing {
            let steps = supply.pick(missing).ok_or(TOO_FAR)?;
            return Ok(Found { on: day, steps });
        }
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

/// The days, in order, on which there can be more than on the day before: enough are only on one of
/// these for the first time.
fn days(
    terms: &Terms,
    course: &Course,
    goal: &Goal,
    start: NaiveDate,
    each: u64,
) -> BTreeSet<NaiveDate> {
    let factor = terms.factor;
    let ahead = start..=goal.horizon;
    // Where points lapse and there is a waiting time, a later start can be a better one; no day can
    // be left out then.
    if factor.wait_months.is_some() && factor.validity_months.is_some() {
        let all = start.iter_days();
        return all.take_while(|day| ahead.contains(day)).collect();
    }
    let mut days: BTreeSet<NaiveDate> = course.days().filter(|day| ahead.contains(day)).collect();
    if ahead.contains(&start) {
        days.insert(start);
    }
    let new_years =
        (start.year()..=goal.horizon.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    days.extend(new_years.filter(|day| ahead.contains(day)));
    if factor.wait_months.is_some() {
        days.extend(Supply::by(terms, goal.horizon, each).days());
    }
    days
}

/// The first day after it was reached on which the goal is missed again.
fn lost_again(terms: &Terms, course: &Course, goal: &Goal, found: &Found) -> Option<NaiveDate> {
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

fn times(found: &Found) -> Option<u32> {
    let times = found.steps.iter().map(|step| step.times);
    times.into_iter().try_fold(0_u32, u32::checked_add)
}
