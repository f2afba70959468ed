//! Reading a body up to a limit.

use axum::extract::Request;
use axum::http::header::CONTENT_LENGTH;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::error::ApiError;

/// The whole body of a request. One that says it is larger than `most` bytes is refused unread.
///
/// # Errors
///
/// [`ApiError::TooLarge`], or [`ApiError::Invalid`] where the body breaks off.
pub async fn read(request: Request, most: usize) -> Result<Bytes, ApiError> {
    let says = request
        .headers()
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok())
        .and_then(|length| length.parse::<u64>().ok());
    if says.is_some_and(|length| length > most as u64) {
        return Err(ApiError::TooLarge);
    }
    match Limited::new(request.into_body(), most).collect().await {
        Ok(whole) => Ok(whole.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(ApiError::TooLarge),
        Err(error) => Err(ApiError::invalid(
            "body",
            format!("cannot be read: {error}"),
        )),
    }
}
