//! Web Push: being told, while the app is closed, that the record has changed. Never what changed.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// `GET /me/push`: what can be had, and what this session has. `PUT` takes a [`Subscribe`] and answers the
/// same; `DELETE` ends it; `POST /me/push/test` sends a message now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Push {
    /// The server's public key for the browser (P-256, uncompressed, base64url without padding;
    /// RFC 8292). None where the server sends nothing.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{87}$")))]
    pub key: Option<String>,
    /// What this session is told of; none where it is told of nothing.
    pub told: Option<Told>,
    /// Moment at which that ends by itself, with the session at the latest; none where it is told of
    /// nothing.
    #[serde(
        default,
        deserialize_with = "citizen_score_rules::iso::optional_moment"
    )]
    pub until: Option<DateTime<Utc>>,
}

/// Body of `PUT /me/push`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Subscribe {
    /// Where the browser takes messages: an https address of a push service that the server allows.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "uri", "pattern" = r"^https://[^\u0000]+$")))]
    pub endpoint: String,
    /// The browser's public key (P-256, uncompressed, base64url without padding).
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{87}$")))]
    pub p256dh: String,
    /// The browser's secret of 16 bytes (base64url without padding; RFC 8291).
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{22}$")))]
    pub auth: String,
    /// The language to be told in (BCP 47).
    #[cfg_attr(feature = "schema", schemars(length(max = 35), extend("pattern" = r"^[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*$")))]
    pub language: String,
    /// What to tell of, and when not.
    pub told: Told,
}

/// What a resident wants to be told of, and when not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// Each at most once.
    #[cfg_attr(feature = "schema", schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub about: Vec<About>,
    /// Hours in which nothing is sent; what comes in them is sent once, at their end.
    #[serde(default)]
    pub quiet: Option<Quiet>,
}

/// What can be told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// The record has changed: an entry or a correction was recorded.
    Record,
    /// The office did something about a case: it began to look, asked, or decided.
    Case,
    /// Somebody signed in as the resident, on another device or at a shared display.
    SignIn,
}

/// Quiet hours, every day. They may go over midnight; from and to are never the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quiet {
    /// Minute of the day at which they begin, from 0 to 1439.
    #[cfg_attr(feature = "schema", schemars(range(max = 1439)))]
    pub from: u16,
    /// Minute of the day at which they end, from 0 to 1439.
    #[cfg_attr(feature = "schema", schemars(range(max = 1439)))]
    pub to: u16,
    /// The time zone that the minutes are of, such as `Europe/Amsterdam` (IANA).
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_+/-]+$")))]
    pub zone: String,
}
