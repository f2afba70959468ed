//! The part of the course that a period shows: its days, and how far it reaches in time and points.

use chrono::{Days, NaiveDate};
use citizen_score_device::course::Course;

use super::period::Period;

/// A day from which on a score holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// The day.
    pub(super) on: NaiveDate,
    /// The score from then on, in points.
    pub(super) score: i32,
    /// The tier that it lies in.
    pub(super) tier: String,
    /// Whether it is still to come.
    pub(super) ahead: bool,
}

/// A part of the course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// Its days, in order; today is one of them.
    pub(super) days: Vec<Day>,
    /// Where it begins.
    pub(super) first: NaiveDate,
    /// Today.
    pub(super) today: NaiveDate,
    /// Where it ends; today, where nothing is to come.
    pub(super) last: NaiveDate,
}

impl Window {
    /// The part of the course that lies in a period.
    pub(super) fn of(course: &Course, period: Period) -> Self {
        let today = course.as_of;
        let around = period.around(today);
        let (from, until) = around.unwrap_or((NaiveDate::MIN, NaiveDate::MAX));
        let mut days = Vec::new();
        // What held when the period began.
        let before = course.past.iter().rev().find(|point| point.on < from);
        days.extend(before.map(|point| Day {
            on: from,
            score: point.score,
            tier: point.tier.to_string(),
            ahead: false,
        }));
        let past = course
            .past
            .iter()
            .filter(|it| from <= it.on && it.on < today);
        days.extend(past.map(|point| Day {
            on: point.on,
            score: point.score,
            tier: point.tier.to_string(),
            ahead: false,
        }));
        days.push(Day {
            on: today,
            score: course.today.score,
            tier: course.today.tier.clone(),
            ahead: false,
        });
        let future = course.future.iter().filter(|it| it.on <= until);
        days.extend(future.map(|point| Day {
            on: point.on,
            score: point.score,
            tier: point.tier.to_string(),
            ahead: true,
        }));
        let first = days.first().map_or(today, |day| day.on);
        let last = match course.future.last() {
            // A little more, so that what holds after the last day can be seen.
            Some(end) => after(first, end.on).min(until),
            None => today,
        };
        Self {
            days,
            first,
            today,
            last,
        }
    }

    /// The lowest and the highest score.
    pub(super) fn scores(&self) -> (i32, i32) {
        let scores = || self.days.iter().map(|day| day.score);
        (
            scores().min().unwrap_or_default(),
            scores().max().unwrap_or_default(),
        )
    }

    /// The place of today among the days.
    pub(super) fn place_of_today(&self) -> usize {
        let ahead = self.days.iter().filter(|day| day.ahead).count();
        self.days.len().saturating_sub(ahead).saturating_sub(1)
    }
}

/// A twentieth of the time later.
fn after(first: NaiveDate, last: NaiveDate) -> NaiveDate {
    let days = last.signed_duration_since(first).num_days() / 20 + 1;
    let days = Days::new(u64::try_from(days).unwrap_or_default());
    last.checked_add_days(days).unwrap_or(last)
}
