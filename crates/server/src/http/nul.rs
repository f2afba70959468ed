//! Addresses with the character U+0000 in them: nothing has such a name, and `PostgreSQL` takes no such text.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

use crate::error::ApiError;

/// Answers "there is no such thing" without asking the database.
///
/// # Errors
///
/// [`ApiError::NotFound`].
pub async fn refuse(request: Request, next: Next) -> Result<Response, ApiError> {
    if request.uri().path().contains("%00") {
        return Err(ApiError::NotFound);
    }
    Ok(next.run(request).await)
}
