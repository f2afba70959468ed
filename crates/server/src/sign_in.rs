//! Signing in: one-time codes, session tokens, and what slows guessing down.

pub mod address;
pub mod code;
pub mod token;

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::SlowDown;

/// A session ends after so many seconds without a request: thirty minutes, since phones are laid
/// aside and screens are shared.
pub const IDLE_SECONDS: i64 = 30 * 60;

/// A session ends after so many seconds whatever happens: twelve hours, one day at a desk.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// A session's last use is noted when the noted one is this old, in seconds, so that reading does
/// not write.
pub const TOUCH_SECONDS: i64 = 60;

/// A one-time code is good for so many seconds: fifteen minutes.
pub const CODE_SECONDS: i64 = 15 * 60;

/// Five wrong tries are free; then there is a wait that doubles from 2 seconds up to 5 minutes.
/// After an hour without a wrong try, or after a good one, all is forgotten.
pub const SLOW_DOWN: SlowDown = SlowDown {
    free_tries: 5,
    first_wait: 2,
    longest_wait: 300,
    forgotten_after: 3600,
};

/// Moment at which a session ends by itself if nothing more is asked.
#[must_use]
pub fn expires_at(last_seen: i64, expires: i64) -> DateTime<Utc> {
    let end = last_seen.saturating_add(IDLE_SECONDS).min(expires);
    DateTime::from_timestamp(end, 0).unwrap_or_default()
}

/// Moment at which a code made now is too old.
#[must_use]
pub fn code_expires_at(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(TimeDelta::seconds(CODE_SECONDS))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::SLOW_DOWN;

    #[test]
    fn the_wait_begins_after_five_tries_and_doubles_up_to_five_minutes() {
        let waits: Vec<i64> = (1..=16).map(|failures| SLOW_DOWN.wait(failures)).collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300
            ]
        );
        assert_eq!(SLOW_DOWN.wait(i64::MAX), 300);
    }
}
