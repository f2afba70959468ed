//! How long each thing may take, and how often it may fail.

use std::time::Duration;

/// Between two questions.
pub const ASK_EVERY: Duration = Duration::from_millis(250);

/// Between two questions as long as the app is not ready, so that this is soon known.
pub const ASK_AT_FIRST: Duration = Duration::from_millis(50);

/// How long a page may take from its address being opened to its first byte, and from there to its first
/// answer.
pub const LOADING: Duration = Duration::from_secs(10);

/// How long a page may be something else than the app, or be wiping itself.
pub const STRANGE: Duration = Duration::from_secs(3);

/// How long a wipe may take; it gives itself a second and a half, and a new page comes after it.
pub const WIPING: Duration = Duration::from_secs(6);

/// How long Chromium may take to end a page that hangs.
pub const ENDING: Duration = Duration::from_millis(300);

/// Between two looks whether the server is back.
pub const PROBE_EVERY: Duration = Duration::from_secs(3);

/// Looks in vain after which the page is opened all the same, should the way of looking be at fault.
pub const PROBES: u32 = 20;

/// Faults in a row, with no ready app in between, after which the calm screen is shown.
pub const FAULTS: u32 = 5;

/// Loop turns further apart than this mean that this program stood still itself, not the page.
pub const STOOD_STILL: Duration = Duration::from_millis(500);
