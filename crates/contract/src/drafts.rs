//! What keeps a resident's drafts on their device unreadable for everybody else there.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `GET /me/drafts-key`: given to the signed-in resident alone, and the same at every sign-in.
///
/// Its `Debug` leaves the key out, so that no log can hold it by mistake.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DraftsKey {
    /// Under which name the drafts of this resident are kept: base64url, and says nothing about them.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{43}$")))]
    pub holder: String,
    /// 32 bytes for AES-256-GCM, in base64url without padding.
    #[cfg_attr(feature = "schema", schemars(extend("pattern" = r"^[A-Za-z0-9_-]{43}$")))]
    pub key: String,
}

impl fmt::Debug for DraftsKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DraftsKey")
            .field("holder", &self.holder)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::DraftsKey;

    #[test]
    fn a_key_needs_both_its_parts_and_is_written_as_it_was_read() -> Result<(), serde_json::Error> {
        let text = r#"{"holder":"aG9sZGVy","key":"a2V5"}"#;
        let key: DraftsKey = serde_json::from_str(text)?;
        assert_eq!(
            (key.holder.as_str(), key.key.as_str()),
            ("aG9sZGVy", "a2V5")
        );
        assert_eq!(serde_json::to_string(&key)?, text);
        for text in [r#"{"holder":"aG9sZGVy"}"#, r#"{"key":"a2V5"}"#] {
            assert!(serde_json::from_str::<DraftsKey>(text).is_err(), "{text}");
        }
        Ok(())
    }
}
