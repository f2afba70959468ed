//! What further entries of a factor do to a ledger that is already assessed.
//!
//! A further entry that undoes nothing changes nothing but the room under the cap of its own factor
//! in its own year. So only what happened under that factor in that year is gone through again, and
//! a ledger of 100,000 entries need not be built and assessed anew.

use chrono::{NaiveDate, NaiveTime};

use crate::assessed::{Assessed, suspends};
use crate::counted::{Account, Outcome, Reason};
use crate::ledger::{Entry, EntryId};
use crate::points::Points;
use crate::rulebook::Factor;

/// What changes.
pub(crate) struct WithFurther {
    /// Places of entries whose outcome is another one, with that outcome.
    pub(crate) changed: Vec<(usize, Outcome)>,
    /// The outcome of each further entry, in the order given.
    pub(crate) further: Vec<Outcome>,
    /// What the sum grows by, in points.
    pub(crate) grows_by: i64,
}

/// Goes through what happened under a factor, with further entries in between; on one day they come
/// after the real ones.
///
/// `places` are the real entries in the ledger's order, at least those of the years of the further
/// ones; `further` is in order of occurrence.
pub(crate) fn with_further(
    assessed: &Assessed,
    factor: &Factor,
    places: &[usize],
    further: &[Entry],
) -> WithFurther {
    let entries = assessed.ledger.entries();
    let real = places
        .iter()
        .filter_map(|place| Some((Some(*place), entries.get(*place)?)));
    let mut all: Vec<(Option<usize>, &Entry)> = real
        .chain(further.iter().map(|entry| (None, entry)))
        .collect();
    // A stable sort: on one day the real ones stay first.
    all.sort_by_key(|(_, entry)| entry.occurred_on);

    let mut account = Account::of(Some(factor));
    let mut with_them = WithFurther {
        changed: Vec::new(),
        further: Vec::with_capacity(further.len()),
        grows_by: 0,
    };
    for (place, entry) in all {
        let outcome = outcome(assessed, &mut account, entry);
        // No overflow: a ledger has far fewer than 2^31 entries of 32 bits each.
        with_them.grows_by += worth(entry, &outcome);
        match place {
            None => with_them.further.push(outcome),
            Some(place) => {
                let Some(before) = assessed.outcomes.get(place) else {
                    continue;
                };
                with_them.grows_by -= worth(entry, before);
                if outcome != *before {
                    with_them.changed.push((place, outcome));
                }
            }
        }
    }
    with_them
}

/// The outcome of an entry that nothing undoes.
fn outcome(assessed: &Assessed, account: &mut Account, entry: &Entry) -> Outcome {
    // Asked first, since an entry takes no room before it is recorded.
    if entry.recorded_on() > assessed.as_of {
        return Outcome::DoesNot(Reason::NotYetRecorded);
    }
    let reason = account
        .refuse(entry, assessed.as_of)
        .or_else(|| suspends(assessed.rulebook, entry).then_some(Reason::Contested));
    reason.map_or(Outcome::Counts, Outcome::DoesNot)
}

fn worth(entry: &Entry, outcome: &Outcome) -> i64 {
    match outcome {
        Outcome::Counts => i64::from(entry.points),
        Outcome::DoesNot(_) => 0,
    }
}

/// An entry that nobody recorded: it says what occurred, and is recorded on the same day.
pub(crate) fn supposed(factor: &Factor, points: Points, on: NaiveDate) -> Entry {
    Entry {
        id: EntryId::from("supposed"),
        factor: factor.code.as_str().into(),
        points,
        occurred_on: on,
        recorded_at: on.and_time(NaiveTime::MIN).and_utc(),
        authority: factor.authority.as_str().into(),
        reference: "supposed".into(),
        basis: factor.basis.as_str().into(),
        rulebook_version: "supposed".into(),
        counts_until: factor.counts_until(on),
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}
