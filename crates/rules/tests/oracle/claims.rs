//! What an honest server says of a case, by the slow definition.
#![allow(dead_code, reason = "each test file uses a part of it")]

use citizen_score_rules::{Audit, Claim, ClaimedEntry, Outcome, PointsError, Standing, audit};

use crate::cases::Case;
use crate::definition::Oracle;

/// All that the server says.
#[derive(Clone, Debug)]
pub struct Said {
    pub standing: Standing,
    pub entry_count: u64,
    pub entries: Vec<ClaimedEntry>,
}

impl Said {
    /// The truth, in the order of the case's entries; none where the score does not fit.
    pub fn honestly(case: &Case) -> Option<Self> {
        let oracle = Oracle {
            rulebook: case.rulebook.data(),
            entries: &case.entries,
            as_of: case.as_of,
        };
        let entries = case.entries.iter().map(|entry| {
            let outcome = oracle.outcome(entry);
            ClaimedEntry {
                id: entry.id.clone(),
                counted: if outcome == Outcome::Counts {
                    entry.points
                } else {
                    0
                },
                outcome,
            }
        });
        Some(Self {
            standing: oracle.standing()?,
            entry_count: case.entries.len() as u64,
            entries: entries.collect(),
        })
    }

    /// What the audit makes of it.
    pub fn audited(&self, case: &Case) -> Result<Audit, PointsError> {
        let claim = Claim {
            standing: &self.standing,
            entry_count: self.entry_count,
        };
        audit(
            &case.rulebook,
            &case.ledger(),
            case.as_of,
            &claim,
            &self.entries,
        )
    }
}
