//! What may be asked for: an objection, a repair, a claim; or the one reason why not.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::counted::{Outcome, Reason};
use crate::ledger::{Entry, EntryId};
use crate::rulebook::{Direction, Factor, FactorStatus, Rulebook};

/// Why there is no objection to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoObjection {
    /// It is recorded on a later day.
    NotYetRecorded,
    /// It only undoes another entry; object to that one.
    IsCorrection {
        /// The entry that it undoes.
        of: EntryId,
    },
    /// It is undone already.
    Corrected {
        /// The entry that undoes it.
        by: EntryId,
    },
}

/// Whether a resident may object to an entry, by its outcome on the day.
///
/// One that has lapsed, is repaired or does not count for another reason may still be wrong, and stays
/// in the ledger: objecting to it is possible. Whether an objection is open already is not known here.
///
/// # Errors
///
/// [`NoObjection`], the first that holds.
pub fn may_object(outcome: &Outcome) -> Result<(), NoObjection> {
    match outcome.reason() {
        Some(Reason::NotYetRecorded) => Err(NoObjection::NotYetRecorded),
        Some(Reason::Correction { of }) => Err(NoObjection::IsCorrection { of: of.clone() }),
        Some(Reason::Corrected { by }) => Err(NoObjection::Corrected { by: by.clone() }),
        _ => Ok(()),
    }
}

/// Why there is no repair of an entry. The order of the variants is the order of precedence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRepair {
    /// It is recorded on a later day.
    NotYetRecorded,
    /// It only undoes another entry.
    IsCorrection {
        /// The entry that it undoes.
        of: EntryId,
    },
    /// It is undone already.
    Corrected {
        /// The entry that undoes it.
        by: EntryId,
    },
    /// It counts no longer anyway.
    Lapsed {
        /// First day on which it no longer counted.
        #[serde(deserialize_with = "crate::iso::date")]
        on: NaiveDate,
    },
    /// It is repaired already.
    Repaired {
        /// Day from which it no longer counted.
        #[serde(deserialize_with = "crate::iso::date")]
        on: NaiveDate,
    },
    /// The rulebook does not know its factor.
    UnknownFactor,
    /// It takes no points.
    AddsPoints,
    /// The rulebook provides for no repair of this factor.
    NotProvided,
}

/// Whether a resident may ask for the repair of an entry, by its outcome on the day: the key of the
/// text that says what must be settled first (see [`repair_key`](crate::rulebook::repair_key)).
///
/// Whether an entry counts does not matter otherwise: one that finds no room under a cap, or that the
/// resident objects to, may be repaired.
///
/// # Errors
///
/// [`NoRepair`], the first that holds.
pub fn may_repair<'a>(
    book: &'a Rulebook,
    entry: &Entry,
    outcome: &Outcome,
) -> Result<&'a str, NoRepair> {
    match outcome.reason() {
        Some(Reason::NotYetRecorded) => return Err(NoRepair::NotYetRecorded),
        Some(Reason::Correction { of }) => return Err(NoRepair::IsCorrection { of: of.clone() }),
        Some(Reason::Corrected { by }) => return Err(NoRepair::Corrected { by: by.clone() }),
        Some(Reason::Lapsed { on }) => return Err(NoRepair::Lapsed { on: *on }),
        Some(Reason::Repaired { on }) => return Err(NoRepair::Repaired { on: *on }),
        _ => {}
    }
    let factor = book.factor(&entry.factor).ok_or(NoRepair::UnknownFactor)?;
    if entry.points >= 0 {
        return Err(NoRepair::AddsPoints);
    }
    factor.repair.as_deref().ok_or(NoRepair::NotProvided)
}

/// Why there is no claim under a factor. The order of the variants is the order of precedence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoClaim {
    /// The rulebook does not know the factor.
    UnknownFactor,
    /// It takes points away.
    TakesPoints,
    /// It is only planned, and nothing counts under it.
    Planned,
    /// The day of the deed is still to come.
    InFuture,
    /// The deed was done before the factor was in force.
    BeforeInForce {
        /// First day of occurrence from which it counts.
        #[serde(deserialize_with = "crate::iso::date")]
        from: NaiveDate,
    },
}

/// Whether a resident may claim a deed of this day under a factor.
///
/// # Errors
///
/// [`NoClaim`], the first that holds.
pub fn may_claim<'a>(
    book: &'a Rulebook,
    factor: &str,
    occurred_on: NaiveDate,
    today: NaiveDate,
) -> Result<&'a Factor, NoClaim> {
    let factor = book.factor(factor).ok_or(NoClaim::UnknownFactor)?;
    if factor.direction == Direction::Loss {
        return Err(NoClaim::TakesPoints);
    }
    if factor.status == FactorStatus::Planned {
        return Err(NoClaim::Planned);
    }
    if occurred_on > today {
        return Err(NoClaim::InFuture);
    }
    match factor.from {
        Some(from) if occurred_on < from => Err(NoClaim::BeforeInForce { from }),
        _ => Ok(factor),
    }
}
