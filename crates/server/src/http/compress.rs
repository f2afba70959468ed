//! Compressing answers where the asker accepts it.
//!
//! Streams of events go by: even the place for a compressor that is not used takes 5 KB, for as long as the
//! screen is open.

use std::convert::Infallible;
use std::future::ready;

use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::Response;
use citizen_score_contract::ledger::NDJSON;
use tower::{Layer as _, ServiceExt as _, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

/// Quality of compression on the fly: most of the gain at a tenth of the time of the best.
const QUALITY: CompressionLevel = CompressionLevel::Precise(5);

/// What streams of events are sent as.
const EVENTS: &str = "text/event-stream";

/// Compresses an answer, unless it is compressed already, small, a picture or a stream of events.
pub async fn compress(request: Request, next: Next) -> Response {
    let mut asked = Request::new(Body::empty());
    for value in request.headers().get_all(ACCEPT_ENCODING) {
        asked.headers_mut().append(ACCEPT_ENCODING, value.clone());
    }
    let answer = next.run(request).await;
    if is(answer.headers(), EVENTS) {
        return answer;
    }
    let quality = if is_long(answer.headers()) {
        CompressionLevel::Fastest
    } else {
        QUALITY
    };
    let mut answer = Some(answer);
    let given =
        service_fn(move |_: Request| ready(Ok::<_, Infallible>(answer.take().unwrap_or_default())));
    let compressed = CompressionLayer::new().quality(quality).layer(given);
    match compressed.oneshot(asked).await {
        Ok(answer) => answer.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether an answer may be tens of megabytes long, so that compressing it well would take seconds: a
/// whole ledger, in a file or line by line.
fn is_long(headers: &HeaderMap) -> bool {
    headers.contains_key(CONTENT_DISPOSITION) || is(headers, NDJSON)
}

fn is(headers: &HeaderMap, kind: &str) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|it| it.as_bytes().starts_with(kind.as_bytes()))
}
