//! The server's figures against those of this device, without the 100,000 lines of the arithmetic.

use chrono::NaiveDate;
use citizen_score_contract::Me;
use citizen_score_rules::{
    Claim, ClaimedEntry, Difference, Ledger, Points, Rulebook, Standing, audit,
};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// Differences that a report names at most.
const MOST_NAMED: usize = 100;

/// What the check of a ledger came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Day for which it was worked out.
    pub as_of: NaiveDate,
    /// Entries that were looked at.
    pub entries: u64,
    /// Where everyone begins, in points.
    pub start: Points,
    /// The sum before it is kept within the range of the rulebook.
    pub sum: i64,
    /// The standing that follows from the ledger and the rules.
    pub computed: Standing,
    /// The standing that the server states.
    pub claimed: Standing,
    /// Where the two differ: first of the whole, then entry by entry.
    pub differences: Vec<Difference>,
    /// How many differences there are in all.
    pub differences_in_all: u64,
}

impl Report {
    /// Whether the server says nothing but what was computed.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.differences_in_all == 0
    }
}

/// Checks what the server says of a ledger.
///
/// # Errors
///
/// [`Fault::TooManyPoints`] where there is no standing to compare with.
pub fn report(
    rulebook: &Rulebook,
    ledger: &Ledger,
    me: &Me,
    said: &[ClaimedEntry],
) -> Result<Report, Fault> {
    let claim = Claim {
        standing: &me.standing,
        entry_count: me.entry_count,
    };
    let mut found = audit(rulebook, ledger, me.as_of, &claim, said)?;
    found.differences.truncate(MOST_NAMED);
    Ok(Report {
        as_of: found.as_of,
        entries: ledger.entries().len() as u64,
        start: found.start,
        sum: found.sum_before_range,
        computed: found.computed,
        claimed: me.standing.clone(),
        differences: found.differences,
        differences_in_all: found.differences_in_all,
    })
}
