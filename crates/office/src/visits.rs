//! How long sessions last: on a resident's own device, and at a shared display.

use citizen_score_contract::Visit;
use citizen_score_contract::session::MAX_EXTENSIONS;

/// A session ends after so many seconds without a request: thirty minutes, since phones are laid
/// aside and screens are shared.
pub const IDLE_SECONDS: i64 = 30 * 60;

/// A session ends after so many seconds whatever happens: twelve hours, one day at a desk.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// A session's last use is noted when the noted one is this old, in seconds, so that reading does
/// not write.
pub const TOUCH_SECONDS: i64 = 60;

/// Seconds for which an idle visit is let live longer than the display does: a display tells of touches
/// only every few seconds, and must not be cut off before it has asked.
pub const SLACK_SECONDS: i64 = 15;

/// What is left of a visit that ends after `idle` seconds without use and at the second `expires`.
#[must_use]
pub fn visit(idle: i64, expires: i64, extensions: i64, now: i64) -> Visit {
    let seconds = |it: i64| u32::try_from(it.max(0)).unwrap_or(u32::MAX);
    Visit {
        // The slack is not promised to anybody.
        idle_seconds: seconds(idle - SLACK_SECONDS),
        left_seconds: seconds(expires - now),
        extensions_left: MAX_EXTENSIONS.saturating_sub(seconds(extensions)),
    }
}
