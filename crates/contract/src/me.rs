//! The resident's own standing.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::Standing;
use serde::{Deserialize, Serialize};

/// `GET /me`, and the data of a `standing` event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Me {
    /// Name of the resident.
    pub display_name: String,
    /// The resident's number with all but the last four characters masked.
    pub masked_number: String,
    /// Score, tier, next tier and margin, as the server computed them.
    pub standing: Standing,
    /// Day for which the standing holds (UTC).
    #[serde(deserialize_with = "citizen_score_rules::iso::date")]
    pub as_of: NaiveDate,
    /// Moment at which the newest entry was recorded; none without entries.
    #[serde(deserialize_with = "citizen_score_rules::iso::optional_moment")]
    pub last_entry_at: Option<DateTime<Utc>>,
    /// Number of entries in the ledger.
    pub entry_count: u64,
    /// Grows whenever something beside the entries changes what they say: an objection that makes one
    /// contested, a repair, a statement, a case. With `entry_count` it names one state of the ledger.
    #[serde(default)]
    pub revision: u64,
    /// The rulebook that was applied.
    pub rulebook: RulebookRef,
}

/// Names a version of a rulebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RulebookRef {
    /// Stable name of the rulebook.
    pub id: String,
    /// Its version.
    pub version: String,
}
