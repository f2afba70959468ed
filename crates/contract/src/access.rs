//! `GET /me/access-log`: who looked at the record, when, and for what.
//!
//! Logged is every access that is not the resident's own screen, and each sign-in. The log only
//! grows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Rows on a page where the request names no `limit`.
pub const DEFAULT_LIMIT: u32 = 50;

/// Largest `limit` that is accepted.
pub const MAX_LIMIT: u32 = 200;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// Somebody signed in as the resident.
    SignIn,
    /// A one-time code to sign in was made.
    Code,
    /// Entries were added by an import.
    Import,
    /// An office looked at a case.
    CaseSeen,
    /// An office asked something about a case.
    CaseAsked,
    /// An office decided a case.
    CaseDecided,
    /// A proof of the tier was shown to somebody.
    TierProof,
    /// Being scored was consented to, or the consent was withdrawn.
    Consent,
    /// A kind that this version of the client does not know.
    #[cfg_attr(feature = "schema", schemars(skip))]
    #[serde(other)]
    Other,
}

/// What accesses are filtered by: the values of `kind` in the query, in the order in which they are
/// offered.
pub const KINDS: [AccessKind; 8] = [
    AccessKind::SignIn,
    AccessKind::Code,
    AccessKind::Import,
    AccessKind::CaseSeen,
    AccessKind::CaseAsked,
    AccessKind::CaseDecided,
    AccessKind::TierProof,
    AccessKind::Consent,
];

/// One access.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Access {
    /// Its number in the log of this resident, from 1, without gaps.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub number: u64,
    /// When it was.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub at: DateTime<Utc>,
    /// What was done; with that, for what purpose.
    pub kind: AccessKind,
    /// By what: a program and, where it is known, by whom, such as `citizen-score import (user
    /// ledger)`. Not translated.
    pub by: String,
    /// What it was about: a case's number, a file's name, `given` or `withdrawn` for consent; none where
    /// there is nothing to name.
    #[serde(default)]
    pub about: Option<String>,
    /// How many entries it was about; none where they are not counted.
    #[serde(default)]
    pub entries: Option<u64>,
}

/// `GET /me/access-log`: one page, newest first.
///
/// The query takes `limit`, `cursor`, `kind` (one of [`KINDS`]), `from` and `to` (days, UTC, both
/// inclusive), and `format=csv` for all rows as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AccessPage {
    /// The accesses.
    pub accesses: Vec<Access>,
    /// Where the next page begins; none on the last. Opaque.
    pub next_cursor: Option<String>,
}
