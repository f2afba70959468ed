//! The supposed entries, checked and sorted by factor.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::error::{SimulationError, SupposedProblem};
use super::{Hypothetical, MAX_SUPPOSED, MAX_YEARS_AWAY};
use crate::further::supposed;
use crate::ledger::Entry;
use crate::rulebook::{Direction, Factor, FactorStatus, Rulebook};
use crate::shown::shown;

/// Characters of a factor's code that an error repeats.
const SHOWN_CODE: usize = 80;

/// The supposed entries of one factor, in order of occurrence, each with its place among all.
pub(super) struct Group<'a> {
    pub(super) factor: &'a Factor,
    /// The factor as if it were in force without a first day; none where it is not planned.
    pub(super) if_in_force: Option<Factor>,
    pub(super) order: Vec<usize>,
    pub(super) entries: Vec<Entry>,
}

/// Checks the supposed entries and sorts them by factor and day.
pub(super) fn grouped<'a>(
    rulebook: &'a Rulebook,
    on: NaiveDate,
    hypothetical: &[Hypothetical],
) -> Result<BTreeMap<&'a str, Group<'a>>, SimulationError> {
    if hypothetical.len() > MAX_SUPPOSED {
        return Err(SimulationError::TooMany {
            given: hypothetical.len(),
            most: MAX_SUPPOSED,
        });
    }
    let mut order: Vec<(usize, &Hypothetical)> = hypothetical.iter().enumerate().collect();
    let mut checked = Vec::with_capacity(order.len());
    for (index, it) in &order {
        let problem = |problem| SimulationError::At {
            index: *index,
            problem,
        };
        checked.push(check(rulebook, on, it).map_err(problem)?);
    }
    order.sort_by_key(|(_, it)| it.on);
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for (index, it) in order {
        let Some(factor) = checked.get(index).copied() else {
            continue;
        };
        let group = groups.entry(factor.code.as_str()).or_insert_with(|| Group {
            factor,
            if_in_force: in_force(factor),
            order: Vec::new(),
            entries: Vec::new(),
        });
        group.order.push(index);
        group.entries.push(supposed(factor, it.points, it.on));
    }
    Ok(groups)
}

/// The factor of a supposed entry that can be.
fn check<'a>(
    rulebook: &'a Rulebook,
    on: NaiveDate,
    it: &Hypothetical,
) -> Result<&'a Factor, SupposedProblem> {
    let Some(factor) = rulebook.factor(&it.factor) else {
        let factor = shown(&it.factor, SHOWN_CODE);
        return Err(SupposedProblem::UnknownFactor { factor });
    };
    let (points, direction) = (it.points, factor.direction);
    let fits = match direction {
        Direction::Gain => points > 0,
        Direction::Loss => points < 0,
    };
    if !fits {
        return Err(SupposedProblem::WrongSign { points, direction });
    }
    let (min, max) = (factor.points.min(), factor.points.max());
    if !factor.points.allows(points) {
        return Err(SupposedProblem::OutOfWorth { points, min, max });
    }
    if !near(on, it.on) {
        let years = MAX_YEARS_AWAY;
        return Err(SupposedProblem::TooFar { years });
    }
    match factor.from {
        Some(from) if factor.status == FactorStatus::InForce && it.on < from => {
            Err(SupposedProblem::BeforeInForce { from })
        }
        _ => Ok(factor),
    }
}

/// Whether two days are at most [`MAX_YEARS_AWAY`] years apart.
fn near(a: NaiveDate, b: NaiveDate) -> bool {
    let span = Months::new(12 * MAX_YEARS_AWAY);
    // Where the calendar ends before the span does, nothing is too far.
    a.min(b)
        .checked_add_months(span)
        .is_none_or(|latest| a.max(b) <= latest)
}

/// The factor as if it were in force without a first day; none where it is not planned.
fn in_force(factor: &Factor) -> Option<Factor> {
    (factor.status == FactorStatus::Planned).then(|| Factor {
        status: FactorStatus::InForce,
        from: None,
        ..factor.clone()
    })
}
