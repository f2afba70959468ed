//! What if: the standing with entries that somebody only supposes.

mod error;
mod groups;

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use error::{SimulationError, SupposedProblem};

use crate::assessed::Assessed;
use crate::counted::Outcome;
use crate::further::{WithFurther, with_further};
use crate::ledger::{Entry, EntryId, Ledger};
use crate::points::Points;
use crate::rulebook::{FactorStatus, Rulebook};
use crate::standing::{Standing, standing_of};
use crate::tier_effects;

/// Most supposed entries that a simulation takes.
pub const MAX_SUPPOSED: usize = 20;

/// Years before and after the day of the simulation in which a supposed entry may lie.
pub const MAX_YEARS_AWAY: u32 = 50;

/// An entry that somebody supposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hypothetical {
    /// Code of a factor of the rulebook, in force or planned.
    pub factor: String,
    /// Points, with their sign, as the factor allows them.
    pub points: Points,
    /// Day on which it occurs and is recorded.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
}

/// What becomes of a standing with the supposed entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulation {
    /// The day that is looked at.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// The standing on that day without the supposed entries.
    pub before: Standing,
    /// The standing on that day with them; what is planned is worth nothing in it.
    pub after: Standing,
    /// The supposed entries in the order given.
    pub entries: Vec<Simulated>,
    /// Real entries that count no longer, or for the first time, because of the supposed ones: their
    /// caps have other room.
    pub displaced: Vec<Displaced>,
    /// Codes of the effects that apply afterwards and did not before.
    pub gained: Vec<String>,
    /// Codes of the effects that applied before and do not afterwards.
    pub lost: Vec<String>,
    /// The standing if the planned factors among the supposed entries were in force, without a first
    /// day; none where no supposed entry is under a planned factor.
    pub if_in_force: Option<Standing>,
}

/// A supposed entry, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simulated {
    /// Code of its factor.
    pub factor: String,
    /// Its points, with their sign.
    pub points: Points,
    /// Day on which it occurs and is recorded.
    #[serde(deserialize_with = "crate::iso::date")]
    pub on: NaiveDate,
    /// Whether it counts on the day that is looked at.
    pub outcome: Outcome,
    /// Whether its factor is only planned, so that it is worth nothing.
    pub planned: bool,
}

/// A real entry whose outcome is another one because of the supposed entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Displaced {
    /// The entry.
    pub entry: EntryId,
    /// Without the supposed entries.
    pub before: Outcome,
    /// With them.
    pub after: Outcome,
}

/// Computes the standing on the day `on` with some supposed entries added to the ledger: the same
/// as [`assess`](crate::assess()) over a ledger that has them, last among the entries of their day.
/// They lapse as their factors say.
///
/// # Errors
///
/// [`SimulationError`] for more than [`MAX_SUPPOSED`] supposed entries, for one that names no factor
/// of the rulebook, whose points the factor does not allow, that lies before the factor was in
/// force or more than [`MAX_YEARS_AWAY`] years from `on`, and for a sum that does not fit.
pub fn simulate(
    rulebook: &Rulebook,
    ledger: &Ledger,
    on: NaiveDate,
    hypothetical: &[Hypothetical],
) -> Result<Simulation, SimulationError> {
    let groups = groups::grouped(rulebook, on, hypothetical)?;
    let assessed = Assessed::of(rulebook, ledger, on)?;
    let planned = |code: &str| groups.get(code).is_some_and(|it| it.if_in_force.is_some());
    let mut happened = assessed.happened(
        |code| groups.contains_key(code) && !planned(code),
        |entry| shares_a_year(entry, hypothetical),
    );
    // Where a planned factor is in force, every real entry under it counts, whatever its year.
    let any_planned = groups.keys().any(|code| planned(code));
    if any_planned {
        happened.extend(assessed.happened(planned, |_| true));
    }
    let before = assessed.standing()?;
    let (mut sum, mut sum_if_in_force) = (assessed.sum, assessed.sum);
    let mut outcomes: HashMap<usize, Outcome> = HashMap::new();
    let mut changed = Vec::new();
    for (code, group) in &groups {
        let places = happened.get(code).map(Vec::as_slice).unwrap_or_default();
        let with_them = with_further(&assessed, group.factor, places, &group.entries);
        let if_in_force = group.if_in_force.as_ref();
        let grows_by_if_in_force = if_in_force.map_or(with_them.grows_by, |factor| {
            with_further(&assessed, factor, places, &group.entries).grows_by
        });
        // No overflow: each is far below 2^63, and there are at most MAX_SUPPOSED of them.
        sum += with_them.grows_by;
        sum_if_in_force += grows_by_if_in_force;
        let WithFurther {
            further,
            changed: of_this,
            ..
        } = with_them;
        outcomes.extend(group.order.iter().copied().zip(further));
        changed.extend(of_this);
    }
    let after = standing_of(rulebook, sum)?;
    let if_in_force = any_planned.then(|| standing_of(rulebook, sum_if_in_force));
    let effects = tier_effects::compare((rulebook, &before.tier), (rulebook, &after.tier));
    Ok(Simulation {
        on,
        before,
        after,
        entries: simulated(rulebook, hypothetical, outcomes),
        displaced: displaced(&assessed, changed),
        gained: effects.gained,
        lost: effects.lost,
        if_in_force: if_in_force.transpose()?,
    })
}

fn shares_a_year(entry: &Entry, hypothetical: &[Hypothetical]) -> bool {
    let year = entry.occurred_on.year();
    hypothetical.iter().any(|it| it.on.year() == year)
}

fn simulated(
    rulebook: &Rulebook,
    hypothetical: &[Hypothetical],
    mut outcomes: HashMap<usize, Outcome>,
) -> Vec<Simulated> {
    let with_outcome = hypothetical
        .iter()
        .enumerate()
        .filter_map(|(index, it)| Some((it, outcomes.remove(&index)?)));
    with_outcome
        .map(|(it, outcome)| Simulated {
            factor: it.factor.clone(),
            points: it.points,
            on: it.on,
            outcome,
            planned: rulebook
                .factor(&it.factor)
                .is_some_and(|factor| factor.status == FactorStatus::Planned),
        })
        .collect()
}

/// The displaced entries, in the ledger's order.
fn displaced(assessed: &Assessed, mut changed: Vec<(usize, Outcome)>) -> Vec<Displaced> {
    changed.sort_by_key(|(place, _)| *place);
    let entries = assessed.ledger.entries();
    let with_both = changed.into_iter().filter_map(|(place, after)| {
        Some((entries.get(place)?, assessed.outcomes.get(place)?, after))
    });
    with_both
        .map(|(entry, before, after)| Displaced {
            entry: entry.id.clone(),
            before: before.clone(),
            after,
        })
        .collect()
}
