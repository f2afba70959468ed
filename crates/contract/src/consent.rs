//! `GET` and `PUT /me/consent`: being scored at all, where the rulebook makes it voluntary.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Whether the resident is scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// Whether the rulebook leaves it to the resident. Where it does not, `PUT` is refused.
    pub voluntary: bool,
    /// Whether the resident is scored.
    pub given: bool,
    /// Moment of the last change; none where it was never changed.
    #[serde(
        default,
        deserialize_with = "citizen_score_rules::iso::optional_moment"
    )]
    pub changed_at: Option<DateTime<Utc>>,
}

/// Body of `PUT /me/consent`, which is answered with the [`Consent`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeConsent {
    /// Whether the resident wants to be scored.
    pub given: bool,
}
