//! `GET /keys`: the public keys that records are signed with.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The one algorithm that is used.
pub const ED25519: &str = "Ed25519";

/// All public keys, the one in use first, and then the latest that was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Keys {
    /// The keys; one that is no longer used stays, for the records that it signed.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub keys: Vec<Key>,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Key {
    /// Name of the key: the first 8 bytes of SHA-256 of the public key, in hexadecimal.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9a-f]{16}$")))]
    pub id: String,
    /// What it is for; [`ED25519`].
    #[cfg_attr(feature = "schema", schemars(extend("const" = ED25519)))]
    pub algorithm: String,
    /// The public key, 32 bytes in base64url without padding.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{43}$")))]
    pub public: String,
    /// Moment from which it is in use.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub created_at: DateTime<Utc>,
    /// Moment at which another took its place; none while it is in use.
    #[serde(deserialize_with = "citizen_score_rules::iso::optional_moment")]
    pub retired_at: Option<DateTime<Utc>>,
}
