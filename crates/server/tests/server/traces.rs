//! Traces, as a collector gets them from the real program.

mod collector;
mod nobody;
mod sampling;
mod trouble;

use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use opentelemetry_proto::tonic::trace::v1::status::StatusCode;
use reqwest::{Client, RequestBuilder, Response};

use self::collector::{Collector, Manner, attributes};
use crate::running::Running;
use crate::scene::Scene;

/// A trace and a span of somebody else, and how the header names both.
const TRACE: [u8; 16] = *b"\x4b\xf9\x2f\x35\x77\xb3\x4d\xa6\xa3\xce\x92\x9d\x0e\x0e\x47\x36";
const SPAN: [u8; 8] = *b"\x00\xf0\x67\xaa\x0b\xa9\x02\xb7";
const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

/// The program with traces that go to this collector.
fn traced(scene: &Scene, collector: &Collector, more: &[(&str, &str)]) -> Running {
    let mut environment = vec![("CITIZEN_SCORE_TRACES_ENDPOINT", &*collector.endpoint)];
    environment.extend(more);
    Running::with(scene, &environment)
}

fn get(server: &Running, path: &str) -> RequestBuilder {
    Client::new().get(format!("{}{path}", server.url))
}

fn number(response: &Response) -> String {
    let number = response.headers()["x-request-id"].to_str().unwrap();
    number.to_owned()
}

fn named<'a>(spans: &'a [Span], name: &str) -> &'a Span {
    let found = spans.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("{name} is not in {spans:#?}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_told_by_its_route_and_belongs_to_the_trace_of_whoever_asked() {
    let (scene, collector) = (Scene::start().await, Collector::start(Manner::Takes).await);
    let cookie = scene.sign_in("ann").await;
    let server = traced(&scene, &collector, &[]);
    let asked = get(&server, "/api/v1/me").header("cookie", &cookie);
    let answer = asked.header("traceparent", PARENT).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let me = number(&answer);
    let list = get(&server, "/api/v1/me/entries").header("cookie", &cookie);
    assert_eq!(list.send().await.unwrap().status(), 200);
    let missing = get(&server, "/api/v1/me/entries/nowhere?lang=nl");
    let missing = missing.header("cookie", &cookie).send().await.unwrap();
    assert_eq!(missing.status(), 404);
    scene.break_push().await;
    let failed = get(&server, "/api/v1/me/push").header("cookie", &cookie);
    let failed = failed.send().await.unwrap();
    assert_eq!(failed.status(), 500);
    let log = server.end(&scene).await;
    assert!(!log.contains("\"span\""), "{log}");

    let told = collector.told();
    assert!(
        told[0].head.starts_with("POST /v1/traces "),
        "{}",
        told[0].head
    );
    let spans = collector.spans();
    let span = named(&spans, "GET /api/v1/me");
    assert_eq!(span.kind(), SpanKind::Server);
    assert_eq!(
        attributes(span),
        [
            ("citizen_score.request_id", me),
            ("http.request.method", "GET".into()),
            ("http.response.status_code", "200".into()),
            ("http.route", "/api/v1/me".into()),
            ("url.scheme", "http".into()),
        ]
    );
    assert_eq!(
        (&*span.trace_id, &*span.parent_span_id),
        (&TRACE[..], &SPAN[..])
    );
    assert_eq!(
        span.status.clone().unwrap_or_default().code(),
        StatusCode::Unset
    );
    for name in ["find session", "read standing"] {
        let step = named(&spans, name);
        assert_eq!(step.kind(), SpanKind::Internal);
        assert_eq!(step.trace_id, TRACE, "{name}");
        assert_eq!(step.parent_span_id, span.span_id, "{name}");
        assert!(
            step.attributes.is_empty() && step.events.is_empty(),
            "{step:?}"
        );
    }
    let list = named(&spans, "GET /api/v1/me/entries");
    // Whichever of the two came first; the standing may have been kept by then.
    let counted = &named(&spans, "count ledger").trace_id;
    assert!([&list.trace_id, &TRACE.to_vec()].contains(&counted));

    let span = named(&spans, "GET /api/v1/me/entries/{id}");
    assert_ne!(span.trace_id, TRACE);
    assert!(span.parent_span_id.is_empty());
    let all = attributes(span);
    assert!(all.contains(&("citizen_score.request_id", number(&missing))));
    assert!(all.contains(&("http.response.status_code", "404".into())));
    assert!(all.iter().all(|(key, _)| *key != "error.type"));

    let span = named(&spans, "GET /api/v1/me/push");
    let all = attributes(span);
    assert!(all.contains(&("citizen_score.request_id", number(&failed))));
    assert!(all.contains(&("error.type", "500".into())));
    let status = span.status.clone().unwrap();
    assert_eq!((status.code(), &*status.message), (StatusCode::Error, ""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_told_without_its_path_and_no_step_is_without_its_request() {
    let scene = Scene::start().await;
    let collector = Collector::start(Manner::TakesSealed).await;
    let certificate = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/server/traces/certificate.pem"
    );
    let app = scene.app().to_str().unwrap().to_owned();
    let more = [
        ("SSL_CERT_FILE", certificate),
        ("CITIZEN_SCORE_APP", &app),
        ("CITIZEN_SCORE_BEHIND_TLS", "true"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "x-token=hush"),
        // What the program says goes before what the environment says to every such program.
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9"),
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"),
        ("OTEL_TRACES_SAMPLER", "always_off"),
    ];
    let server = traced(&scene, &collector, &more);
    let page = get(&server, "/entry/canary").send().await.unwrap();
    assert_eq!(page.status(), 200);
    let made_up = Client::new().request("SECRET".parse().unwrap(), format!("{}/", server.url));
    assert_eq!(made_up.send().await.unwrap().status(), 405);
    let wrong = Client::new().post(format!("{}/api/v1/session", server.url));
    let wrong = wrong.json(&serde_json::json!({ "code": "0000-0000" }));
    assert_eq!(wrong.send().await.unwrap().status(), 401);
    server.end(&scene).await;

    let head = &collector.told()[0].head;
    assert!(head.contains("\"x-token\": \"hush\""), "{head}");
    let spans = collector.spans();
    let span = named(&spans, "GET");
    let keys: Vec<_> = attributes(span).into_iter().map(|it| it.0).collect();
    assert!(!keys.contains(&"http.route"), "{keys:?}");
    assert!(attributes(span).contains(&("url.scheme", "https".into())));
    assert_eq!(named(&spans, "paint page").parent_span_id, span.span_id);
    assert!(attributes(named(&spans, "HTTP")).contains(&("http.request.method", "_OTHER".into())));
    let sign_in = named(&spans, "POST /api/v1/session");
    assert_eq!(
        named(&spans, "wait to write").parent_span_id,
        sign_in.span_id
    );
    // Also the server itself writes and reads, at its start and behind the requests.
    let steps = spans.iter().filter(|it| it.kind() == SpanKind::Internal);
    for step in steps {
        assert!(
            spans.iter().any(|it| it.span_id == step.parent_span_id),
            "{step:?}"
        );
    }
}
