//! The forecast: how score and tier change by themselves in the days to come.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::{Entry, EntryId, Ledger};
use crate::points::{Points, PointsError};
use crate::replay::{Replay, Span};
use crate::rulebook::Rulebook;
use crate::standing::Standing;

/// What is to come after a day, if nothing new is recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// The day after which it begins.
    #[serde(deserialize_with = "crate::iso::date")]
    pub as_of: NaiveDate,
    /// The standing on that day.
    pub today: Standing,
    /// Every later day on which an entry begins or ceases to count, in order; also where these
    /// outweigh each other and the score stays.
    pub steps: Vec<ForecastStep>,
}

/// One day on which an entry begins or ceases to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForecastStep {
    /// The day.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The standing from this day on, until the next step.
    pub standing: Standing,
    /// The entries that begin or cease to count, in the ledger's order; there may be very many.
    pub changes: Vec<Change>,
}

/// One entry that begins or ceases to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The entry.
    pub entry: EntryId,
    /// Points that it carries; they come in where it begins to count, and fall away where it ceases.
    pub points: Points,
    /// What happens to it.
    pub kind: ChangeKind,
}

/// What happens to an entry: all but the first are the reason why it no longer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It counts from this day on: it was recorded for it, or what kept it from counting is undone.
    BeginsToCount,
    /// Its time is over.
    Lapses,
    /// It is repaired.
    Repaired,
    /// A correction that is recorded from this day on undoes it.
    Corrected,
    /// An earlier deed of the same year that is recorded from this day on takes its room.
    Capped,
}

/// Looks ahead from the end of the day `as_of`, under this rulebook and with this ledger alone.
///
/// On every later day, [`assess`](crate::assess) gives the standing of the last step up to that day,
/// or `today` before the first. Entries of the ledger that are recorded after `as_of` are taken in
/// on their day.
///
/// # Errors
///
/// [`PointsError`] when the score of any of these days does not fit.
pub fn forecast(
    rulebook: &Rulebook,
    ledger: &Ledger,
    as_of: NaiveDate,
) -> Result<Forecast, PointsError> {
    let span = Span {
        after: Some(as_of),
        ..Span::default()
    };
    let mut replay = Replay::new(rulebook, ledger, span);
    let today = replay.standing()?;
    let mut steps = Vec::new();
    while let Some(on) = replay.next_day() {
        let places = replay.changed();
        if places.is_empty() {
            continue;
        }
        let changes = places.iter().filter_map(|place| {
            let entry = ledger.entries().get(*place)?;
            Some(Change {
                entry: entry.id.clone(),
                points: entry.points,
                kind: kind(&replay, *place, entry, on),
            })
        });
        steps.push(ForecastStep {
            on,
            standing: replay.standing()?,
            changes: changes.collect(),
        });
    }
    Ok(Forecast {
        as_of,
        today,
        steps,
    })
}

/// The reason, in the order in which [`counted`](crate::counted) looks for one.
fn kind(replay: &Replay, place: usize, entry: &Entry, on: NaiveDate) -> ChangeKind {
    let reached = |day: Option<NaiveDate>| day.is_some_and(|day| day <= on);
    if replay.counts(place) {
        ChangeKind::BeginsToCount
    } else if replay.is_undone(place) {
        ChangeKind::Corrected
    } else if reached(entry.counts_until) {
        ChangeKind::Lapses
    } else if reached(entry.repaired_on) {
        ChangeKind::Repaired
    } else {
        ChangeKind::Capped
    }
}
