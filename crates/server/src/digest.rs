//! SHA-256, and texts made of it.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// SHA-256 of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// SHA-256 of some bytes in hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// SHA-256 in base64, as a Content-Security-Policy wants it.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(sha256(bytes))
}

/// A short name of some bytes, for an `ETag`: 128 bits are plenty against chance.
#[must_use]
pub fn short(bytes: &[u8]) -> String {
    let hash = sha256(bytes);
    URL_SAFE_NO_PAD.encode(hash.get(..16).unwrap_or(&hash))
}

/// A text of 128 random bits.
///
/// # Errors
///
/// The system gave no randomness.
pub fn nonce() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
