//! The files inside the program, and how one is answered with: as by a folder, only without a date, and as a
//! whole, since no browser asks for a part of these.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use bytes::Bytes;

use crate::app_source::File;
use crate::http::weight::weight;

/// How a copy may be compressed, and how its name ends then; the better way first.
const WAYS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// The way of what is not compressed.
const PLAIN: &str = "identity";

/// What a file is taken for whose name does not tell.
const UNKNOWN: &str = "application/octet-stream";

/// The files. Copies share them.
#[derive(Clone, Debug)]
pub struct Inside(Arc<HashMap<&'static str, &'static [u8]>>);

impl Inside {
    /// The files by their paths.
    pub fn new(files: &'static [File]) -> Self {
        let by_path = files.iter().map(|file| (file.path, file.bytes));
        Self(Arc::new(by_path.collect()))
    }

    /// Answers with a file, in the compressed copy that the asker likes best; with 404 where there is none.
    pub fn answer(&self, request: &Request) -> Response {
        let path = request.uri().path().trim_start_matches('/');
        let mut response = Response::default();
        let Some(plain) = self.0.get(path) else {
            *response.status_mut() = StatusCode::NOT_FOUND;
            return response;
        };
        let kind = mime_guess::from_path(path).first_raw().unwrap_or(UNKNOWN);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        let (bytes, way) = match self.copy(path, request.headers()) {
            Some((bytes, way)) => (bytes, Some(way)),
            None => (*plain, None),
        };
        if let Some(way) = way {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(way));
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        *response.body_mut() = Body::from(Bytes::from_static(bytes));
        response
    }

    /// The compressed copy of a file that is liked best, and how it is compressed.
    fn copy(&self, path: &str, headers: &HeaderMap) -> Option<(&'static [u8], &'static str)> {
        let mut best = None;
        let mut most = liking(headers, PLAIN).unwrap_or(1);
        // From the last, so that of two that are liked alike the better way is taken.
        for (way, end) in WAYS.into_iter().rev() {
            let Some(liked) = liking(headers, way).filter(|liked| *liked >= most) else {
                continue;
            };
            if let Some(bytes) = self.0.get(format!("{path}{end}").as_str()) {
                (best, most) = (Some((*bytes, way)), liked);
            }
        }
        best
    }
}

/// How much the asker likes a way, in thousandths; none where it is not named or refused.
fn liking(headers: &HeaderMap, way: &str) -> Option<u16> {
    let lists = headers.get_all(ACCEPT_ENCODING).iter();
    let items = lists
        .filter_map(|list| list.to_str().ok())
        .flat_map(|list| list.split(','));
    let weights = items.filter_map(|item| {
        let mut parts = item.split(';');
        let named = parts
            .next()
            .is_some_and(|it| it.trim().eq_ignore_ascii_case(way));
        weight(parts).filter(|liked| named && *liked > 0)
    });
    weights.max()
}
