//! Tiers: named once, from lowest to highest, without a gap, each of them reachable.

use super::super::error::RulebookError;
use super::super::{RulebookData, Tier};
use super::unique;
use crate::points::Points;

pub(super) fn check(data: &RulebookData) -> Result<(), RulebookError> {
    let Some((lowest, rest)) = data.tiers.split_first() else {
        return Err(RulebookError::at(
            "tiers",
            "is empty; a rulebook needs at least one tier",
        ));
    };
    if lowest.from.is_some() {
        return Err(RulebookError::at(
            "tiers[0].from",
            "must be null; the lowest tier has no floor, or scores below it would have no tier",
        ));
    }
    unique(
        "tiers",
        "id",
        data.tiers.iter().map(|tier| tier.id.as_str()),
    )?;
    let mut before = None;
    for (index, tier) in rest.iter().enumerate() {
        before =
            Some(floor(data, tier, before).map_err(|problem| {
                RulebookError::at(format!("tiers[{}].from", index + 1), problem)
            })?);
    }
    Ok(())
}

/// The floor of a tier above the lowest, or what is wrong with it.
fn floor(data: &RulebookData, tier: &Tier, before: Option<Points>) -> Result<Points, String> {
    let Some(from) = tier.from else {
        return Err("is null; only the lowest tier has no floor".to_owned());
    };
    if before.is_some_and(|before| from <= before) {
        let rule = "tiers go from lowest to highest";
        return Err(format!("is {from}, not above the tier before it; {rule}"));
    }
    if data
        .range
        .is_some_and(|range| from <= range.min || from > range.max)
    {
        return Err(format!(
            "is {from}, where no score within the range can reach or fall below it"
        ));
    }
    Ok(from)
}
