//! What a shared display tells the server about itself; nothing of this is about a resident.

use serde::{Deserialize, Serialize};

/// Seconds between two heartbeats of a display.
pub const HEARTBEAT_SECONDS: u64 = 30;

/// Body of `POST /display/heartbeat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Heartbeat {
    /// The build of the app that the display shows: 1 to 64 letters, digits, hyphens.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9-]{1,64}$")))]
    pub build: String,
    /// How often the watchdog has had to start it anew since the browser was started.
    #[cfg_attr(feature = "schema", schemars(range(max = u32::MAX)))]
    pub restarts: u32,
}

/// Answer to `POST /display/heartbeat`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeartbeatAnswer {
    /// The build of the app that the server would give now. Where it is another, the display takes it up
    /// between two visits.
    pub build: String,
}
