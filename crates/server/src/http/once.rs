//! `Idempotency-Key`: the name of a request, so that it is carried out once however often it is sent.

use axum::http::{HeaderMap, HeaderName};

use crate::digest;
use crate::error::ApiError;
use crate::store::Once;

/// Name of the header, and of the field that an error names.
const NAME: &str = "idempotency-key";
const HEADER: HeaderName = HeaderName::from_static(NAME);

/// What makes a request the same as another: the key, and the digest of `action` and body.
///
/// # Errors
///
/// [`ApiError::Invalid`] where the key is missing or not 8 to 64 letters, digits, `-` and `_`.
pub fn read(headers: &HeaderMap, action: &str, body: &[u8]) -> Result<Once, ApiError> {
    let mut keys = headers.get_all(HEADER).iter();
    let (Some(key), None) = (keys.next(), keys.next()) else {
        return Err(ApiError::invalid(NAME, "must be sent, and once"));
    };
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    let key = key
        .to_str()
        .ok()
        .filter(|key| (8..=64).contains(&key.len()) && key.bytes().all(allowed));
    let key = key.ok_or_else(|| {
        ApiError::invalid(
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
