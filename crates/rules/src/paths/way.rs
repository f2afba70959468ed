//! One way to the next tier: a factor, and the earliest day on which it could be enough.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Goal;
use super::course::Course;
use super::search::{Found, TOO_FAR, earliest, lost_again};
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
    /// never enough. Never below `fewest`, although by that later day waiting may have done a part.
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
            way.occurrences = Some(Occurrences {
                fewest,
                most: most.map(|most| most.max(fewest)),
            });
            way.lasts_until = lost_again(terms, course, goal, &found);
            way.steps = found.steps;
        }
    }
    way
}

fn times(found: &Found) -> Option<u32> {
    let times = found.steps.iter().map(|step| step.times);
    times.into_iter().try_fold(0_u32, u32::checked_add)
}
