//! Nothing about anybody is in a trace: every byte that the collector gets is looked through.

use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::json;

use super::collector::{Collector, Manner};
use super::traced;
use crate::asking::{digest, pdf};
use crate::records::{fine, line};
use crate::scene::{Scene, cookie_of};

/// An address that a proxy names.
const ADDRESS: &str = "203.0.113.77";

/// What is asked for: pages, the API, and what has secrets in its address.
const READ: [&str; 13] = [
    "/",
    "/api/v1/me",
    "/api/v1/me/entries?q=canary-query",
    "/api/v1/me/entries/canary-entry",
    "/api/v1/me/entries/canary-nowhere",
    "/api/v1/me/access-log",
    "/api/v1/me/record",
    "/api/v1/tier-proofs/canary-proof",
    "/display?key=canary-key",
    "/sign-in/oidc/callback?code=canary-code&state=canary-state",
    "/entry/canary-entry?lang=canary-query",
    "/canary-path",
    "/api/v1/canary-path",
];

#[tokio::test(flavor = "multi_thread")]
async fn no_trace_is_about_anybody() {
    let (scene, collector) = (Scene::start().await, Collector::start(Manner::Takes).await);
    let mut entry = fine("canary-entry", 3, -20);
    entry.reference = "canary-reference".into();
    let registration =
        json!({ "resident": "canary-id", "name": "Canary Name", "number": "C-7-canary" });
    let lines = format!("{registration}\n{}", line("canary-id", &entry));
    assert!(scene.import(lines).await.status.success());
    let code = scene.code("canary-id").await;
    let app = scene.app().to_str().unwrap().to_owned();
    let more = [
        ("CITIZEN_SCORE_BEHIND_TLS", "true"),
        ("CITIZEN_SCORE_APP", &app),
        // What the machine is called is nobody's business either.
        ("OTEL_RESOURCE_ATTRIBUTES", "host.name=canary-host"),
        ("OTEL_SERVICE_NAME", "canary-service"),
    ];
    let server = traced(&scene, &collector, &more);
    let client = Client::builder()
        .user_agent("canary-agent")
        .timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let ask = |method: Method, path: &str| {
        let request = client.request(method, format!("{}{path}", server.url));
        request
            .header("x-forwarded-for", ADDRESS)
            .header("referer", "https://canary.example/canary-referrer")
            .header("accept-language", "nl,canary")
            .header("tracestate", "canary=canary-state")
            .header("baggage", "canary=canary-baggage")
            .header("traceparent", super::PARENT)
    };
    let session = "/api/v1/session";
    let wrong = ask(Method::POST, session).json(&json!({ "code": "9876-5432" }));
    assert_eq!(wrong.send().await.unwrap().status(), 401);
    let signed_in = ask(Method::POST, session).json(&json!({ "code": code }));
    let cookie = cookie_of(&signed_in.send().await.unwrap());
    let asked = |method, path: &str| ask(method, path).header("cookie", &cookie);
    for path in READ {
        asked(Method::GET, path).send().await.unwrap();
    }
    let statement = asked(Method::PUT, "/api/v1/me/entries/canary-entry/statement");
    let statement = statement.json(&json!({ "text": "canary words" }));
    assert_eq!(statement.send().await.unwrap().status(), 200);
    let path = format!("/api/v1/me/evidence/{}", digest(&pdf("canary")));
    let uploaded = asked(Method::PUT, &path).body(pdf("canary"));
    assert_eq!(uploaded.send().await.unwrap().status(), 200);
    let case = json!({
        "kind": "objection", "entry": "canary-entry", "ground": "not_me", "words": "canary words",
        "evidence": [{ "digest": digest(&pdf("canary")), "name": "canary-file.pdf" }],
    });
    let opened = asked(Method::POST, "/api/v1/me/cases");
    let opened = opened.header("idempotency-key", "canary-key-1").json(&case);
    let opened = opened.send().await.unwrap();
    assert_eq!(opened.status(), 201);
    let opened: serde_json::Value = opened.json().await.unwrap();
    let number = opened["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/me/cases/{number}");
    assert_eq!(
        asked(Method::GET, &path).send().await.unwrap().status(),
        200
    );
    // What fails inside says in the log which statement it was.
    scene.break_push().await;
    let failed = asked(Method::GET, "/api/v1/me/push").send().await.unwrap();
    assert_eq!(failed.status(), 500);
    server.end(&scene).await;

    let names: Vec<String> = collector.spans().into_iter().map(|it| it.name).collect();
    for name in ["GET /display", "sign record", "POST /api/v1/me/cases"] {
        assert!(names.iter().any(|it| it == name), "{name}: {names:?}");
    }
    let token = cookie.split_once('=').unwrap().1;
    let digest = digest(&pdf("canary"));
    let secrets = [
        "canary",
        token,
        &code,
        &code.replace('-', ""),
        "9876-5432",
        &number,
        &digest,
        ADDRESS,
        "127.0.0.1:",
        "push_subscriptions",
        "select ",
    ];
    look(&collector, &secrets);
}

/// Looks for secrets in all that was told, but for the collector's own address.
fn look(collector: &Collector, secrets: &[&str]) {
    let mut told = String::new();
    for request in collector.told() {
        told.push_str(&request.head.to_lowercase());
        told.push_str(&String::from_utf8_lossy(&request.body).to_lowercase());
    }
    let own = collector.endpoint.replace("/v1/traces", "");
    let told = told.replace(own.trim_start_matches("http://"), "");
    assert!(!told.is_empty());
    for secret in secrets {
        assert!(!told.contains(&secret.to_lowercase()), "{secret}\n{told}");
    }
}
