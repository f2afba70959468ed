//! Keys derived from the server's own secret, each for one use and one resident.

use hkdf::Hkdf;
use sha2::Sha256;

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
        let mut info = Vec::new();
        for part in [label].iter().chain(parts) {
            info.extend_from_slice(&(part.len() as u64).to_be_bytes());
            info.extend_from_slice(part.as_bytes());
        }
        let mut key = [0; 32];
        // Fails only for keys longer than 255 digests.
        let _ = Hkdf::<Sha256>::new(None, &self.0).expand(&info, &mut key);
        key
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;

    #[test]
    fn a_key_is_another_for_another_use_or_part_or_secret() {
        let (one, other) = (Secret([1; 32]), Secret([2; 32]));
        let keys = [
            one.derive("a", &["b", "c"]),
            one.derive("a", &["bc", ""]),
            one.derive("a", &["bc"]),
            one.derive("ab", &["c"]),
            one.derive("b", &["b", "c"]),
            other.derive("a", &["b", "c"]),
        ];
        for (place, key) in keys.iter().enumerate() {
            assert!(!keys.iter().skip(place + 1).any(|it| it == key), "{place}");
            assert_ne!(*key, [0; 32]);
        }
        assert_eq!(one.derive("a", &["b", "c"]), one.derive("a", &["b", "c"]));
    }
}
