//! Keys derived from the server's own secret, each for one use and one resident.

use crate::signing::KeyError;
use crate::store::Store;

/// The server's own secret: 256 random bits that never leave the database. No `Debug`, so that no log
/// can hold it.
pub struct Secret([u8; 32]);

impl Secret {
    /// The secret of a database, which is made at its first use.
    ///
    /// # Errors
    ///
    /// [`KeyError`].
    pub async fn of(store: &Store) -> Result<Self, KeyError> {
        let mut fresh = [0; 32];
        getrandom::fill(&mut fresh)?;
        Ok(Self(store.secret(fresh).await?))
    }

    /// A key for a use, and for what `parts` name: HKDF (RFC 5869) with SHA-256. Nothing can be said
    /// of one key by another.
    #[must_use]
    pub fn derive(&self, label: &str, parts: &[&str]) -> [u8; 32] {
        citizen_score_office::secret::derive(&self.0, label, parts)
    }
}
