//! Which entry undoes which, in an order in which one pass settles every chain.

use std::collections::HashMap;

use super::entry::Entry;
use super::error::{LedgerError, SHOWN_ID};
use crate::shown::shown;

/// One correction: its place among the entries, and the place of what it undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Correction {
    pub place: usize,
    pub target: usize,
}

/// Finds what every correction undoes. In the result a correction comes before all that undo it.
pub(super) fn resolve(entries: &[Entry]) -> Result<Vec<Correction>, LedgerError> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        if places.insert(&entry.id, place).is_some() {
            return Err(entry.error("id", "is used twice"));
        }
    }
    let corrections: Vec<Correction> = entries
        .iter()
        .enumerate()
        .filter_map(|(place, entry)| Some((place, entry, entry.corrects.as_deref()?)))
        .map(|(place, entry, id)| {
            let target = places.get(id).copied();
            let Some((target, undone)) = target.and_then(|at| Some((at, entries.get(at)?))) else {
                return Err(missing(entry, id));
            };
            fitting_points(entry, undone)?;
            Ok(Correction { place, target })
        })
        .collect::<Result<_, _>>()?;
    in_order(entries, corrections)
}

/// The error for a correction of an entry that is not there.
pub(super) fn missing(correction: &Entry, id: &str) -> LedgerError {
    let problem = format!(
        "names `{}`, which is not in the ledger",
        shown(id, SHOWN_ID)
    );
    correction.error("corrects", problem)
}

/// Checks that a correction carries 0 or the opposite of what it undoes.
pub(super) fn fitting_points(correction: &Entry, undone: &Entry) -> Result<(), LedgerError> {
    if correction.points == 0 || Some(correction.points) == undone.points.checked_neg() {
        return Ok(());
    }
    let problem = format!(
        "is {}; an entry that undoes `{}` carries 0 or the opposite of its {}",
        correction.points, undone.id, undone.points
    );
    Err(correction.error("points", problem))
}

/// Peels the chains from their ends: first those that nobody undoes, then those that only these
/// undo, and so on. Whatever is left over goes round in a circle. The result is the other way round.
fn in_order(
    entries: &[Entry],
    corrections: Vec<Correction>,
) -> Result<Vec<Correction>, LedgerError> {
    let mut waiting_for: HashMap<usize, usize> = HashMap::new();
    for correction in &corrections {
        *waiting_for.entry(correction.target).or_default() += 1;
    }
    let by_place: HashMap<usize, Correction> =
        corrections.iter().map(|it| (it.place, *it)).collect();
    let mut ordered: Vec<Correction> = Vec::with_capacity(corrections.len());
    let mut ready: Vec<Correction> = corrections
        .iter()
        .filter(|it| !waiting_for.contains_key(&it.place))
        .copied()
        .collect();
    while let Some(correction) = ready.pop() {
        ordered.push(correction);
        if let Some(left) = waiting_for.get_mut(&correction.target) {
            *left -= 1;
            if *left == 0
                && let Some(next) = by_place.get(&correction.target)
            {
                ready.push(*next);
            }
        }
    }
    let in_circle = |it: &&Correction| waiting_for.get(&it.place).is_some_and(|left| *left > 0);
    let circle = corrections.iter().find(in_circle);
    if let Some(entry) = circle.and_then(|it| entries.get(it.place)) {
        return Err(entry.error("corrects", "leads back to itself"));
    }
    ordered.reverse();
    Ok(ordered)
}
