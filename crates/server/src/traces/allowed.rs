//! All that may leave in a trace. What is not written here is taken out before it is sent, whoever put it in.

use std::borrow::Cow;
use std::time::Duration;

use opentelemetry::trace::{SpanContext, SpanKind, Status, TraceState};
use opentelemetry::{KeyValue, Value};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{SpanData, SpanEvents, SpanExporter, SpanLinks};

use super::NAME;
use crate::steps::Step;

/// Stands for a method that is none of the usual ones.
pub const OTHER_METHOD: &str = "_OTHER";

const METHOD: &str = "http.request.method";
const ROUTE: &str = "http.route";

/// Hands on what may leave.
#[derive(Debug)]
pub struct Allowed<E>(pub E);

impl<E: SpanExporter> SpanExporter for Allowed<E> {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let batch: Vec<SpanData> = batch.into_iter().filter_map(allowed).collect();
        self.0.export(batch).await
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}

/// The name of the span of a request: `GET /api/v1/me`, or `GET` where no route has the path, as for a page.
pub fn named(method: &str, route: Option<&str>) -> String {
    let method = if method == OTHER_METHOD {
        "HTTP"
    } else {
        method
    };
    match route {
        Some(route) => format!("{method} {route}"),
        None => method.to_owned(),
    }
}

/// A span without all that is not allowed; nothing where it is none of this program.
fn allowed(mut span: SpanData) -> Option<SpanData> {
    if span.instrumentation_scope.name() != NAME {
        return None;
    }
    match span.span_kind {
        SpanKind::Server => {
            span.attributes.retain(may_leave);
            let method = text(&span.attributes, METHOD)?;
            span.name = named(method, text(&span.attributes, ROUTE)).into();
        }
        SpanKind::Internal => {
            span.attributes.clear();
            span.name = step(&span.name)?;
        }
        _ => return None,
    }
    span.events = SpanEvents::default();
    span.links = SpanLinks::default();
    if matches!(span.status, Status::Error { .. }) {
        span.status = Status::error("");
    }
    span.span_context = SpanContext::new(
        span.span_context.trace_id(),
        span.span_context.span_id(),
        span.span_context.trace_flags(),
        span.span_context.is_remote(),
        TraceState::NONE,
    );
    Some(span)
}

fn step(name: &str) -> Option<Cow<'static, str>> {
    let names = Step::ALL.map(Step::name);
    names.into_iter().find(|it| *it == name).map(Cow::Borrowed)
}

/// Whether an attribute is one that is told, with a value such as it has.
fn may_leave(attribute: &KeyValue) -> bool {
    let text = match &attribute.value {
        Value::I64(status) => {
            let is_status = (100..1_000).contains(status);
            return attribute.key.as_str() == "http.response.status_code" && is_status;
        }
        Value::String(text) => text.as_str(),
        _ => return false,
    };
    match attribute.key.as_str() {
        METHOD => text == OTHER_METHOD || text.bytes().all(|it| it.is_ascii_uppercase()),
        ROUTE => text.starts_with('/'),
        "url.scheme" => matches!(text, "http" | "https"),
        "error.type" => text.len() == 3 && text.bytes().all(|it| it.is_ascii_digit()),
        "citizen_score.request_id" => text.bytes().all(|it| it.is_ascii_hexdigit() || it == b'-'),
        _ => false,
    }
}

fn text<'a>(attributes: &'a [KeyValue], key: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|it| it.key.as_str() == key)?;
    match &found.value {
        Value::String(text) => Some(text.as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::time::SystemTime;

    use opentelemetry::InstrumentationScope;
    use opentelemetry::trace::{Event, Link, SpanId, TraceFlags, TraceId};

    use super::*;

    fn span(kind: SpanKind, name: &'static str, attributes: Vec<KeyValue>) -> SpanData {
        let state = TraceState::from_key_value([("who", "ann")]).unwrap();
        let (trace, id) = (TraceId::from(1), SpanId::from(2));
        let context = SpanContext::new(trace, id, TraceFlags::SAMPLED, false, state);
        let mut events = SpanEvents::default();
        events.events.push(Event::with_name("ann came"));
        let mut links = SpanLinks::default();
        links.links.push(Link::with_context(context.clone()));
        SpanData {
            span_context: context,
            parent_span_id: SpanId::INVALID,
            parent_span_is_remote: false,
            span_kind: kind,
            name: name.into(),
            start_time: SystemTime::UNIX_EPOCH,
            end_time: SystemTime::UNIX_EPOCH,
            attributes,
            dropped_attributes_count: 0,
            events,
            links,
            status: Status::error("ann is not there"),
            instrumentation_scope: InstrumentationScope::builder(NAME).build(),
        }
    }

    #[test]
    fn what_is_not_on_the_list_does_not_leave() {
        let good = [
            KeyValue::new(METHOD, "GET"),
            KeyValue::new(ROUTE, "/api/v1/me"),
            KeyValue::new("http.response.status_code", 500),
            KeyValue::new("url.scheme", "https"),
            KeyValue::new("error.type", "500"),
            KeyValue::new("citizen_score.request_id", "0a1b2c3d-7"),
        ];
        let bad = [
            KeyValue::new("url.path", "/entry/ann-1"),
            KeyValue::new("url.query", "a=ann"),
            KeyValue::new("client.address", "192.0.2.1"),
            KeyValue::new("user_agent.original", "ann"),
            KeyValue::new("error.type", "ann"),
            KeyValue::new("url.scheme", "ann"),
            KeyValue::new("citizen_score.request_id", "ann!"),
            KeyValue::new("http.response.status_code", "ann"),
            KeyValue::new("exception.message", "ann"),
        ];
        let all = good.iter().chain(&bad).cloned().collect();
        let left = allowed(span(SpanKind::Server, "GET /entry/ann-1", all)).unwrap();
        assert_eq!(left.attributes, good);
        assert_eq!(left.name, "GET /api/v1/me");
        assert!(!format!("{left:?}").contains("ann"), "{left:?}");

        let all = good.to_vec();
        let left = allowed(span(SpanKind::Internal, Step::PaintPage.name(), all)).unwrap();
        assert!(left.attributes.is_empty());
        assert!(!format!("{left:?}").contains("ann"), "{left:?}");
    }

    #[test]
    fn what_this_program_did_not_make_does_not_leave() {
        let method = || vec![KeyValue::new(METHOD, "GET")];
        assert!(allowed(span(SpanKind::Internal, "SELECT ann", method())).is_none());
        assert!(allowed(span(SpanKind::Client, "paint page", method())).is_none());
        assert!(allowed(span(SpanKind::Server, "GET", Vec::new())).is_none());
        let mut others = span(SpanKind::Internal, "paint page", Vec::new());
        others.instrumentation_scope = InstrumentationScope::builder("sqlx").build();
        assert!(allowed(others).is_none());
    }
}
