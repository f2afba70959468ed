//! `GET /rulebook`: the rulebook in force, for everyone.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use crate::http::etag::{self, Keep};
use crate::state::AppState;

/// Answers with the rulebook.
pub async fn show(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let fixed = &state.rulebook_json;
    etag::answer(&headers, fixed.json.clone(), &fixed.etag, Keep::Revalidated)
}
