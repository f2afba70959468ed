//! One entry in full: what it says, whether it counts, and what it did on the day it came.

use citizen_score_rules::timeline::EntryEffect;
use citizen_score_rules::{EntryId, Outcome};
use serde::{Deserialize, Serialize};

use crate::list::Row;

/// Everything there is to say about one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryInFull {
    /// The entry, and whether it counts, as this device works it out.
    pub row: Row,
    /// What it did to score and tier on the day it was recorded, by the rules in force.
    pub effect: Option<EntryEffect>,
    /// What the server says instead, where it says something else.
    pub said: Option<Outcome>,
    /// The next newer entry of the ledger.
    pub newer: Option<EntryId>,
    /// The next older entry of the ledger.
    pub older: Option<EntryId>,
}
