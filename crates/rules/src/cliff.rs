//! The cliff: how far the tier below is, and which kinds of entry would cost the tier today.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::assessed::{Assessed, tier_at};
use crate::counted::Account;
use crate::further::{supposed, with_further};
use crate::ledger::Ledger;
use crate::points::{Points, PointsError};
use crate::rulebook::{Direction, Factor, Rulebook, Worth};
use crate::standing::Standing;

/// The distance to the tier below, and what would cross it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cliff {
    /// The standing on the day.
    pub standing: Standing,
    /// Points that can go before the tier is lost; none in the lowest tier.
    pub margin: Option<Points>,
    /// The next tier down; none in the lowest.
    pub below: Option<String>,
    /// The factors in force of which a single occurrence on the day can cost the tier, in the order
    /// of the rulebook.
    pub crossings: Vec<Crossing>,
}

/// A factor of which a single occurrence can cost the tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Code of the factor.
    pub factor: String,
    /// What one occurrence takes, in points; negative.
    pub points: Worth,
    /// Whether each amount that the rule allows costs the tier; otherwise some do.
    pub certain: bool,
    /// The tier after an occurrence that takes as little as the rule allows.
    pub tier_after_least: String,
    /// The tier after one that takes as much as the rule allows and still counts under the cap.
    pub tier_after_most: String,
    /// Points, without sign, that the factor can still take in this calendar year; none without a cap.
    pub room: Option<Points>,
}

/// Looks at a single further loss on the day `as_of`, for each factor in force.
///
/// # Errors
///
/// [`PointsError`] where [`assess`](crate::assess()) fails.
pub fn cliff(rulebook: &Rulebook, ledger: &Ledger, as_of: NaiveDate) -> Result<Cliff, PointsError> {
    let assessed = Assessed::of(rulebook, ledger, as_of)?;
    let standing = assessed.standing()?;
    let mut crossings = Vec::new();
    // In the lowest tier there is nothing to lose.
    if standing.below.is_some() {
        let losses: HashMap<&str, &Factor> = rulebook
            .data()
            .factors
            .iter()
            .filter(|it| it.direction == Direction::Loss && it.in_force_on(as_of))
            .map(|it| (it.code.as_str(), it))
            .collect();
        let happened = assessed.happened(
            |code| losses.contains_key(code),
            |entry| entry.occurred_on.year() == as_of.year(),
        );
        for factor in &rulebook.data().factors {
            if losses.contains_key(factor.code.as_str()) {
                let places = happened.get(factor.code.as_str());
                let places = places.map(Vec::as_slice).unwrap_or_default();
                crossings.extend(crossing(&assessed, factor, places));
            }
        }
    }
    Ok(Cliff {
        margin: standing.margin,
        below: standing.below.clone(),
        standing,
        crossings,
    })
}

/// What one occurrence of the factor costs; none where it cannot cost the tier.
fn crossing(assessed: &Assessed, factor: &Factor, places: &[usize]) -> Option<Crossing> {
    let (present, _) = tier_at(assessed.rulebook, assessed.sum)?;
    let after = |points: Points| {
        let loss = [supposed(factor, points, assessed.as_of)];
        let grows_by = with_further(assessed, factor, places, &loss).grows_by;
        tier_at(assessed.rulebook, assessed.sum + grows_by)
    };
    // A loss is below 0, so the least that it takes is the higher number.
    let (least, most) = (factor.points.max(), factor.points.min());
    let room = factor
        .cap
        .map(|cap| room(assessed, factor, places, cap.points));
    // Where there is no room for the least amount, no other one counts either.
    let most_that_counts = room.map_or(most, |room| most.max(-room)).min(least);
    let (after_least, after_most) = (after(least)?, after(most_that_counts)?);
    (after_most.0 < present).then(|| Crossing {
        factor: factor.code.clone(),
        points: factor.points,
        certain: after_least.0 < present && after(most).is_some_and(|it| it.0 < present),
        tier_after_least: after_least.1.id.clone(),
        tier_after_most: after_most.1.id.clone(),
        room,
    })
}

/// Points that are left under the cap for something that occurs on the day, from 0 to the cap.
fn room(assessed: &Assessed, factor: &Factor, places: &[usize], cap: Points) -> Points {
    let mut account = Account::of(Some(factor));
    let entries = assessed.ledger.entries();
    let of_the_year = places.iter().filter_map(|place| entries.get(*place));
    for entry in of_the_year.filter(|it| it.occurred_on <= assessed.as_of) {
        account.refuse(entry, assessed.as_of);
    }
    // What is used fits under the cap.
    i64::from(cap)
        .checked_sub(account.used)
        .and_then(|left| Points::try_from(left).ok())
        .unwrap_or_default()
}
