//! Signing in and out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /session`, and the answer to `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// Name of the resident, for the header of the page.
    pub display_name: String,
    /// Moment at which the session ends by itself.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub expires_at: DateTime<Utc>,
    /// Name of the session that is no secret, and by which it can be ended from elsewhere.
    #[serde(default)]
    pub id: Option<String>,
    /// On a shared display: what is left of the visit. None on a resident's own device.
    #[serde(default)]
    pub visit: Option<Visit>,
    /// Moment at which the session ends whatever is asked: what a device keeps of the record goes with it.
    #[serde(
        default,
        deserialize_with = "citizen_score_rules::iso::optional_moment"
    )]
    pub ends_at: Option<DateTime<Utc>>,
}

/// What is left of a visit at a shared display. Lengths of time and not moments: the clock of a display
/// may be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Visit {
    /// Seconds without a sign of the visitor after which the visit ends. The server itself waits a little
    /// longer, since a display tells of touches only every few seconds.
    pub idle_seconds: u32,
    /// Seconds until the server ends the session whatever happens.
    pub left_seconds: u32,
    /// How many more times the visitor can extend it.
    #[cfg_attr(feature = "schema", schemars(range(max = MAX_EXTENSIONS)))]
    pub extensions_left: u32,
}

/// Body of `POST /session/extend`, on a shared display: the visitor has done something there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExtendSession {
    /// Whether the visitor asked for another whole visit's time. Otherwise only the idle time begins anew.
    pub limit: bool,
}

/// How many times a visit can be extended: WCAG 2.2, criterion 2.2.1, asks for ten at least.
pub const MAX_EXTENSIONS: u32 = 10;

/// Body of `POST /session`: exactly one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum SignIn {
    /// A one-time code from the desk.
    Code {
        /// The code: eight digits; spaces and hyphens are ignored.
        code: String,
    },
    /// In a demo: the id of a made-up resident.
    Resident {
        /// The resident's id.
        resident: String,
    },
}
