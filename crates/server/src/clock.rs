//! The server's clock: the one place that reads the time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The system's clock, which can be set ahead; copies move together.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_seconds: Arc<AtomicI64>,
    stands_at: Option<DateTime<Utc>>,
}

impl Clock {
    /// A clock that stands still at a moment but for being set ahead, for tests that compare moments.
    #[must_use]
    pub fn standing(at: DateTime<Utc>) -> Self {
        Self {
            stands_at: Some(at),
            ..Self::default()
        }
    }

    /// The moment it is.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let ahead = TimeDelta::seconds(self.ahead_seconds.load(Ordering::Relaxed));
        let now = self.stands_at.unwrap_or_else(Utc::now);
        now.checked_add_signed(ahead).unwrap_or(now)
    }

    /// The day it is, in UTC.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.now().date_naive()
    }

    /// Seconds since 1970.
    #[must_use]
    pub fn seconds(&self) -> i64 {
        self.now().timestamp()
    }

    /// Time that is left of this day; at least a millisecond.
    #[must_use]
    pub fn until_midnight(&self) -> Duration {
        let now = self.now();
        let midnight = now
            .date_naive()
            .checked_add_days(Days::new(1))
            .map(|day| day.and_time(NaiveTime::MIN).and_utc());
        midnight
            .and_then(|midnight| (midnight - now).to_std().ok())
            .unwrap_or_default()
            .max(Duration::from_millis(1))
    }

    /// Time until a second begins, in seconds since 1970; at least a millisecond.
    #[must_use]
    pub fn until(&self, second: i64) -> Duration {
        let begins = DateTime::from_timestamp(second, 0);
        begins
            .and_then(|begins| (begins - self.now()).to_std().ok())
            .unwrap_or_default()
            .max(Duration::from_millis(1))
    }

    /// Sets the clock ahead, such as to see a session end.
    pub fn advance(&self, seconds: i64) {
        self.ahead_seconds.fetch_add(seconds, Ordering::Relaxed);
    }
}
