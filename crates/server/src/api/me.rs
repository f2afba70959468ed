//! `GET /me`: the resident's own standing.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::SignedIn;
use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::state::AppState;

/// Answers with the standing of today.
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let standing = state.standing(&signed_in.holder).await?;
    Ok(etag::answer(
        &headers,
        standing.json.clone(),
        &standing.etag,
        Keep::Never,
    ))
}
