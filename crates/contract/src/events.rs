//! `GET /me/events`: the server-sent events that keep an open screen true.
//!
//! Every event but `heartbeat` and `signed_out` carries an id; a stream opened with `Last-Event-ID` begins
//! with what was missed.

use serde::{Deserialize, Serialize};

/// The standing as of now; data is a [`crate::Me`]. Sent first on every stream, and after changes.
pub const STANDING: &str = "standing";

/// An entry was recorded; data is an [`EntryRecorded`].
pub const ENTRY: &str = "entry";

/// Consent to being scored is withdrawn, so nothing is computed; data is [`NOTHING`]. Sent in place of
/// every [`STANDING`]: first on the stream, and after changes. Once consent is given again, a
/// [`STANDING`] follows.
pub const NOT_SCORED: &str = "not_scored";

/// A case has changed; data is a [`crate::CaseRef`]. Carries an id.
pub const CASE: &str = "case";

/// A desk has used a proof of the tier; data is [`NOTHING`]. Carries an id.
pub const PROOF_USED: &str = "proof_used";

/// The resident's displays have changed: a visit began or ended; data is [`NOTHING`]. Carries an id. Not
/// sent to displays.
pub const DISPLAY: &str = "display";

/// The stream is alive; data is [`NOTHING`]. Sent every [`HEARTBEAT_SECONDS`].
pub const HEARTBEAT: &str = "heartbeat";

/// The session has ended and the stream with it; data is [`NOTHING`].
pub const SIGNED_OUT: &str = "signed_out";

/// Data of an event that says nothing but its name. It cannot be left out: browsers throw away an
/// event without data.
pub const NOTHING: &str = "{}";

/// Seconds between two heartbeats.
pub const HEARTBEAT_SECONDS: u64 = 15;

/// Data of an `entry` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryRecorded {
    /// The entry's id.
    pub id: String,
}
