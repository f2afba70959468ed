//! `Idempotency-Key`: the name of a request, so that it is carried out once however often it is sent.

use crate::digest;
use crate::wrong::Wrong;

/// Name of the header, and of the field that an error names.
pub const NAME: &str = "idempotency-key";

/// What makes a request the same as another.
#[derive(Clone, Debug)]
pub struct Once {
    /// The `Idempotency-Key`.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub request: [u8; 32],
}

/// What makes a request the same as another: the key, and the digest of `action` and body. `keys` are all
/// values of the header, each none where it is not text.
///
/// # Errors
///
/// [`Wrong::Field`] where the key is missing or not 8 to 64 letters, digits, `-` and `_`.
pub fn read<'a>(
    keys: impl IntoIterator<Item = Option<&'a str>>,
    action: &str,
    body: &[u8],
) -> Result<Once, Wrong> {
    let mut keys = keys.into_iter();
    let (Some(key), None) = (keys.next(), keys.next()) else {
        return Err(Wrong::field(NAME, "must be sent, and once"));
    };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let key = key.filter(|key| (8..=64).contains(&key.len()) && key.bytes().all(allowed));
    let key = key.ok_or_else(|| {
        Wrong::field(
            NAME,
            "must be 8 to 64 letters, digits, hyphens and low lines",
        )
    })?;
    let mut whole = Vec::with_capacity(action.len() + 1 + body.len());
    whole.extend_from_slice(action.as_bytes());
    whole.push(0);
    whole.extend_from_slice(body);
    Ok(Once {
        key: key.to_owned(),
        request: digest::sha256(&whole),
    })
}
