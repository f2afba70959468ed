//! The digest of an entry: the first 16 bytes of SHA-256 of its canonical JSON, in hexadecimal.
//!
//! They stand beside the entries so that a reader can say which entry was changed, is missing or
//! stands elsewhere. Only the signature proves anything: whoever changes an entry can change its
//! digest too.

use sha2::{Digest as _, Sha256};

/// Bytes of a digest.
const BYTES: usize = 16;

/// The digest of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Digest([u8; BYTES]);

impl Digest {
    /// The digest of some canonical JSON.
    pub fn of(canonical: &[u8]) -> Self {
        let mut digest = [0; BYTES];
        for (slot, byte) in digest.iter_mut().zip(Sha256::digest(canonical)) {
            *slot = byte;
        }
        Self(digest)
    }

    /// As it stands in a record.
    pub fn to_hex(self) -> String {
        hex(&self.0)
    }

    /// Reads what [`Digest::to_hex`] writes, and nothing else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let mut digest = [0; BYTES];
        if text.len() != 2 * BYTES {
            return None;
        }
        for (slot, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
            *slot = pair.iter().try_fold(0, |byte, letter| {
                let value = match letter {
                    b'0'..=b'9' => letter - b'0',
                    b'a'..=b'f' => letter - b'a' + 10,
                    _ => return None,
                };
                Some(byte << 4 | value)
            })?;
        }
        Some(Self(digest))
    }
}

/// Name of a key: the first 8 bytes of SHA-256 of the public key, in hexadecimal. Whoever holds the
/// key can see that the name is its own.
#[must_use]
pub fn key_id(public: &[u8; 32]) -> String {
    let hash = Sha256::digest(public);
    hex(hash.get(..8).unwrap_or(&hash))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| {
        char::from(if value < 10 {
            b'0' + value
        } else {
            b'a' + value - 10
        })
    };
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(digit).collect()
}
