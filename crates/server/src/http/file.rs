//! A file to be saved, which nobody on the way keeps.

use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, VARY};
use axum::response::Response;

pub use citizen_score_office::tables::cells::KIND as CSV;

/// Answers with a file. `name` is letters, digits, hyphens and dots. It carries no `ETag`: each is made
/// anew.
#[must_use]
pub fn answer(body: Body, kind: &'static str, name: &str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    let name = format!("attachment; filename=\"{name}\"");
    if let Ok(name) = HeaderValue::try_from(name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
