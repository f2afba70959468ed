//! Signing in and out.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /session`, and the answer to `POST /session`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Name of the resident, for the header of the page.
    pub display_name: String,
    /// Moment at which the session ends by itself.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub expires_at: DateTime<Utc>,
}

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
