//! Which entries count on a day, and the one reason for each that does not.
//!
//! Reasons are looked for in a fixed order (the order of [`Reason`]), so that an entry with several
//! has exactly one. The room under a cap is taken, in the order of occurrence and then of ids, by
//! every entry that was recorded, not undone, and in force: an entry that lapses, is repaired or is
//! contested later keeps its room, so none of that makes another entry of the same year count. An
//! entry that does not fit takes no room, so a smaller one after it may still fit.

mod outcome;

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

pub use outcome::{Outcome, Reason};

use crate::ledger::{Entry, Ledger};
use crate::rulebook::{ContestedPolicy, Factor, Rulebook};

/// One outcome per entry of the ledger, in the ledger's order, on the day `as_of`.
#[must_use]
pub fn outcomes(rulebook: &Rulebook, ledger: &Ledger, as_of: NaiveDate) -> Vec<Outcome> {
    let factors = factors_of(rulebook, ledger);
    each(rulebook, ledger, &factors, as_of)
        .map(|(_, _, outcome)| outcome)
        .collect()
}

/// Every entry with the place of its factor's code, and its outcome: all of a long ledger that is
/// needed, read once. `factors` are [`factors_of`] it.
pub(crate) fn each<'a>(
    rulebook: &Rulebook,
    ledger: &'a Ledger,
    factors: &[Option<&'a Factor>],
    as_of: NaiveDate,
) -> impl Iterator<Item = (&'a Entry, usize, Outcome)> {
    let mut accounts: Vec<Account> = factors.iter().copied().map(Account::of).collect();
    let suspend = rulebook.data().contested == ContestedPolicy::SuspendNegative;
    ledger
        .with_codes()
        .zip(undone_by(ledger, as_of))
        .map(move |((entry, code), undone_by)| {
            let account = accounts.get_mut(code);
            let reason = undone(entry, undone_by, as_of)
                .or_else(|| {
                    account.map_or(Some(Reason::UnknownFactor), |it| it.refuse(entry, as_of))
                })
                .or_else(|| {
                    (suspend && entry.contested && entry.points < 0).then_some(Reason::Contested)
                });
            let outcome = reason.map_or(Outcome::Counts, Outcome::DoesNot);
            (entry, code, outcome)
        })
}

/// The factor of each of the ledger's codes; none where the rulebook does not know it.
pub(crate) fn factors_of<'a>(rulebook: &'a Rulebook, ledger: &Ledger) -> Vec<Option<&'a Factor>> {
    let factors: HashMap<&str, &Factor> = rulebook
        .data()
        .factors
        .iter()
        .map(|factor| (factor.code.as_str(), factor))
        .collect();
    ledger
        .codes()
        .iter()
        .map(|code| factors.get(code.as_str()).copied())
        .collect()
}

/// The reasons that come before the factor is asked: an entry with one of them takes no room.
fn undone(entry: &Entry, undone_by: Option<&Entry>, as_of: NaiveDate) -> Option<Reason> {
    if entry.recorded_on() > as_of {
        return Some(Reason::NotYetRecorded);
    }
    if let Some(of) = &entry.corrects {
        return Some(Reason::Correction { of: of.clone() });
    }
    undone_by.map(|by| Reason::Corrected { by: by.id.clone() })
}

/// A factor, and the room taken under its cap in the year at hand.
///
/// One year at a time is enough: entries come in the order in which they occurred, so a year that
/// is over never comes back.
pub(crate) struct Account<'a> {
    factor: Option<&'a Factor>,
    pub(crate) year: i32,
    pub(crate) used: i64,
}

impl<'a> Account<'a> {
    pub(crate) fn of(factor: Option<&'a Factor>) -> Self {
        Self {
            factor,
            year: i32::MIN,
            used: 0,
        }
    }

    /// Takes the entry's room under the cap, and says why it does not count, if it does not.
    pub(crate) fn refuse(&mut self, entry: &Entry, as_of: NaiveDate) -> Option<Reason> {
        // The cap is asked before the reasons that precede it, since the room an entry takes does
        // not depend on them.
        let in_force = self
            .factor
            .filter(|factor| factor.in_force_on(entry.occurred_on));
        let beyond_cap = in_force.and_then(|factor| self.take_room(factor, entry));
        if let Some(on) = entry.counts_until.filter(|until| as_of >= *until) {
            return Some(Reason::Lapsed { on });
        }
        if let Some(on) = entry.repaired_on.filter(|on| as_of >= *on) {
            return Some(Reason::Repaired { on });
        }
        if self.factor.is_none() {
            return Some(Reason::UnknownFactor);
        }
        if in_force.is_none() {
            return Some(Reason::NotInForce);
        }
        beyond_cap
    }

    /// Takes the entry's room under the cap, or says that there is not enough left.
    fn take_room(&mut self, factor: &Factor, entry: &Entry) -> Option<Reason> {
        let cap = factor.cap?.points;
        let year = entry.occurred_on.year();
        if year != self.year {
            (self.year, self.used) = (year, 0);
        }
        // No overflow: what is used fits under the cap, and both are 32 bits wide.
        let with_this = self.used + i64::from(entry.points).abs();
        if with_this > i64::from(cap) {
            return Some(Reason::Capped { year, cap });
        }
        self.used = with_this;
        None
    }
}

/// For every entry, the correction in effect that undoes it, if there is one.
///
/// A correction that is itself undone has no effect. Where several corrections in effect name one
/// entry, the first recorded is named.
fn undone_by(ledger: &Ledger, as_of: NaiveDate) -> Vec<Option<&Entry>> {
    let entries = ledger.entries();
    let mut undone: Vec<Option<&Entry>> = vec![None; entries.len()];
    for link in ledger.corrections() {
        // Every correction of this one was looked at before, so what is known of it is final.
        let in_effect = undone.get(link.place).is_some_and(Option::is_none);
        let correction = entries
            .get(link.place)
            .filter(|it| in_effect && it.recorded_on() <= as_of);
        if let (Some(correction), Some(slot)) = (correction, undone.get_mut(link.target))
            && slot.is_none_or(|other| when(correction) < when(other))
        {
            *slot = Some(correction);
        }
    }
    undone
}

fn when(entry: &Entry) -> (chrono::DateTime<chrono::Utc>, &str) {
    (entry.recorded_at, &entry.id)
}
