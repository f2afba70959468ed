//! An outcome as it is read from JSON: one flat object.
//!
//! Derived code for nested tagged enums buffers its input and is an order of magnitude larger, which
//! a resident would have to download.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{Outcome, Reason};
use crate::ledger::EntryId;
use crate::points::Points;

/// All fields that any outcome has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FlatOutcome {
    counts: Counts,
    reason: Option<Name>,
    of: Option<EntryId>,
    by: Option<EntryId>,
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    on: Option<NaiveDate>,
    year: Option<i32>,
    cap: Option<Points>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Counts {
    Yes,
    No,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Name {
    NotYetRecorded,
    Correction,
    Corrected,
    Lapsed,
    Repaired,
    UnknownFactor,
    NotInForce,
    Capped,
    Contested,
    NotScored,
}

impl TryFrom<FlatOutcome> for Outcome {
    type Error = &'static str;

    fn try_from(flat: FlatOutcome) -> Result<Self, Self::Error> {
        let name = match (flat.counts, flat.reason) {
            (Counts::Yes, None) => return Ok(Self::Counts),
            (Counts::Yes, Some(_)) => return Err("an entry that counts has no `reason`"),
            (Counts::No, None) => return Err("an entry that does not count has a `reason`"),
            (Counts::No, Some(name)) => name,
        };
        let reason = match name {
            Name::NotYetRecorded => Some(Reason::NotYetRecorded),
            Name::Correction => flat.of.map(|of| Reason::Correction { of }),
            Name::Corrected => flat.by.map(|by| Reason::Corrected { by }),
            Name::Lapsed => flat.on.map(|on| Reason::Lapsed { on }),
            Name::Repaired => flat.on.map(|on| Reason::Repaired { on }),
            Name::UnknownFactor => Some(Reason::UnknownFactor),
            Name::NotInForce => Some(Reason::NotInForce),
            Name::Capped => flat
                .year
                .zip(flat.cap)
                .map(|(year, cap)| Reason::Capped { year, cap }),
            Name::Contested => Some(Reason::Contested),
            Name::NotScored => Some(Reason::NotScored),
        };
        reason
            .map(Self::DoesNot)
            .ok_or("a field that belongs to this `reason` is missing")
    }
}
