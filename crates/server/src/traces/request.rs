//! The span of a request, by the conventions of `OpenTelemetry` for HTTP servers, but for what they want told of
//! the asker: no path, no query, no address and no agent.

use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::Response;
use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::field::Empty;
use tracing::{Instrument as _, Level, Span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use super::allowed::{OTHER_METHOD, named};
use crate::http::request_id;
use crate::steps::TARGET;

/// Answers a request within a span of its own, where somebody wants it.
pub async fn request(behind_tls: bool, request: Request, next: Next) -> Response {
    let span = begin(behind_tls, &request);
    if span.is_disabled() {
        return next.run(request).await;
    }
    let response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    span.record("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        span.record("error.type", status.as_str());
        span.record("otel.status_code", "ERROR");
    }
    response
}

fn begin(behind_tls: bool, request: &Request) -> Span {
    let method = method(request.method());
    // The pattern of a route, never the path: that may hold a secret, or name somebody.
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map(MatchedPath::as_str);
    let span = tracing::span!(
        target: TARGET,
        Level::INFO,
        "request",
        otel.name = named(method, route),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.route = route,
        http.response.status_code = Empty,
        url.scheme = if behind_tls { "https" } else { "http" },
        error.type = Empty,
        citizen_score.request_id = request_id::current(),
    );
    if !span.is_disabled() {
        let parent = TraceContextPropagator::new().extract(&Parent(request.headers()));
        // It fails where nobody made a trace of the span.
        let _ = span.set_parent(parent);
    }
    span
}

/// The method, if it is a usual one: anybody can make up others.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::PATCH => "PATCH",
        Method::OPTIONS => "OPTIONS",
        _ => OTHER_METHOD,
    }
}

/// What a request says of the trace that it belongs to (W3C Trace Context): the numbers in `traceparent` only.
/// In `tracestate` could be anything.
struct Parent<'a>(&'a HeaderMap);

impl Extractor for Parent<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        let value = self.0.get(key).filter(|_| key == "traceparent");
        value.and_then(|it| it.to_str().ok())
    }

    fn keys(&self) -> Vec<&str> {
        vec!["traceparent"]
    }
}
