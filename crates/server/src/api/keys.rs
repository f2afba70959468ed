//! `GET /keys`: the public keys that records are signed with, for everyone.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;

use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::signing::published;
use crate::state::AppState;

/// Answers with all keys.
pub async fn list(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    let keys = published(state.store.keys().await?);
    let json = Bytes::from(serde_json::to_vec(&keys)?);
    let etag = etag::of(&json);
    Ok(etag::answer(&headers, json, &etag, Keep::Revalidated))
}
