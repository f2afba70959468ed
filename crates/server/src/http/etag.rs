//! `ETag` and `If-None-Match`: what the asker already has is not sent again.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use bytes::Bytes;

use crate::digest;

/// Who may keep an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// Nobody stores it: it is about a person.
    Never,
    /// Anyone may store it, and asks each time whether it is still right.
    Revalidated,
}

/// The `ETag` of some bytes; weak, since the bytes may be compressed on their way.
#[must_use]
pub fn of(bytes: &[u8]) -> HeaderValue {
    HeaderValue::try_from(format!("W/\"{}\"", digest::short(bytes)))
        .unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Answers with JSON, or with 304 where the asker has it already.
#[must_use]
pub fn answer(request: &HeaderMap, json: Bytes, etag: &HeaderValue, keep: Keep) -> Response<Body> {
    let known = matches(request, etag);
    let mut response = Response::new(if known {
        Body::empty()
    } else {
        Body::from(json)
    });
    let headers = response.headers_mut();
    headers.insert(ETAG, etag.clone());
    match keep {
        Keep::Never => {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
            headers.insert(VARY, HeaderValue::from_static("cookie"));
        }
        Keep::Revalidated => {
            headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        }
    }
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}

/// Whether `If-None-Match` names this `ETag` (weak comparison, RFC 9110, 13.1.2).
#[must_use]
pub fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(wanted) = etag.to_str().map(opaque) else {
        return false;
    };
    let values = request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || opaque(tag) == wanted)
}
