//! Proof of the tier alone: what a resident shows to a desk, and what the desk sees.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Seconds for which a proof can be used.
pub const SECONDS: i64 = 120;

/// `POST /me/tier-proofs`, which takes no body (or `{}`) and an `Idempotency-Key`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewProof {
    /// What the QR code carries, after the `#` of the desk's page: 43 characters of base64url.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{43}$")))]
    pub token: String,
    /// The same to be typed: eight characters of Crockford's base 32, such as `7K3M9QXD`.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[0-9A-HJKMNP-TV-Z]{8}$")))]
    pub code: String,
    /// Moment from which it is void.
    #[serde(deserialize_with = "citizen_score_rules::iso::moment")]
    pub expires_at: DateTime<Utc>,
}

/// `GET /tier-proofs/{token}`, where `token` may be the short code: the tier and nothing else about
/// the resident. It can be asked for once; after that, as for one that never was, the answer is 404.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierProof {
    /// The tier's id.
    pub tier: String,
    /// Day for which it holds (UTC).
    #[serde(deserialize_with = "citizen_score_rules::iso::date")]
    pub as_of: NaiveDate,
}

/// `GET /me/tier-proofs/{code}`: whether a proof was used, for the resident's screen. `code` is the
/// short code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProofState {
    /// Moment at which it was used; none before.
    #[serde(deserialize_with = "citizen_score_rules::iso::optional_moment")]
    pub used_at: Option<DateTime<Utc>>,
}
