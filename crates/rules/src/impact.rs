//! What another version of the rulebook does to a ledger: entry by entry, score, tier and effects.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::assessed::Assessed;
use crate::counted::Outcome;
use crate::ledger::{EntryId, Ledger};
use crate::points::{Points, PointsError};
use crate::rulebook::Rulebook;
use crate::standing::Standing;
use crate::tier_effects;

/// What becomes of a standing when another rulebook takes the place of the present one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Impact {
    /// The day on which both rulebooks are applied.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The standing under the old rulebook.
    pub before: Standing,
    /// The standing under the new one.
    pub after: Standing,
    /// The entries whose outcome is another one, in the ledger's order.
    pub entries: Vec<EntryImpact>,
    /// How many entries keep their outcome.
    pub unchanged: u64,
    /// Codes of the effects that apply under the new rulebook and do not under the old one.
    pub gained: Vec<String>,
    /// Codes of the effects that apply under the old rulebook and do not under the new one.
    pub lost: Vec<String>,
    /// Codes of the effects that apply under both, with another kind, domain or amount.
    pub changed_effects: Vec<String>,
}

/// An entry whose outcome is another one under the new rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryImpact {
    /// The entry.
    pub entry: EntryId,
    /// Code of its factor.
    pub factor: String,
    /// Its points, which no rulebook changes any more.
    pub points: Points,
    /// Under the old rulebook.
    pub before: Outcome,
    /// Under the new one.
    pub after: Outcome,
}

/// Applies both rulebooks to the ledger on the day `on`, which would be the first day of the new one.
///
/// Points and the day on which an entry lapses are in the entry, so the new rulebook cannot change
/// those; it can change start, range, tiers, caps, which factors are in force, and what an objection
/// does.
///
/// # Errors
///
/// [`PointsError`] where [`assess`](crate::assess()) fails under either rulebook.
pub fn impact(
    old: &Rulebook,
    new: &Rulebook,
    ledger: &Ledger,
    on: NaiveDate,
) -> Result<Impact, PointsError> {
    let under_old = Assessed::of(old, ledger, on)?;
    let under_new = Assessed::of(new, ledger, on)?;
    let (before, after) = (under_old.standing()?, under_new.standing()?);
    let entries: Vec<EntryImpact> = under_old
        .entries()
        .zip(&under_new.outcomes)
        .filter(|((_, before), after)| before != after)
        .map(|((entry, before), after)| EntryImpact {
            entry: entry.id.clone(),
            factor: str::to_owned(&entry.factor),
            points: entry.points,
            before: before.clone(),
            after: after.clone(),
        })
        .collect();
    let effects = tier_effects::compare((old, &before.tier), (new, &after.tier));
    Ok(Impact {
        on,
        before,
        after,
        unchanged: ledger.entries().len().abs_diff(entries.len()) as u64,
        entries,
        gained: effects.gained,
        lost: effects.lost,
        changed_effects: effects.changed,
    })
}
