//! `GET /api/openapi.json` and `GET /api/docs`. Both stay the same while the server runs.

use std::sync::OnceLock;

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::get;
use bytes::Bytes;

use super::page;
use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::state::AppState;

/// What is served, once it was made.
struct Made {
    text: Bytes,
    html: Bytes,
    policy: HeaderValue,
}

/// Both.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/api/openapi.json", get(document))
        .route("/api/docs", get(docs))
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
}

async fn document(headers: HeaderMap) -> Result<Response, ApiError> {
    let text = &made()?.text;
    let etag = etag::of(text);
    Ok(etag::answer(
        &headers,
        text.clone(),
        &etag,
        Keep::Revalidated,
    ))
}

async fn docs(headers: HeaderMap) -> Result<Response, ApiError> {
    let made = made()?;
    let etag = etag::of(&made.html);
    let mut response = etag::answer(&headers, made.html.clone(), &etag, Keep::Revalidated);
    let is_whole = response.status() == StatusCode::OK;
    let headers = response.headers_mut();
    if is_whole {
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        headers.insert(CONTENT_TYPE, kind);
    }
    headers.insert(CONTENT_SECURITY_POLICY, made.policy.clone());
    Ok(response)
}

fn made() -> Result<&'static Made, ApiError> {
    static MADE: OnceLock<Made> = OnceLock::new();
    if let Some(made) = MADE.get() {
        return Ok(made);
    }
    let page = page::paint(&super::document())?;
    let policy = HeaderValue::try_from(page.policy);
    let made = Made {
        text: super::text()?.into(),
        html: page.html.into(),
        policy: policy.map_err(|_| ApiError::Panicked("the policy of a page".into()))?,
    };
    Ok(MADE.get_or_init(|| made))
}
