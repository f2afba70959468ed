//! A limit of time for every answer, and an answer even after a panic.

use std::any::Any;
use std::time::Duration;

use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// Longest time until an answer begins. A stream of events begins at once and then goes on.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);

/// The same for a file that is uploaded: 5 MB over a slow connection, 350 kbit a second.
pub const UPLOAD_LIMIT: Duration = Duration::from_mins(2);

/// Ends a request that takes too long.
pub async fn limit_time(request: Request, next: Next) -> Response {
    let is_upload =
        *request.method() == Method::PUT && request.uri().path().contains("/me/evidence/");
    let limit = if is_upload { UPLOAD_LIMIT } else { TIME_LIMIT };
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => ApiError::TimedOut.into_response(),
    }
}

/// Turns a panic into a plain answer.
#[must_use]
pub fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let said = panic
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| panic.downcast_ref::<String>().cloned());
    ApiError::Panicked(said.unwrap_or_default()).into_response()
}
