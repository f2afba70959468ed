//! The terms of a factor for one resident: from which day, and how much room is left in a year.

use std::collections::HashMap;

use chrono::{Datelike, Months, NaiveDate};

use crate::assessed::Assessed;
use crate::counted::Account;
use crate::points::Points;
use crate::rulebook::Factor;

/// Larger than any number of points that can be missing, and small enough to be added up.
pub(super) const UNLIMITED: u64 = 1 << 60;

/// A factor that adds points, and what a resident's ledger leaves of it.
pub(super) struct Terms<'a> {
    pub(super) factor: &'a Factor,
    /// First day on which it can occur once more; none if the calendar has no such day.
    pub(super) next_possible: Option<NaiveDate>,
    /// Points taken under the cap in this year and in later ones.
    taken: HashMap<i32, i64>,
}

impl<'a> Terms<'a> {
    /// `places` is what happened under the factor, in the ledger's order.
    pub(super) fn of(assessed: &Assessed, factor: &'a Factor, places: &[usize]) -> Self {
        let entries = assessed.ledger.entries();
        let happened = || places.iter().filter_map(|place| entries.get(*place));
        let mut account = Account::of(Some(factor));
        let mut taken = HashMap::new();
        if factor.cap.is_some() {
            let of_this_year_on =
                happened().filter(|it| it.occurred_on.year() >= assessed.as_of.year());
            for entry in of_this_year_on {
                account.refuse(entry, assessed.as_of);
                taken.insert(account.year, account.used);
            }
        }
        let last = happened().next_back().map(|entry| entry.occurred_on);
        Self {
            factor,
            next_possible: next_possible(factor, last, assessed.as_of),
            taken,
        }
    }

    /// Points that are left under the cap in a year; none without a cap.
    pub(super) fn room(&self, year: i32) -> Option<Points> {
        let cap = i64::from(self.factor.cap?.points);
        let taken = self.taken.get(&year).copied().unwrap_or_default();
        // What is taken fits under the cap.
        Points::try_from(cap - taken).ok()
    }

    /// How often it can occur in a year with all its points, at most so many each, and what that
    /// comes to: the fewest occurrences that take all the room that can be taken.
    pub(super) fn year(&self, year: i32, most_each: u64) -> (u64, u64) {
        let room = self
            .room(year)
            .map_or(UNLIMITED, |room| u64::from(room.unsigned_abs()));
        // A gain is at least 1.
        let least_each = u64::from(self.factor.points.min().unsigned_abs()).max(1);
        let most = (room / least_each).saturating_mul(most_each).min(room);
        (most.div_ceil(most_each), most)
    }
}

/// The first day from `as_of` on at which it is in force and its waiting time is over.
fn next_possible(factor: &Factor, last: Option<NaiveDate>, as_of: NaiveDate) -> Option<NaiveDate> {
    let waited = match (last, factor.wait_months) {
        (Some(last), Some(months)) => last.checked_add_months(Months::new(months))?,
        _ => as_of,
    };
    Some(waited.max(as_of).max(factor.from.unwrap_or(as_of)))
}
