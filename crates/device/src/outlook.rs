//! What comes by itself: the days on which entries lapse, a part of them at a time.

use chrono::NaiveDate;
use citizen_score_rules::forecast::{ChangeKind, Forecast};
use citizen_score_rules::{EntryId, Ledger, Points, Standing};
use serde::{Deserialize, Serialize};

use crate::ask::MAX_ROWS;

/// Changes that one day names at most; the others are counted.
const MOST_CHANGES: usize = 20;

/// A part of the forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// Today.
    pub as_of: NaiveDate,
    /// The standing today.
    pub today: Standing,
    /// Days on which something changes, in all.
    pub days: u32,
    /// How many of them come before this part.
    pub offset: u32,
    /// The days of this part, in order.
    pub steps: Vec<Step>,
}

/// A day on which entries begin or cease to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The day.
    pub on: NaiveDate,
    /// The standing from then on.
    pub standing: Standing,
    /// Entries that change, in all.
    pub entries: u32,
    /// The first of them.
    pub changes: Vec<Change>,
}

/// An entry that begins or ceases to count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The entry.
    pub entry: EntryId,
    /// Code of its factor.
    pub factor: String,
    /// Points that it carries.
    pub points: Points,
    /// What happens to it.
    pub kind: ChangeKind,
}

pub(crate) fn outlook(ledger: &Ledger, forecast: &Forecast, offset: u32, limit: u32) -> Outlook {
    let wanted = forecast.steps.iter().skip(offset as usize);
    let steps = wanted.take(limit.min(MAX_ROWS) as usize).map(|step| {
        let first = step.changes.iter().take(MOST_CHANGES);
        Step {
            on: step.on,
            standing: step.standing.clone(),
            entries: count(step.changes.len()),
            changes: first
                .map(|change| Change {
                    entry: change.entry.clone(),
                    factor: factor_of(ledger, &change.entry),
                    points: change.points,
                    kind: change.kind,
                })
                .collect(),
        }
    });
    Outlook {
        as_of: forecast.as_of,
        today: forecast.today.clone(),
        days: count(forecast.steps.len()),
        offset,
        steps: steps.collect(),
    }
}

fn factor_of(ledger: &Ledger, id: &EntryId) -> String {
    let found = ledger.entries().iter().find(|entry| entry.id == *id);
    found.map_or_else(String::new, |entry| entry.factor.to_string())
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
