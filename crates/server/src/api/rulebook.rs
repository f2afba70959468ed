//! `GET /rulebook` and `GET /rulebook/upcoming`: the rules in force and to come, for everyone.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::state::AppState;

/// Answers with the rulebook in force.
pub async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let fixed = &state.rulebook_json;
    etag::answer(&headers, fixed.json.clone(), &fixed.etag, Keep::Revalidated)
}

/// Answers with the rulebook that is announced, if one is.
pub async fn upcoming(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let today = state.clock.today();
    let found = state
        .announced
        .find(&state.store, &state.rulebook, today)
        .await?;
    let fixed = found.ok_or(ApiError::NotFound)?;
    Ok(etag::answer(
        &headers,
        fixed.json,
        &fixed.etag,
        Keep::Revalidated,
    ))
}
