//! A name for every request, in the answer and in the log.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// Name of the header.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    static CURRENT: String;
}

/// Gives out names: a random beginning for each start of the server, then a number.
#[derive(Debug)]
pub struct RequestIds {
    start: u32,
    next: AtomicU64,
}

impl Default for RequestIds {
    fn default() -> Self {
        // Without randomness names of two starts may be the same; nothing else hangs on them.
        Self {
            start: getrandom::u32().unwrap_or_default(),
            next: AtomicU64::new(1),
        }
    }
}

impl RequestIds {
    fn name(&self) -> String {
        format!(
            "{:08x}-{}",
            self.start,
            self.next.fetch_add(1, Ordering::Relaxed)
        )
    }
}

/// The name of the request that is being answered; empty outside of one.
#[must_use]
pub fn current() -> String {
    CURRENT.try_with(Clone::clone).unwrap_or_default()
}

/// Names the request, and puts the name on its answer.
pub async fn name(ids: &'static RequestIds, request: Request, next: Next) -> Response {
    let id = ids.name();
    let value = HeaderValue::try_from(&id);
    let mut response = CURRENT.scope(id, next.run(request)).await;
    if let Ok(value) = value {
        response.headers_mut().insert(HEADER, value);
    }
    response
}
