//! `GET /me/drafts-key`: what opens the drafts that a resident's device keeps.

use serde::{Deserialize, Serialize};

/// The key, and whose drafts it opens. The same for all sessions of a resident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftsKey {
    /// Opaque name of the resident, base64url; says nothing by itself.
    pub holder: String,
    /// The key: 32 bytes in base64url without padding.
    pub key: String,
}
