//! Keys derived from an office's own secret, each for one use and one resident.

use hkdf::Hkdf;
use sha2::Sha256;

/// A key for a use, and for what `parts` name: HKDF (RFC 5869) with SHA-256. Nothing can be said of one
/// key by another.
#[must_use]
pub fn derive(secret: &[u8; 32], label: &str, parts: &[&str]) -> [u8; 32] {
    let mut info = Vec::new();
    for part in [label].iter().chain(parts) {
        info.extend_from_slice(&(part.len() as u64).to_be_bytes());
        info.extend_from_slice(part.as_bytes());
    }
    let mut key = [0; 32];
    // Fails only for keys longer than 255 digests.
    let _ = Hkdf::<Sha256>::new(None, secret).expand(&info, &mut key);
    key
}

#[cfg(test)]
mod tests {
    use super::derive;

    #[test]
    fn a_key_is_another_for_another_use_or_part_or_secret() {
        let (one, other) = ([1; 32], [2; 32]);
        let keys = [
            derive(&one, "a", &["b", "c"]),
            derive(&one, "a", &["bc", ""]),
            derive(&one, "a", &["bc"]),
            derive(&one, "ab", &["c"]),
            derive(&one, "b", &["b", "c"]),
            derive(&other, "a", &["b", "c"]),
        ];
        for (place, key) in keys.iter().enumerate() {
            assert!(!keys.iter().skip(place + 1).any(|it| it == key), "{place}");
            assert_ne!(*key, [0; 32]);
        }
        assert_eq!(
            derive(&one, "a", &["b", "c"]),
            derive(&one, "a", &["b", "c"])
        );
    }
}
