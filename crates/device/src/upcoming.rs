//! What an announced rulebook changes: in the rules, and in this ledger.

use chrono::NaiveDate;
use citizen_score_rules::changes::{Change, compare};
use citizen_score_rules::impact::{Impact, impact};
use citizen_score_rules::{Ledger, Rulebook};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// An announced rulebook, against the one in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Upcoming {
    /// Version that is in force.
    pub present: String,
    /// Version that is announced.
    pub announced: String,
    /// Day from which it is in force.
    pub effective_from: NaiveDate,
    /// What differs between the two.
    pub changes: Vec<Change>,
    /// What that does to this ledger, on the first day of it.
    pub impact: Impact,
}

pub(crate) fn upcoming(
    present: &Rulebook,
    announced: &Rulebook,
    ledger: &Ledger,
    today: NaiveDate,
) -> Result<Upcoming, Fault> {
    let effective_from = announced.data().effective_from;
    Ok(Upcoming {
        present: present.data().version.clone(),
        announced: announced.data().version.clone(),
        effective_from,
        changes: compare(present, announced),
        impact: impact(present, announced, ledger, effective_from.max(today))?,
    })
}
