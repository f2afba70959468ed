//! Where days and points lie in the chart, and which of them are named beside it.

use chrono::{Datelike, Months, NaiveDate};

use super::window::Window;

/// The chart's two directions, in percent of its width and height.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    first: NaiveDate,
    last: NaiveDate,
    /// Points at the lower edge.
    pub(super) bottom: i32,
    /// Points at the upper edge.
    pub(super) top: i32,
}

/// Points that a score is away from the edges at least.
const ROOM: i32 = 10;

impl Scale {
    /// A scale that all of the window fits in.
    pub(super) fn of(window: &Window) -> Self {
        let (low, high) = window.scores();
        let room = (high.saturating_sub(low) / 12).max(ROOM);
        Self {
            first: window.first,
            last: window.last,
            bottom: low.saturating_sub(room),
            top: high.saturating_add(room),
        }
    }

    /// Percent of the width at which a day lies.
    pub(super) fn across(&self, day: NaiveDate) -> f64 {
        let days = |day: NaiveDate| f64::from(day.num_days_from_ce());
        let span = (days(self.last) - days(self.first)).max(1.0);
        ((days(day) - days(self.first)) / span * 100.0).clamp(0.0, 100.0)
    }

    /// Percent of the height, from above, at which a score lies.
    pub(super) fn down(&self, score: i32) -> f64 {
        let span = (f64::from(self.top) - f64::from(self.bottom)).max(1.0);
        ((f64::from(self.top) - f64::from(score)) / span * 100.0).clamp(0.0, 100.0)
    }

    /// Scores to name at the side: round ones, at most about five.
    pub(super) fn scores(&self) -> Vec<i32> {
        let span = self.top.saturating_sub(self.bottom);
        let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
        let step = steps.into_iter().find(|step| span / step <= 5);
        let step = step.unwrap_or_else(|| (span / 5).max(1));
        let first = self.bottom.div_euclid(step).saturating_add(1);
        (first..)
            .map_while(|times| times.checked_mul(step))
            .take_while(|score| *score < self.top)
            .take(12)
            .collect()
    }

    /// Days to name below: the first of years or months, at most six; and whether they are years.
    pub(super) fn days(&self) -> (Vec<NaiveDate>, bool) {
        let span = months(self.last).saturating_sub(months(self.first));
        let steps = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
        let step = steps.into_iter().find(|step| span / step <= 6);
        let step = step.unwrap_or(2400);
        let begin = months(self.first).div_euclid(step).saturating_add(1);
        let named = (begin..)
            .map_while(|times| first_of(times.checked_mul(step)?))
            .take_while(|day| *day <= self.last)
            .take(8);
        (named.collect(), step >= 12)
    }
}

/// Months since the year 0.
fn months(day: NaiveDate) -> i32 {
    let month = i32::try_from(day.month0()).unwrap_or_default();
    day.year().saturating_mul(12).saturating_add(month)
}

fn first_of(months: i32) -> Option<NaiveDate> {
    let year = NaiveDate::from_ymd_opt(months.div_euclid(12), 1, 1)?;
    let month = u32::try_from(months.rem_euclid(12)).ok()?;
    year.checked_add_months(Months::new(month))
}
