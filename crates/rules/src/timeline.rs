//! The score over time: every day on which it changed, and what one entry did to it.

mod effect;
mod thin;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use effect::{EntryEffect, effect_of};
pub use thin::thin;

use crate::ledger::{Entry, Ledger};
use crate::points::{self, Points, PointsError};
use crate::replay::{Replay, Span};
use crate::rulebook::Rulebook;
use crate::standing::{place_of, within_range};
use crate::text::Text;

/// A day on which the score changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelinePoint {
    /// The day.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The score at the end of that day, and until the next point; in points.
    pub score: Points,
    /// The tier that it lies in.
    pub tier: Text,
}

/// The score on every day on which it changed, up to the end of the day `until`, in order.
///
/// It begins with the start points, on the day before the first entry was recorded (or on `until`
/// where none was recorded before it). On every day up to `until`, [`assess`](crate::assess) under this
/// rulebook gives the score of the last point up to that day. This rulebook is applied to every day, so
/// a score that was told under an earlier version of it may have been another one.
///
/// # Errors
///
/// [`PointsError`] when the score of any of these days does not fit.
pub fn timeline(
    rulebook: &Rulebook,
    ledger: &Ledger,
    until: NaiveDate,
) -> Result<Vec<TimelinePoint>, PointsError> {
    let tiers: Vec<Text> = rulebook
        .tiers()
        .iter()
        .map(|tier| Text::from(&tier.id))
        .collect();
    let point = |on: NaiveDate, sum: i64| {
        let score = points::narrow(within_range(rulebook, sum))?;
        let tier = tiers.get(place_of(rulebook, score)?.tier);
        Ok(TimelinePoint {
            on,
            score,
            // A rulebook has a tier for every score.
            tier: tier.cloned().unwrap_or_else(|| Text::from("")),
        })
    };
    let span = Span {
        until: Some(until),
        ..Span::default()
    };
    let mut replay = Replay::new(rulebook, ledger, span);
    let first = ledger.entries().iter().map(Entry::recorded_on).min();
    let first = first.filter(|first| *first <= until);
    // Only before the first day of the calendar there is none.
    let before = first.map_or(Some(until), |first| first.pred_opt());
    let mut points: Vec<TimelinePoint> = match before {
        Some(on) => vec![point(on, replay.sum())?],
        None => Vec::new(),
    };
    while let Some(on) = replay.next_day() {
        if replay.changed().is_empty() {
            continue;
        }
        let next = point(on, replay.sum())?;
        if points.last().is_none_or(|last| last.score != next.score) {
            points.push(next);
        }
    }
    Ok(points)
}
