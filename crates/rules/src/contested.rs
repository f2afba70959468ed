//! Two views where something is contested: the standing with the contested entries and without them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessed::Assessed;
use crate::counted::{Outcome, Reason};
use crate::ledger::{Entry, EntryId, Ledger};
use crate::points::PointsError;
use crate::rulebook::{ContestedPolicy, Rulebook};
use crate::standing::{Standing, standing_of};

/// The standing in both views.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Views {
    /// The standing if the contested entries count.
    pub counting: Standing,
    /// The standing if those that take points away are suspended.
    pub suspended: Standing,
    /// Which of the two the rulebook puts in force until the objections are decided.
    pub in_force: InForce,
    /// The entries that make the difference, in the ledger's order; never empty.
    pub entries: Vec<EntryId>,
}

/// Which view is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InForce {
    /// Contested entries count until the decision.
    Counting,
    /// Contested entries that take points away do not count until the decision.
    Suspended,
}

/// Computes both views on the day `as_of`; none where no contested entry makes a difference.
///
/// Only entries that take points away differ: a contested one that adds points counts in both. One
/// that does not count for another reason counts in neither.
///
/// # Errors
///
/// [`PointsError`] when the score of a view, or its distance to a tier, lies beyond the range of
/// [`Points`](crate::Points).
pub fn views(
    rulebook: &Rulebook,
    ledger: &Ledger,
    as_of: NaiveDate,
) -> Result<Option<Views>, PointsError> {
    let assessed = Assessed::of(rulebook, ledger, as_of)?;
    let standing = assessed.standing()?;
    let policy = rulebook.data().contested;
    // An entry is asked last whether it is contested, and keeps its room under a cap either way. So
    // the other view differs by just these entries.
    let differing: Vec<&Entry> = assessed
        .entries()
        .filter(|(entry, outcome)| match policy {
            ContestedPolicy::SuspendNegative => outcome.reason() == Some(&Reason::Contested),
            ContestedPolicy::Count => {
                entry.contested && entry.points < 0 && **outcome == Outcome::Counts
            }
        })
        .map(|(entry, _)| entry)
        .collect();
    if differing.is_empty() {
        return Ok(None);
    }
    // No overflow: a ledger has far fewer than 2^31 entries of 32 bits each.
    let taken: i64 = differing.iter().map(|entry| i64::from(entry.points)).sum();
    let (counting, suspended, in_force) = match policy {
        ContestedPolicy::SuspendNegative => {
            let counting = standing_of(rulebook, assessed.sum + taken)?;
            (counting, standing, InForce::Suspended)
        }
        ContestedPolicy::Count => {
            let suspended = standing_of(rulebook, assessed.sum - taken)?;
            (standing, suspended, InForce::Counting)
        }
    };
    Ok(Some(Views {
        counting,
        suspended,
        in_force,
        entries: differing.iter().map(|entry| entry.id.clone()).collect(),
    }))
}
