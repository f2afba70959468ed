//! The sum of points on coming days, assuming nothing new.

use chrono::NaiveDate;

use crate::assessed::Assessed;
use crate::counted::Outcome;

/// The sum of points from a day on: start and all that counts, before it is kept within the range.
pub(super) struct Course {
    today: i64,
    /// The days on which it changes, in order, each with the sum from then on.
    later: Vec<(NaiveDate, i64)>,
}

impl Course {
    /// What counts today counts until it lapses or is repaired. Nothing else changes: whatever does
    /// that keeps its room under a cap, and what does not count today does not count later either.
    pub(super) fn of(assessed: &Assessed) -> Self {
        let counting = assessed
            .entries()
            .filter(|(_, outcome)| **outcome == Outcome::Counts);
        let mut ends: Vec<(NaiveDate, i64)> = counting
            .filter_map(|(entry, _)| {
                let days = [entry.counts_until, entry.repaired_on];
                let end = days.into_iter().flatten().min()?;
                Some((end, i64::from(entry.points)))
            })
            .collect();
        ends.sort_unstable_by_key(|(day, _)| *day);
        let mut sum = assessed.sum;
        let mut later: Vec<(NaiveDate, i64)> = Vec::new();
        for (day, points) in ends {
            // No overflow: all parts of a sum that fits were added up before.
            sum -= points;
            match later.last_mut().filter(|(last, _)| *last == day) {
                Some(last) => last.1 = sum,
                None => later.push((day, sum)),
            }
        }
        Self {
            today: assessed.sum,
            later,
        }
    }

    /// The sum on a day.
    pub(super) fn on(&self, day: NaiveDate) -> i64 {
        let past = self.later.partition_point(|(from, _)| *from <= day);
        let last = past.checked_sub(1).and_then(|at| self.later.get(at));
        last.map_or(self.today, |(_, sum)| *sum)
    }

    /// The first day on which the sum is at least this, with the sum; only days to come are asked.
    pub(super) fn first_at_least(&self, threshold: i64) -> Option<(NaiveDate, i64)> {
        let found = self.later.iter().find(|(_, sum)| *sum >= threshold);
        found.copied()
    }

    /// The days on which the sum changes, in order.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.later.iter().map(|(day, _)| *day)
    }
}
