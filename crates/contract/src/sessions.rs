//! `/me/sessions`: where the resident is signed in with devices of their own.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /me/sessions`: open sessions on own devices, the newest first. Visits at shared displays are not
/// among them; see [`crate::pairing::DisplaySessions`]. `DELETE /me/sessions/{id}` ends one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSessions {
    /// The sessions.
    pub sessions: Vec<OpenSession>,
}

/// One session on a device of the resident's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OpenSession {
    /// Name of the session that is no secret.
    pub id: String,
    /// Whether it is the session that asks.
    pub current: bool,
    /// Moment of the sign-in.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub signed_in_at: DateTime<Utc>,
    /// Moment at which it was last used, to the minute or so.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub last_seen_at: DateTime<Utc>,
    /// Moment at which it ends if nothing more is asked.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub expires_at: DateTime<Utc>,
    /// The family of the browser that signed in, such as `Firefox`, and nothing finer; none where it is
    /// not known.
    #[serde(default)]
    pub browser: Option<String>,
    /// The family of its system, such as `Android`; none where it is not known.
    #[serde(default)]
    pub system: Option<String>,
}
