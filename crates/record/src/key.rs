//! Public keys: what a reader needs to check a signature, and for how long each was in use.

use chrono::{DateTime, Utc};

use crate::base64url;

/// A public key of a server, as it publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Name of the key; records name it.
    pub id: String,
    /// The Ed25519 public key.
    pub public: [u8; 32],
    /// Moment from which it was in use.
    pub valid_from: DateTime<Utc>,
    /// Moment at which another took its place; none while it is in use.
    pub retired_at: Option<DateTime<Utc>>,
}

impl PublicKey {
    /// A key from its published form; none where `public` is not base64url of 32 bytes.
    #[must_use]
    pub fn from_published(
        id: impl Into<String>,
        public: &str,
        valid_from: DateTime<Utc>,
        retired_at: Option<DateTime<Utc>>,
    ) -> Option<Self> {
        Some(Self {
            id: id.into(),
            public: base64url::decode(public)?,
            valid_from,
            retired_at,
        })
    }

    /// Whether the key was in use at a moment, both ends included.
    #[must_use]
    pub fn in_use_at(&self, moment: DateTime<Utc>) -> bool {
        self.valid_from <= moment && self.retired_at.is_none_or(|end| moment <= end)
    }
}
