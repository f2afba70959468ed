//! Quiet hours: when they end, on the clock of the place where the resident lives.

use chrono::{DateTime, Offset as _, TimeDelta, Timelike as _, Utc};
use chrono_tz::Tz;
use citizen_score_contract::push::Quiet;

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// Quiet hours that can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    from: u32,
    to: u32,
    zone: Tz,
}

impl QuietHours {
    /// Reads them.
    ///
    /// # Errors
    ///
    /// The field that is wrong, and how.
    pub fn read(quiet: &Quiet) -> Result<Self, (&'static str, &'static str)> {
        let (from, to) = (u32::from(quiet.from), u32::from(quiet.to));
        for (name, minute) in [("from", from), ("to", to)] {
            if minute >= DAY {
                return Err((name, "is not a minute of the day, from 0 to 1439"));
            }
        }
        if from == to {
            return Err(("to", "is the same as `from`"));
        }
        let zone = quiet.zone.parse();
        let zone = zone.map_err(|_| ("zone", "is not the name of a time zone"))?;
        Ok(Self { from, to, zone })
    }

    /// Moment at which quiet hours end; none where it is not quiet.
    #[must_use]
    pub fn until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if !self.is_quiet(now) {
            return None;
        }
        let left = (self.to + DAY - self.minute(now)) % DAY;
        let begun = now - TimeDelta::seconds(i64::from(now.second()));
        let begun = begun.with_nanosecond(0).unwrap_or(begun);
        let offset = |at: DateTime<Utc>| at.with_timezone(&self.zone).offset().fix();
        let end = begun + TimeDelta::minutes(i64::from(left));
        if offset(begun) == offset(end) {
            return Some(end);
        }
        // The clock is changed meanwhile, and the end may come twice, or be skipped.
        (1..=i64::from(2 * DAY))
            .map(|minutes| begun + TimeDelta::minutes(minutes))
            .find(|at| !self.is_quiet(*at))
    }

    /// Whether it is quiet.
    #[must_use]
    pub fn is_quiet(&self, at: DateTime<Utc>) -> bool {
        let minute = self.minute(at);
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }

    fn minute(&self, at: DateTime<Utc>) -> u32 {
        let there = at.with_timezone(&self.zone);
        there.hour() * 60 + there.minute()
    }
}
