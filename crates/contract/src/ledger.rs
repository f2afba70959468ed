//! `GET /me/entries` with `Accept: application/x-ndjson`: the whole ledger as lines of JSON, for a device
//! that checks it.
//!
//! The first line is a [`Begin`]. Then comes an [`crate::EntryView`] for each entry, oldest first (by day
//! of occurrence, then id), as many as `me.entry_count` says. The last line is an [`End`]: where it is
//! missing, the stream broke off.

use serde::{Deserialize, Serialize};

use crate::Me;

/// Media type of lines of JSON.
pub const NDJSON: &str = "application/x-ndjson";

/// The first line: the standing that the entries come to. Both are of one state of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Begin {
    /// The same as `GET /me`.
    pub me: Me,
}

/// The last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct End {
    /// What was sent.
    pub end: Count,
}

/// What was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Count {
    /// Number of entries.
    pub entries: u64,
}
