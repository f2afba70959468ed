//! Ways to the next tier, as facts: what waiting alone does, and what each factor could do.
//!
//! Nothing here advises. A way says how often something would have to occur and on which day that
//! could be enough at the earliest, honest about caps, waiting times and points that lapse meanwhile.

mod course;
mod search;
mod supply;
mod terms;
mod way;

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

pub use way::{Occurrences, Reach, Step, Way, WhyNever};

use crate::assessed::Assessed;
use crate::ledger::Ledger;
use crate::points::PointsError;
use crate::rulebook::{Direction, Factor, FactorStatus, Rulebook, Worth};
use crate::standing::{NextTier, Standing, standing_of};
use course::Course;
use terms::Terms;

/// Calendar years that are looked ahead.
pub const YEARS_AHEAD: u32 = 20;

/// Ways to the next tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paths {
    /// The next tier and the points that are missing; none at the top, and then no way either.
    pub next: Option<NextTier>,
    /// Points below the lowest possible score, which have to be made good before the score rises;
    /// none for most.
    pub beneath: Option<i64>,
    /// What waiting does; none where it lifts into no higher tier.
    pub by_waiting: Option<ByWaiting>,
    /// Each factor in force that adds points, in the order of the rulebook.
    pub ways: Vec<Way>,
    /// Each planned factor that would add points; all of them are worth nothing.
    pub planned: Vec<PlannedWay>,
}

/// The first day on which a higher tier is reached without any new entry, because losses lapse or
/// are repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByWaiting {
    /// The day.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The standing on that day.
    pub standing: Standing,
}

/// A factor that is only planned, and worth nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedWay {
    /// Code of the factor.
    pub factor: String,
    /// What one occurrence would be worth if it were in force, in points.
    pub would_be_worth: Worth,
    /// Day from which it is planned to count; none where not announced.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub from: Option<NaiveDate>,
    /// What to bear in mind; key of a text.
    pub caution: Option<String>,
}

/// Finds the ways to the next tier from the day `as_of` on, assuming that nothing else is recorded:
/// what is recorded after that day is left out, and what lapses or is repaired later is not.
///
/// # Errors
///
/// [`PointsError`] where [`assess`](crate::assess()) fails, on the day or on the one that waiting
/// leads to.
pub fn paths(rulebook: &Rulebook, ledger: &Ledger, as_of: NaiveDate) -> Result<Paths, PointsError> {
    let assessed = Assessed::of(rulebook, ledger, as_of)?;
    let standing = assessed.standing()?;
    let range = rulebook.data().range;
    let mut paths = Paths {
        beneath: range
            .map(|range| i64::from(range.min) - assessed.sum)
            .filter(|beneath| *beneath > 0),
        next: standing.next,
        by_waiting: None,
        ways: Vec::new(),
        planned: Vec::new(),
    };
    let Some(next) = &paths.next else {
        return Ok(paths);
    };
    let course = Course::of(&assessed);
    let goal = Goal {
        as_of,
        horizon: as_of
            .checked_add_months(Months::new(12 * YEARS_AHEAD))
            .unwrap_or(NaiveDate::MAX),
        threshold: i64::from(standing.score) + i64::from(next.points),
        by_waiting: None,
    };
    let risen = course.first_at_least(goal.threshold);
    let goal = Goal {
        by_waiting: risen.map(|(on, _)| on),
        ..goal
    };
    if let Some((on, sum)) = risen {
        let standing = standing_of(rulebook, sum)?;
        paths.by_waiting = Some(ByWaiting { on, standing });
    }
    let gains = |status| {
        let factors = rulebook.data().factors.iter();
        factors.filter(move |it| it.direction == Direction::Gain && it.status == status)
    };
    let in_force: Vec<&Factor> = gains(FactorStatus::InForce).collect();
    let happened = assessed.happened(|code| in_force.iter().any(|it| it.code == code), |_| true);
    for factor in in_force {
        let places = happened.get(factor.code.as_str());
        let places = places.map(Vec::as_slice).unwrap_or_default();
        let terms = Terms::of(&assessed, factor, places);
        paths.ways.push(way::find(&terms, &course, &goal));
    }
    paths.planned = gains(FactorStatus::Planned).map(planned).collect();
    Ok(paths)
}

/// What is to be reached.
struct Goal {
    /// The day from which on it is looked.
    as_of: NaiveDate,
    /// The last day that is looked at.
    horizon: NaiveDate,
    /// The sum of points, before it is kept within the range, at which the next tier begins.
    threshold: i64,
    /// The day on which waiting alone leads there.
    by_waiting: Option<NaiveDate>,
}

fn planned(factor: &Factor) -> PlannedWay {
    PlannedWay {
        factor: factor.code.clone(),
        would_be_worth: factor.points,
        from: factor.from,
        caution: factor.caution.clone(),
    }
}
