//! `Idempotency-Key`: the name of a request, so that it is carried out once however often it is sent.

use axum::http::HeaderMap;
use citizen_score_office::once::{self, NAME};

use crate::error::ApiError;
use crate::store::Once;

/// What makes a request the same as another: the key, and the digest of `action` and body.
///
/// # Errors
///
/// [`ApiError::Invalid`] where the key is missing or not 8 to 64 letters, digits, `-` and `_`.
pub fn read(headers: &HeaderMap, action: &str, body: &[u8]) -> Result<Once, ApiError> {
    let keys = headers.get_all(NAME).iter().map(|key| key.to_str().ok());
    Ok(once::read(keys, action, body)?)
}
