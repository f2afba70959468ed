//! The standing on a day: score, tier, points to the next tier, and the margin above the one below.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::counted::{self, Outcome};
use crate::ledger::Ledger;
use crate::points::{self, Points, PointsError};
use crate::rulebook::{Rulebook, Tier};

/// Where a score lies among the tiers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextTier {
    /// The next tier up.
    pub tier: String,
    /// Points that are missing; exactly so many more lie in that tier, one less does not.
    pub points: Points,
}

impl Standing {
    /// How much of the way through the present tier towards the next one is done, in percent,
    /// rounded down: 0 to 99 where there is a next tier, 0 in the lowest tier (it has no floor to
    /// measure from), 100 at the top.
    ///
    /// A standing may come from outside; one that no rulebook can give is kept within 0 to 99.
    #[must_use]
    pub fn tier_progress(&self) -> u8 {
        let Some(next) = &self.next else { return 100 };
        let done = self.margin.map_or(0, i64::from).max(0);
        // At least one point is missing, so the quotient stays below 100.
        let missing = i64::from(next.points).max(1);
        u8::try_from(done * 100 / (done + missing)).unwrap_or(99)
    }
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
/// [`PointsError`] when the score lies beyond the range of [`Points`] and the rulebook sets no
/// range, and where [`standing_at`] fails.
pub fn assess(
    rulebook: &Rulebook,
    ledger: &Ledger,
    as_of: NaiveDate,
) -> Result<Assessment, PointsError> {
    let factors = counted::factors_of(rulebook, ledger);
    let mut outcomes = Vec::with_capacity(ledger.entries().len());
    let each = counted::each(rulebook, ledger, &factors, as_of);
    let parts = each.filter_map(|(entry, _, outcome)| {
        let counts = outcome == Outcome::Counts;
        outcomes.push(outcome);
        counts.then_some(entry.points)
    });
    let sum = points::total(rulebook.data().start.points, parts)?;
    Ok(Assessment {
        standing: standing_of(rulebook, sum)?,
        outcomes,
    })
}

/// A sum of the start and all that counts, kept within the range, if the rulebook sets one.
pub(crate) fn within_range(rulebook: &Rulebook, sum: i64) -> i64 {
    match rulebook.data().range {
        Some(range) => sum.clamp(i64::from(range.min), i64::from(range.max)),
        None => sum,
    }
}

/// The standing that such a sum comes to.
pub(crate) fn standing_of(rulebook: &Rulebook, sum: i64) -> Result<Standing, PointsError> {
    standing_at(rulebook, points::narrow(within_range(rulebook, sum))?)
}

/// Places a score among the tiers.
///
/// # Errors
///
/// [`PointsError`] when a distance to a neighbouring tier lies beyond the range of [`Points`].
pub fn standing_at(rulebook: &Rulebook, score: Points) -> Result<Standing, PointsError> {
    standing_among(rulebook.tiers(), score)
}

/// The same among tiers that are listed lowest first.
///
/// # Errors
///
/// As [`standing_at`].
pub fn standing_among(tiers: &[Tier], score: Points) -> Result<Standing, PointsError> {
    let place = place_among(tiers, score)?;
    let name = |at: Option<usize>| Some(tiers.get(at?)?.id.clone());
    let above = name(place.tier.checked_add(1));
    Ok(Standing {
        score,
        // The lowest tier of a rulebook has no floor, so every score has reached one.
        tier: name(Some(place.tier)).unwrap_or_default(),
        next: above
            .zip(place.missing)
            .map(|(tier, points)| NextTier { tier, points }),
        margin: place.margin,
        below: name(place.tier.checked_sub(1)),
    })
}

/// Where a score lies, by numbers alone.
pub(crate) struct Place {
    /// The place of its tier in the order, lowest first.
    pub tier: usize,
    /// Points to the tier above; none at the top.
    pub missing: Option<Points>,
    /// Points above the floor of its tier; none where it has none.
    pub margin: Option<Points>,
}

/// Finds a score among the tiers; fails where [`standing_at`] does.
pub(crate) fn place_of(rulebook: &Rulebook, score: Points) -> Result<Place, PointsError> {
    place_among(rulebook.tiers(), score)
}

fn place_among(tiers: &[Tier], score: Points) -> Result<Place, PointsError> {
    let floors = || tiers.iter().map(|tier| tier.from);
    let reached = floors().take_while(|floor| floor.is_none_or(|from| from <= score));
    let tier = reached.count().saturating_sub(1);
    let floor = floors().nth(tier).flatten();
    let above = floors().nth(tier + 1).flatten();
    Ok(Place {
        tier,
        missing: above.map(|from| distance(score, from)).transpose()?,
        margin: floor.map(|from| distance(from, score)).transpose()?,
    })
}

/// The next day after `as_of` on which the standing can change without a new entry: the first on
/// which an entry lapses, is repaired, or begins to count as recorded. None if no such day is left.
///
/// Until that day, a standing computed for `as_of` holds. On that day it need not change: the
/// entry may not count for another reason.
#[must_use]
pub fn next_change(ledger: &Ledger, as_of: NaiveDate) -> Option<NaiveDate> {
    ledger
        .entries()
        .iter()
        .flat_map(|entry| {
            [
                Some(entry.recorded_on()),
                entry.counts_until,
                entry.repaired_on,
            ]
        })
        .flatten()
        .filter(|day| *day > as_of)
        .min()
}

fn distance(from: Points, to: Points) -> Result<Points, PointsError> {
    points::narrow(i64::from(to) - i64::from(from))
}
