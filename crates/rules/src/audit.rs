//! The audit: what the server says, against what its own ledger and rulebook come to.
//!
//! A resident's device recomputes the standing from the full ledger, and compares it with the claim:
//! the standing as a whole, what is said of every entry, whether the entries add up to the score, and
//! whether the rulebook allows the points that they carry.

mod difference;
mod pairing;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use difference::Difference;

use crate::counted::{Outcome, each, factors_of};
use crate::ledger::{Entry, EntryId, Ledger};
use crate::points::{self, Points, PointsError};
use crate::rulebook::Rulebook;
use crate::standing::{Standing, standing_of, within_range};
use difference::{Differences, of_standing};
use pairing::Claims;

/// What the server says of a ledger as a whole.
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    /// The standing.
    pub standing: &'a Standing,
    /// How many entries the ledger has.
    pub entry_count: u64,
}

/// What the server says of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimedEntry {
    /// The entry. A clone of the ledger's own id takes no memory, and is compared at once.
    pub id: EntryId,
    /// Whether it counts, or why not.
    pub outcome: Outcome,
    /// Points that it adds to the score that day: all of its points, or 0.
    pub counted: Points,
}

/// What came out: the arithmetic, and where the server says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The day of the standing.
    #[serde(deserialize_with = "crate::iso::date")]
    pub as_of: NaiveDate,
    /// The standing, as computed here.
    pub computed: Standing,
    /// Points that everyone begins with.
    pub start: Points,
    /// Points that each entry adds, in the ledger's order; 0 for one that does not count.
    pub counted: Vec<Points>,
    /// `start` and all of `counted`, before the sum is kept within the range.
    pub sum_before_range: i64,
    /// Where the server says something else: first of the whole, then entry by entry. At most
    /// [`MOST_DIFFERENCES`] of them.
    pub differences: Vec<Difference>,
    /// How many differences there are in all.
    pub differences_in_all: u64,
}

/// Differences that an audit names at most; the others are only counted.
pub const MOST_DIFFERENCES: usize = 1000;

impl Audit {
    /// Whether the server says nothing but what was computed.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.differences_in_all == 0
    }
}

/// Compares what the server claims with what the ledger comes to on the day `as_of`.
///
/// `claimed` may have any order; in the ledger's own, or exactly backwards, it is fastest.
///
/// # Errors
///
/// [`PointsError`] as [`assess`](crate::assess): there is then no standing to compare with.
pub fn audit(
    rulebook: &Rulebook,
    ledger: &Ledger,
    as_of: NaiveDate,
    claim: &Claim,
    claimed: &[ClaimedEntry],
) -> Result<Audit, PointsError> {
    let data = rulebook.data();
    let start = data.start.points;
    let factors = factors_of(rulebook, ledger);
    let mut claims = Claims::new(claimed, ledger.entries().first());
    let mut counted = Vec::with_capacity(ledger.entries().len());
    let mut sum = i64::from(start);
    let mut of_entries = Differences::default();
    for (entry, code, outcome) in each(rulebook, ledger, &factors, as_of) {
        let adds = if outcome == Outcome::Counts {
            entry.points
        } else {
            0
        };
        counted.push(adds);
        sum = sum.checked_add(i64::from(adds)).ok_or(PointsError)?;
        of_entry(entry, claims.take(entry), (&outcome, adds), &mut of_entries);
        let allowed = factors.get(code).copied().flatten().map(|it| it.points);
        if let Some(allowed) = allowed.filter(|it| !it.allows(entry.points))
            && entry.corrects.is_none()
            && entry.rulebook_version == data.version
        {
            of_entries.add(|| Difference::Price {
                entry: entry.id.clone(),
                points: entry.points,
                allowed,
            });
        }
    }
    for said in claims.left_over() {
        of_entries.add(|| Difference::Unknown {
            entry: said.id.clone(),
        });
    }
    let computed = standing_of(rulebook, sum)?;
    let mut found = Differences::default();
    of_standing(claim.standing, &computed, &mut found);
    let present = ledger.entries().len() as u64;
    found.unless_equal(&claim.entry_count, &present, |claimed, present| {
        Difference::EntryCount { claimed, present }
    });
    of_sum(rulebook, claim, claimed, &mut found)?;
    found.then(of_entries);
    Ok(Audit {
        as_of,
        computed,
        start,
        counted,
        sum_before_range: sum,
        differences: found.named,
        differences_in_all: found.in_all,
    })
}

/// Whether what the server says of the entries adds up to the score that it says.
fn of_sum(
    rulebook: &Rulebook,
    claim: &Claim,
    claimed: &[ClaimedEntry],
    found: &mut Differences,
) -> Result<(), PointsError> {
    let parts = claimed.iter().map(|said| said.counted);
    let sum = points::total(rulebook.data().start.points, parts)?;
    let of_entries = within_range(rulebook, sum);
    if i64::from(claim.standing.score) != of_entries {
        found.add(|| Difference::Sum {
            claimed: claim.standing.score,
            of_entries,
        });
    }
    Ok(())
}

/// Where the server says something else of an entry than what was computed, or nothing.
fn of_entry(
    entry: &Entry,
    said: Option<&ClaimedEntry>,
    (outcome, adds): (&Outcome, Points),
    found: &mut Differences,
) {
    let id = || entry.id.clone();
    let Some(said) = said else {
        return found.add(|| Difference::Missing { entry: id() });
    };
    found.unless_equal(&said.outcome, outcome, |claimed, computed| {
        Difference::Outcome {
            entry: id(),
            claimed,
            computed,
        }
    });
    found.unless_equal(&said.counted, &adds, |claimed, computed| {
        Difference::Counted {
            entry: id(),
            claimed,
            computed,
        }
    });
}
