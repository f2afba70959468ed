//! Which entries count on a day, and the one reason for each that does not.
//!
//! Reasons are looked for in a fixed order (the order of [`Reason`]), so that an entry with several
//! has exactly one. The room under a cap is taken, in the order of occurrence and then of ids, by
//! every entry that was recorded, not undone, and in force: an entry that lapses, is repaired or is
//! contested later keeps its room, so none of that makes another entry of the same year count.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::ledger::{Entry, EntryId, Ledger};
use crate::points::Points;
use crate::rulebook::{ContestedPolicy, Factor, Rulebook};

/// Why an entry does not count. The order of the variants is the order of precedence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// It was recorded after the day in question.
    NotYetRecorded,
    /// It undoes another entry, and is worth nothing by itself.
    Correction {
        /// The entry that it undoes.
        of: EntryId,
    },
    /// Another entry undoes it.
    Corrected {
        /// The entry that undoes it.
        by: EntryId,
    },
    /// Its time is over.
    Lapsed {
        /// First day on which it no longer counted.
        on: NaiveDate,
    },
    /// It was repaired.
    Repaired {
        /// Day from which it no longer counted.
        on: NaiveDate,
    },
    /// The rulebook does not know its factor.
    UnknownFactor,
    /// Its factor is only planned, or was not in force yet when it occurred.
    NotInForce,
    /// The factor's cap for that year was used up.
    Capped {
        /// Year of the cap.
        year: i32,
        /// The cap, in points without sign.
        cap: Points,
    },
    /// The resident objects to it, and the rulebook suspends it until the decision.
    Contested,
}

/// Whether one entry counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "counts", rename_all = "snake_case")]
pub enum Outcome {
    /// It counts with all its points.
    #[serde(rename = "yes")]
    Counts,
    /// It does not count, for one reason.
    #[serde(rename = "no")]
    DoesNot(Reason),
}

impl Outcome {
    /// The reason, where the entry does not count.
    #[must_use]
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Counts => None,
            Self::DoesNot(reason) => Some(reason),
        }
    }
}

/// One outcome per entry of the ledger, in the ledger's order, on the day `as_of`.
#[must_use]
pub fn outcomes(rulebook: &Rulebook, ledger: &Ledger, as_of: NaiveDate) -> Vec<Outcome> {
    let undone_by = undone_by(ledger, as_of);
    let factors: HashMap<&str, &Factor> =
        rulebook.data().factors.iter().map(|factor| (factor.code.as_str(), factor)).collect();
    let mut rooms: HashMap<(&str, i32), i64> = HashMap::new();
    ledger
        .entries()
        .iter()
        .zip(undone_by)
        .map(|(entry, undone_by)| {
            let undone = undone_by.map(|by| by.id.as_str());
            let factor = factors.get(entry.factor.as_str()).copied();
            match reason(rulebook, entry, factor, undone, &mut rooms, as_of) {
                None => Outcome::Counts,
                Some(reason) => Outcome::DoesNot(reason),
            }
        })
        .collect()
}

fn reason<'a>(
    rulebook: &Rulebook,
    entry: &'a Entry,
    factor: Option<&Factor>,
    undone_by: Option<&str>,
    rooms: &mut HashMap<(&'a str, i32), i64>,
    as_of: NaiveDate,
) -> Option<Reason> {
    if !recorded(entry, as_of) {
        return Some(Reason::NotYetRecorded);
    }
    if let Some(of) = &entry.corrects {
        return Some(Reason::Correction { of: of.clone() });
    }
    if let Some(by) = undone_by {
        return Some(Reason::Corrected { by: by.to_owned() });
    }
    // The cap is asked before the reasons that come first in precedence, since the room it takes
    // does not depend on them.
    let beyond_cap = factor
        .filter(|factor| factor.in_force_on(entry.occurred_on))
        .and_then(|factor| beyond_cap(entry, factor, rooms));
    if let Some(on) = entry.counts_until.filter(|until| as_of >= *until) {
        return Some(Reason::Lapsed { on });
    }
    if let Some(on) = entry.repaired_on.filter(|on| as_of >= *on) {
        return Some(Reason::Repaired { on });
    }
    let Some(factor) = factor else { return Some(Reason::UnknownFactor) };
    if !factor.in_force_on(entry.occurred_on) {
        return Some(Reason::NotInForce);
    }
    if beyond_cap.is_some() {
        return beyond_cap;
    }
    let suspended = rulebook.data().contested == ContestedPolicy::SuspendNegative;
    (entry.contested && entry.points < 0 && suspended).then_some(Reason::Contested)
}

/// Takes the entry's room under the cap, or says that there is none left.
fn beyond_cap<'a>(
    entry: &'a Entry,
    factor: &Factor,
    rooms: &mut HashMap<(&'a str, i32), i64>,
) -> Option<Reason> {
    let cap = factor.cap?;
    let year = entry.occurred_on.year();
    let used = rooms.entry((entry.factor.as_str(), year)).or_default();
    let with_this = used.saturating_add(i64::from(entry.points).abs());
    if with_this > i64::from(cap.points) {
        return Some(Reason::Capped { year, cap: cap.points });
    }
    *used = with_this;
    None
}

fn recorded(entry: &Entry, as_of: NaiveDate) -> bool {
    entry.recorded_at.date_naive() <= as_of
}

/// For every entry, the correction in effect that undoes it, if there is one.
///
/// A correction that is itself undone has no effect. The ledger has no circles, so each chain of
/// corrections ends; where several corrections in effect name one entry, the first recorded is named.
fn undone_by(ledger: &Ledger, as_of: NaiveDate) -> Vec<Option<&Entry>> {
    let mut undone: Vec<Option<&Entry>> = vec![None; ledger.entries().len()];
    let mut corrections: Vec<(usize, &Entry, usize)> = ledger
        .with_targets()
        .enumerate()
        .filter(|(_, (entry, _))| recorded(entry, as_of))
        .filter_map(|(place, (entry, target))| Some((place, entry, target?)))
        .collect();
    if corrections.is_empty() {
        return undone;
    }
    // From the end of each chain towards its root: whoever nobody corrects is in effect.
    let mut open: HashMap<usize, usize> = HashMap::new();
    for (_, _, target) in &corrections {
        *open.entry(*target).or_default() += 1;
    }
    corrections.sort_by(|a, b| (a.1.recorded_at, &a.1.id).cmp(&(b.1.recorded_at, &b.1.id)));
    let by_place: HashMap<usize, (&Entry, usize)> =
        corrections.iter().map(|(place, entry, target)| (*place, (*entry, *target))).collect();
    let mut ready: Vec<usize> = corrections
        .iter()
        .map(|(place, ..)| *place)
        .filter(|place| !open.contains_key(place))
        .collect();
    while let Some(place) = ready.pop() {
        let Some((entry, target)) = by_place.get(&place).copied() else { continue };
        let in_effect = undone.get(place).is_some_and(Option::is_none);
        if let Some(slot) = undone.get_mut(target)
            && in_effect
            && slot.is_none_or(|other| (entry.recorded_at, &entry.id) < (other.recorded_at, &other.id))
        {
            *slot = Some(entry);
        }
        if let Some(left) = open.get_mut(&target) {
            *left -= 1;
            if *left == 0 {
                ready.push(target);
            }
        }
    }
    undone
}
