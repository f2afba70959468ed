//! How many points a factor can have brought by a day, none of which has lapsed by then.

use chrono::{Datelike, Months, NaiveDate};

use super::terms::Terms;
use super::way::Step;
use crate::rulebook::Factor;

/// What can be there on a day, in the order of the calendar.
pub(super) struct Supply {
    /// The most that one occurrence brings, in points.
    each: u64,
    years: Vec<Year>,
}

/// What can occur in one calendar year, as early as it may.
struct Year {
    /// One day for each occurrence, or a single one for all of them.
    days: Vec<NaiveDate>,
    times: u64,
    points: u64,
}

impl Supply {
    /// What can be there on the day, where each occurrence brings at most `each` points.
    ///
    /// All of it occurs after the last day whose points would have lapsed by then, and as early as
    /// room and waiting time allow; that is how most of it fits.
    pub(super) fn by(terms: &Terms, day: NaiveDate, each: u64) -> Self {
        let start = terms
            .next_possible
            .map(|start| start.max(first_alive(terms.factor, day)))
            .filter(|start| *start <= day);
        let years = match (start, terms.factor.wait_months) {
            (None, _) => Vec::new(),
            (Some(start), None) => at_once(terms, start, day, each),
            (Some(start), Some(months)) => apart(terms, start, day, each, months),
        };
        Self { each, years }
    }

    /// All of it, in points.
    pub(super) fn points(&self) -> u64 {
        self.years
            .iter()
            .fold(0, |sum, year| sum.saturating_add(year.points))
    }

    /// The days on which something of it occurs.
    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.years.iter().flat_map(|year| year.days.iter().copied())
    }

    /// The fewest occurrences that bring so many points, the latest of them where there is a choice,
    /// since these last longest; none where all of it does not.
    pub(super) fn pick(&self, missing: u64) -> Option<Vec<Step>> {
        let whole = |year: &Year| year.points / self.each;
        let mut left = missing.div_ceil(self.each);
        // Per year, how many occurrences that bring all that one may, and whether a smaller one.
        let mut picked: Vec<(u64, bool)> = vec![(0, false); self.years.len()];
        for (year, pick) in self.years.iter().zip(&mut picked).rev() {
            pick.0 = whole(year).min(left);
            left -= pick.0;
        }
        if left > 0 {
            let wholes = self.years.iter().map(whole);
            let brought = wholes
                .fold(0, |sum: u64, it| sum.saturating_add(it))
                .saturating_mul(self.each);
            let mut missing = missing.saturating_sub(brought);
            let mut smaller: Vec<_> = self.years.iter().zip(&mut picked).rev().collect();
            smaller.sort_by_key(|(year, _)| std::cmp::Reverse(year.points % self.each));
            for (year, pick) in smaller {
                pick.1 = missing > 0 && year.points % self.each > 0;
                if pick.1 {
                    missing = missing.saturating_sub(year.points % self.each);
                }
            }
            if missing > 0 {
                return None;
            }
        }
        let steps = self.years.iter().zip(picked);
        let steps: Option<Vec<Vec<Step>>> = steps
            .map(|(year, pick)| year.steps(pick.0, pick.1, self.each))
            .collect();
        Some(steps?.concat())
    }
}

impl Year {
    /// So many whole occurrences on the latest of the days, and maybe a smaller one beside them.
    fn steps(&self, whole: u64, smaller: bool, each: u64) -> Option<Vec<Step>> {
        let times = whole + u64::from(smaller);
        let points = if smaller { self.points } else { whole * each };
        if times == 0 {
            return Some(Vec::new());
        }
        if let [day] = self.days.as_slice() {
            return Some(vec![Step {
                on: *day,
                times: u32::try_from(times).ok()?,
                points: i64::try_from(points).ok()?,
            }]);
        }
        let skipped = self.days.len().checked_sub(usize::try_from(times).ok()?)?;
        let days = self.days.iter().skip(skipped).zip(0..times);
        // Shared evenly: where all of it fits between least and most, so does an even share.
        let share = |number: u64| points / times + u64::from(number < points % times);
        days.map(|(day, number)| {
            Some(Step {
                on: *day,
                times: 1,
                points: i64::try_from(share(number)).ok()?,
            })
        })
        .collect()
    }
}

/// Without a waiting time: all of a year on its first day.
fn at_once(terms: &Terms, start: NaiveDate, day: NaiveDate, each: u64) -> Vec<Year> {
    let years = start.year()..=day.year();
    let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).map(|first| first.max(start));
    years
        .filter_map(|year| {
            let (times, points) = terms.year(year, each);
            Some(Year {
                days: vec![first(year)?],
                times,
                points,
            })
        })
        .filter(|year| year.times > 0)
        .collect()
}

/// With a waiting time of so many months between one and the next.
fn apart(terms: &Terms, start: NaiveDate, day: NaiveDate, each: u64, months: u32) -> Vec<Year> {
    let mut years: Vec<Year> = Vec::new();
    let mut next = Some(start);
    while let Some(on) = next.filter(|on| *on <= day) {
        let (times, points) = terms.year(on.year(), each);
        let known = years
            .last()
            .and_then(|year| year.days.first())
            .is_some_and(|first| first.year() == on.year());
        if !known {
            years.push(Year {
                days: Vec::new(),
                times: 0,
                points: 0,
            });
        }
        let year = years.last_mut().filter(|year| year.times < times);
        next = if let Some(year) = year {
            year.days.push(on);
            year.times += 1;
            year.points = year.times.saturating_mul(each).min(points);
            on.checked_add_months(Months::new(months))
        } else {
            NaiveDate::from_ymd_opt(on.year() + 1, 1, 1)
        };
    }
    years.retain(|year| year.times > 0);
    years
}

/// The first day of occurrence whose points have not lapsed on this day.
fn first_alive(factor: &Factor, day: NaiveDate) -> NaiveDate {
    let months = factor.validity_months.map(Months::new);
    let Some(before) = months.and_then(|months| day.checked_sub_months(months)) else {
        return NaiveDate::MIN;
    };
    // Months differ in length, so the first one is on this day or a few days later.
    before
        .iter_days()
        .find(|it| factor.counts_until(*it).is_none_or(|until| until > day))
        .unwrap_or(day)
}
