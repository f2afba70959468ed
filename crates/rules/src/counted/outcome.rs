//! Whether an entry counts, and why not.

mod flat;
#[cfg(feature = "schema")]
mod schema;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::ledger::EntryId;
use crate::points::Points;

/// Why an entry does not count. The order of the variants is the order of precedence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It was recorded after the day in question.
    NotYetRecorded,
    /// It undoes another entry, and is worth nothing by itself.
    Correction {
        /// The entry that it undoes.
        of: EntryId,
    },
    /// Another entry undoes it.
    Corrected {
        /// The entry that undoes it.
        by: EntryId,
    },
    /// Its time is over.
    Lapsed {
        /// First day on which it no longer counted.
        on: NaiveDate,
    },
    /// It was repaired.
    Repaired {
        /// Day from which it no longer counted.
        on: NaiveDate,
    },
    /// The rulebook does not know its factor.
    UnknownFactor,
    /// Its factor is only planned, or was not in force yet when it occurred.
    NotInForce,
    /// The factor's cap for that year was used up.
    Capped {
        /// Year of the cap.
        year: i32,
        /// The cap, in points without sign.
        cap: Points,
    },
    /// The resident objects to it, and the rulebook suspends it until the decision.
    Contested,
    /// The resident has withdrawn consent to being scored, so nothing was computed. No ledger comes to
    /// this: whoever computes nothing says so.
    NotScored,
}

/// Whether one entry counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    tag = "counts",
    rename_all = "snake_case",
    try_from = "flat::FlatOutcome"
)]
pub enum Outcome {
    /// It counts with all its points.
    #[serde(rename = "yes")]
    Counts,
    /// It does not count, for one reason.
    #[serde(rename = "no")]
    DoesNot(Reason),
}

impl Outcome {
    /// The reason, where the entry does not count.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Counts => None,
            Self::DoesNot(reason) => Some(reason),
        }
    }
}
