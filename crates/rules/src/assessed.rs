//! A ledger with the outcome of each entry and the sum behind the score, to ask further questions of.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::counted::{self, Outcome, Reason};
use crate::ledger::{Entry, Ledger};
use crate::points::{self, PointsError};
use crate::rulebook::{ContestedPolicy, Rulebook, Tier};
use crate::standing::{Standing, standing_of, within_range};

/// What a ledger comes to on a day.
pub(crate) struct Assessed<'a> {
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) ledger: &'a Ledger,
    pub(crate) as_of: NaiveDate,
    /// One outcome per entry, in the ledger's order.
    pub(crate) outcomes: Vec<Outcome>,
    /// Start and all that counts, in points, before it is kept within the range.
    pub(crate) sum: i64,
}

impl<'a> Assessed<'a> {
    pub(crate) fn of(
        rulebook: &'a Rulebook,
        ledger: &'a Ledger,
        as_of: NaiveDate,
    ) -> Result<Self, PointsError> {
        let outcomes = counted::outcomes(rulebook, ledger, as_of);
        let counting = ledger.entries().iter().zip(&outcomes);
        let parts = counting
            .filter(|(_, it)| **it == Outcome::Counts)
            .map(|(entry, _)| entry.points);
        let sum = points::total(rulebook.data().start.points, parts)?;
        Ok(Self {
            rulebook,
            ledger,
            as_of,
            outcomes,
            sum,
        })
    }

    /// The standing on the day.
    pub(crate) fn standing(&self) -> Result<Standing, PointsError> {
        standing_of(self.rulebook, self.sum)
    }

    /// Every entry with its outcome.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'a Entry, &Outcome)> {
        self.ledger.entries().iter().zip(&self.outcomes)
    }

    /// Per factor among the wanted ones, the places of what happened under it: the entries that were
    /// recorded, undo nothing and are not undone, in the ledger's order.
    pub(crate) fn happened(
        &self,
        wanted: impl Fn(&str) -> bool,
        within: impl Fn(&Entry) -> bool,
    ) -> HashMap<&'a str, Vec<usize>> {
        let codes = self.ledger.codes();
        let mut places: Vec<Option<Vec<usize>>> = codes
            .iter()
            .map(|code| wanted(code).then(Vec::new))
            .collect();
        let with_outcomes = self.ledger.with_codes().zip(&self.outcomes);
        for (place, ((entry, code), outcome)) in with_outcomes.enumerate() {
            if let Some(Some(list)) = places.get_mut(code)
                && !undone(outcome)
                && within(entry)
            {
                list.push(place);
            }
        }
        let named = codes.iter().map(|code| &**code).zip(places);
        named
            .filter_map(|(code, list)| Some((code, list?)))
            .collect()
    }
}

/// Whether the entry was not recorded yet, undoes another, or is undone: then it takes no room under
/// a cap, and nothing happened as far as its factor is concerned.
fn undone(outcome: &Outcome) -> bool {
    matches!(
        outcome.reason(),
        Some(Reason::NotYetRecorded | Reason::Correction { .. } | Reason::Corrected { .. })
    )
}

/// Whether an objection takes the entry out of the score, if it counts otherwise.
pub(crate) fn suspends(rulebook: &Rulebook, entry: &Entry) -> bool {
    rulebook.data().contested == ContestedPolicy::SuspendNegative
        && entry.contested
        && entry.points < 0
}

/// The tier that a sum of points comes to, and its place in the order. It is clear even where the
/// sum is too large for a score.
pub(crate) fn tier_at(rulebook: &Rulebook, sum: i64) -> Option<(usize, &Tier)> {
    let score = within_range(rulebook, sum);
    let reached = |tier: &Tier| tier.from.is_none_or(|from| i64::from(from) <= score);
    let tiers = rulebook.tiers().iter().enumerate();
    tiers.take_while(|(_, tier)| reached(tier)).last()
}
