//! Refusing what another site makes a browser send.
//!
//! `SameSite=Lax` already keeps the cookie out of such requests; this is the second lock. A request
//! without any of these headers does not come from a page, and carries no one's cookie by accident.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;
use crate::oidc::LOGOUT_PATH;

/// Lets reading through, and writing only from our own pages.
pub async fn refuse(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    // A server sends this one, and no cookie counts there.
    let is_told = request.uri().path() == LOGOUT_PATH;
    if reads || is_told || is_own(request.headers()) {
        return next.run(request).await;
    }
    ApiError::CrossSite.into_response()
}

/// Whether a request comes from our own pages, or from no page at all.
#[must_use]
pub fn is_own(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return true;
    };
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let origin = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.split_once("://"));
    matches!((origin, host), (Some((_, origin)), Some(host)) if origin.eq_ignore_ascii_case(host))
}
