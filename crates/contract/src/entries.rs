//! The ledger, page by page.

use citizen_score_rules::{Entry, Outcome, Points};
use serde::{Deserialize, Serialize};

/// Entries on a page where the request names no `limit`.
pub const DEFAULT_LIMIT: u32 = 50;

/// Largest `limit` that is accepted.
pub const MAX_LIMIT: u32 = 200;

/// One entry, and whether it counts. `GET /me/entries/{id}` answers with one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntryView {
    /// The entry as it was recorded.
    pub entry: Entry,
    /// Whether it counts today, and the one reason if not.
    pub outcome: Outcome,
    /// Points that it adds to the score today: all of them, or 0.
    pub counted: Points,
    /// The resident's own words beside it; none where nothing was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Number of the newest case about it; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}$")))]
    pub case: Option<String>,
}

/// `GET /me/entries`: one page, newest first (by day of occurrence, then id).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EntriesPage {
    /// The entries.
    pub entries: Vec<EntryView>,
    /// Where the next page begins; none on the last. Opaque.
    pub next_cursor: Option<String>,
}
