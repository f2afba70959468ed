//! The standing on a day: score, tier, points to the next tier, and the margin above the one below.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::counted::{self, Outcome};
use crate::ledger::Ledger;
use crate::points::{self, Points, PointsError};
use crate::rulebook::{Rulebook, Tier};

/// Where a score lies among the tiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The score, in points.
    pub score: Points,
    /// The tier it lies in.
    pub tier: String,
    /// The next tier up; none at the top.
    pub next: Option<NextTier>,
    /// Points that can go before the tier is lost; none in the lowest tier.
    pub margin: Option<Points>,
    /// The next tier down; none in the lowest.
    pub below: Option<String>,
}

/// The next tier up, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextTier {
    /// The next tier up.
    pub tier: String,
    /// Points that are missing; exactly so many more lie in that tier, one less does not.
    pub points: Points,
}

/// A standing, and how each entry contributes to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The standing.
    pub standing: Standing,
    /// One outcome per entry, in the ledger's order.
    pub outcomes: Vec<Outcome>,
}

/// Computes the standing on the day `as_of`: start plus all that counts, kept within the range.
///
/// # Errors
///
/// [`PointsError`] when the score lies beyond the range of [`Points`] and the rulebook sets no range.
pub fn assess(
    rulebook: &Rulebook,
    ledger: &Ledger,
    as_of: NaiveDate,
) -> Result<Assessment, PointsError> {
    let outcomes = counted::outcomes(rulebook, ledger, as_of);
    let counting = ledger.entries().iter().zip(&outcomes);
    let parts = counting.filter(|(_, it)| **it == Outcome::Counts).map(|(entry, _)| entry.points);
    let sum = points::total(rulebook.data().start.points, parts)?;
    let score = match rulebook.data().range {
        Some(range) => sum.clamp(i64::from(range.min), i64::from(range.max)),
        None => sum,
    };
    Ok(Assessment { standing: standing_at(rulebook, points::narrow(score)?)?, outcomes })
}

/// Places a score among the tiers.
///
/// # Errors
///
/// [`PointsError`] when a distance to a neighbouring tier lies beyond the range of [`Points`].
pub fn standing_at(rulebook: &Rulebook, score: Points) -> Result<Standing, PointsError> {
    let holds = |tier: &Tier| tier.from.is_none_or(|from| from <= score);
    let (reached, above): (Vec<&Tier>, Vec<&Tier>) =
        rulebook.tiers().iter().partition(|tier| holds(tier));
    let mut downwards = reached.iter().rev();
    let tier = downwards.next();
    let below = downwards.next();
    Ok(Standing {
        score,
        tier: tier.map(|tier| tier.id.clone()).unwrap_or_default(),
        next: match above.first() {
            Some(next) => Some(NextTier {
                tier: next.id.clone(),
                points: distance(score, next.from.unwrap_or(score))?,
            }),
            None => None,
        },
        margin: match tier.and_then(|tier| tier.from) {
            Some(from) => Some(distance(from, score)?),
            None => None,
        },
        below: below.map(|tier| tier.id.clone()),
    })
}

fn distance(from: Points, to: Points) -> Result<Points, PointsError> {
    points::narrow(i64::from(to) - i64::from(from))
}
