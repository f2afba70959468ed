//! A resident's own words beside an entry: `PUT` and `DELETE /me/entries/{id}/statement`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Most characters of a statement. After FCRA section 611(b), which gives a person a hundred words.
pub const MAX_CHARACTERS: usize = 500;

/// What the resident says of an entry. It is shown wherever the entry is, and part of the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// The words.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = MAX_CHARACTERS)))]
    pub text: String,
    /// When they were last changed.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub written_at: DateTime<Utc>,
}

/// Body of `PUT /me/entries/{id}/statement`, which is answered with the [`Statement`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WriteStatement {
    /// The words; at least one character that is not blank, at most [`MAX_CHARACTERS`].
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = MAX_CHARACTERS), extend("pattern" = r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f][^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$")))]
    pub text: String,
}
