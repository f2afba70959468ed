//! Signing in: one-time codes, session tokens, and what slows guessing down.

pub mod address;
pub mod browser;
pub mod code;
pub mod token;

use chrono::{DateTime, TimeDelta, Utc};

use crate::store::{Brake, Holder, SlowDown};

pub use citizen_score_office::visits::{IDLE_SECONDS, SESSION_SECONDS, TOUCH_SECONDS};

/// A one-time code is good for so many seconds: fifteen minutes.
pub const CODE_SECONDS: i64 = 15 * 60;

/// Five wrong tries are free; then there is a wait that doubles from 2 seconds up to 5 minutes.
/// After an hour without a wrong try, or after a good one, all is forgotten.
///
/// A crowd of addresses could still guess five times each, so after 100 wrong tries from everywhere
/// within 15 minutes, the life of a code, every wrong try makes its address wait, 1 minute at first.
/// Odds: an address then guesses 5 times while a code lives and not 14, so that even 10,000 addresses
/// find a given code, one of 10^8, with a chance of 1 in 2,000.
pub const SLOW_DOWN: SlowDown = SlowDown {
    free_tries: 5,
    first_wait: 2,
    longest_wait: 300,
    forgotten_after: 3600,
    brake: Brake {
        failures: 100,
        within_minutes: 15,
        first_wait: 60,
    },
};

/// Moment at which a session ends by itself if nothing more is asked.
#[must_use]
pub fn expires_at(holder: &Holder) -> DateTime<Utc> {
    DateTime::from_timestamp(holder.ends(), 0).unwrap_or_default()
}

/// Moment at which a code made now is too old.
#[must_use]
pub fn code_expires_at(now: DateTime<Utc>) -> DateTime<Utc> {
    now.checked_add_signed(TimeDelta::seconds(CODE_SECONDS))
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::{CODE_SECONDS, SLOW_DOWN};

    #[test]
    fn the_wait_begins_after_five_tries_and_doubles_up_to_five_minutes() {
        let waits: Vec<i64> = (1..=16).map(|it| SLOW_DOWN.wait(it, false)).collect();
        assert_eq!(
            waits,
            [
                0, 0, 0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300
            ]
        );
        assert_eq!(SLOW_DOWN.wait(i64::MAX, false), 300);
    }

    #[test]
    fn while_the_brake_is_on_the_first_wrong_try_makes_an_address_wait_a_minute() {
        let waits: Vec<i64> = (1..=6).map(|it| SLOW_DOWN.wait(it, true)).collect();
        assert_eq!(waits, [60, 120, 240, 300, 300, 300]);
        assert_eq!(SLOW_DOWN.wait(i64::MAX, true), 300);
    }

    /// Guesses that one address has while a code lives.
    fn guesses(braked: bool) -> usize {
        let (mut second, mut guesses) = (0, 0);
        while second < CODE_SECONDS {
            guesses += 1;
            second += SLOW_DOWN.wait(guesses, braked);
        }
        usize::try_from(guesses).unwrap_or_default()
    }

    #[test]
    fn the_odds_are_as_documented() {
        assert_eq!((guesses(false), guesses(true)), (14, 5));
    }
}
