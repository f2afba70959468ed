//! Every way to be refused is one shape: `application/problem+json` with a code and a request name.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use axum::Router;
use axum::routing::get;
use citizen_score_contract::Problem;
use citizen_score_server::router::wrap;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::scene::Scene;

/// Checks the shape, and answers with code and field.
async fn problem(response: Response) -> (u16, String, Option<String>) {
    let status = response.status().as_u16();
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "application/problem+json");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(headers["x-content-type-options"], "nosniff");
    let json: Value = response.json().await.unwrap();
    let problem: Problem = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(problem.status, status);
    assert!(!problem.title.is_empty() && problem.kind.starts_with("/problems/"));
    assert_eq!(
        headers["x-request-id"].to_str().unwrap(),
        problem.request_id
    );
    assert!(!problem.request_id.is_empty());
    (
        status,
        json["code"].as_str().unwrap().to_owned(),
        problem.field,
    )
}

#[tokio::test]
async fn unknown_paths_and_methods_are_told_apart() {
    let scene = Scene::start().await;
    let cases = [
        (Method::GET, "/api/v1/nothing", 404, "not_found"),
        (Method::GET, "/api/v1", 404, "not_found"),
        (Method::GET, "/api/v1/", 404, "not_found"),
        (Method::GET, "/api/v2/me", 404, "not_found"),
        (Method::GET, "/api", 404, "not_found"),
        (Method::POST, "/api/v1/nothing", 404, "not_found"),
        (Method::GET, "/missing.js", 404, "not_found"),
        (Method::GET, "/../Cargo.toml", 404, "not_found"),
        (Method::GET, "/%2e%2e/test.sqlite", 404, "not_found"),
        (Method::GET, "/.hidden.txt", 404, "not_found"),
        (Method::POST, "/api/v1/me", 405, "method_not_allowed"),
        (Method::PUT, "/api/v1/session", 405, "method_not_allowed"),
        (
            Method::DELETE,
            "/api/v1/me/entries/x",
            405,
            "method_not_allowed",
        ),
        (Method::POST, "/", 405, "method_not_allowed"),
        (Method::POST, "/healthz", 405, "method_not_allowed"),
        (Method::GET, "/api/v1/me", 401, "signed_out"),
        (Method::GET, "/api/v1/session", 401, "signed_out"),
        (Method::GET, "/api/v1/me/entries?limit=0", 401, "signed_out"),
        (Method::GET, "/api/v1/me/events", 401, "signed_out"),
    ];
    for (method, path, status, code) in cases {
        let request = scene.client.request(method.clone(), scene.url(path));
        let found = problem(request.send().await.unwrap()).await;
        assert_eq!(
            (found.0, found.1.as_str()),
            (status, code),
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn wrong_bodies_are_named_by_field() {
    let scene = Scene::start().await;
    let post = |kind: &str, body: String| {
        let request = scene.client.post(scene.url("/api/v1/session"));
        request.header("content-type", kind).body(body).send()
    };
    let json = "application/json";
    let cases = [
        (json, "{}", 400, "invalid", Some("code")),
        (json, "", 400, "invalid", Some("body")),
        (json, "[]x", 400, "invalid", Some("body")),
        (json, "{\"code\":5}", 400, "invalid", Some("code")),
        (json, "{\"code\":\"x\"", 400, "invalid", Some("body")),
        (json, "{\"code\":\"x\"}{}", 400, "invalid", Some("body")),
        (
            json,
            "{\"code\":\"x\",\"resident\":\"ann\"}",
            400,
            "invalid",
            Some("resident"),
        ),
        (
            json,
            "{\"code\":\"x\",\"admin\":true}",
            400,
            "invalid",
            Some("admin"),
        ),
        ("text/plain", "{\"code\":\"x\"}", 415, "not_json", None),
        (
            "application/x-www-form-urlencoded",
            "code=1",
            415,
            "not_json",
            None,
        ),
        (
            "application/json; charset=utf-8",
            "{\"code\":\"x\"}",
            401,
            "sign_in_refused",
            None,
        ),
    ];
    for (kind, body, status, code, field) in cases {
        let found = problem(post(kind, body.to_owned()).await.unwrap()).await;
        assert_eq!(
            (found.0, found.1.as_str(), found.2.as_deref()),
            (status, code, field),
            "{body}"
        );
    }
    let large = json!({ "code": "0".repeat(33_000) }).to_string();
    let found = problem(post(json, large).await.unwrap()).await;
    assert_eq!((found.0, found.1.as_str()), (413, "too_large"));
}

#[tokio::test]
async fn what_another_site_sends_is_refused_and_reading_is_not() {
    let scene = Scene::start().await;
    let host = scene.url("").replace("http://", "");
    let own = format!("http://{host}");
    let cases = [
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("sec-fetch-site", "same-site")], 403),
        (vec![("origin", "https://elsewhere.example")], 403),
        (vec![("origin", "null")], 403),
        (
            vec![("sec-fetch-site", "cross-site"), ("origin", own.as_str())],
            403,
        ),
        (vec![("sec-fetch-site", "same-origin")], 401),
        (vec![("origin", own.as_str())], 401),
        (vec![], 401),
    ];
    for (headers, status) in cases {
        for method in [Method::POST, Method::DELETE] {
            let mut request = scene
                .client
                .request(method.clone(), scene.url("/api/v1/session"));
            for (name, value) in &headers {
                request = request.header(*name, *value);
            }
            let request = request.json(&json!({ "resident": "x" }));
            let response = request.send().await.unwrap();
            let signed_out = method == Method::DELETE && status == 401;
            let expected = if signed_out { 204 } else { status };
            assert_eq!(response.status().as_u16(), expected, "{method} {headers:?}");
            if status == 403 {
                assert_eq!(problem(response).await.1, "cross_site");
            }
        }
    }
    let read = scene
        .get("/api/v1/rulebook")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(read.send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_panic_is_answered_plainly_and_the_server_goes_on() {
    async fn boom() -> &'static str {
        panic!("secret detail")
    }
    let routes = Router::new()
        .route("/boom", get(boom))
        .route("/fine", get(|| async { "fine" }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, wrap(routes, false)).await.unwrap() });
    let response = reqwest::get(format!("http://{address}/boom"))
        .await
        .unwrap();
    let found = problem(response).await;
    assert_eq!((found.0, found.1.as_str()), (500, "internal"));
    let response = reqwest::get(format!("http://{address}/boom"))
        .await
        .unwrap();
    assert!(!response.text().await.unwrap().contains("secret"));
    let fine = reqwest::get(format!("http://{address}/fine"))
        .await
        .unwrap();
    assert_eq!(fine.text().await.unwrap(), "fine");
}

/// Takes away tables without which nothing can be answered, as no part of the program does.
pub async fn break_database(scene: &Scene) {
    let mut raw = scene.raw().await;
    for table in ["sessions", "meta", "sign_in_failures"] {
        let sql = format!("ALTER TABLE {table} RENAME TO no_{table}");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut raw)
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn a_database_that_fails_is_not_shown_to_the_asker() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    break_database(&scene).await;
    for path in ["/api/v1/me", "/"] {
        let response = scene.get_as(&cookie, path).send().await.unwrap();
        let found = problem(response).await;
        assert_eq!((found.0, found.1.as_str()), (500, "internal"), "{path}");
        let text = scene
            .get_as(&cookie, path)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert!(
            !text.to_lowercase().contains("pool") && !text.contains("sql"),
            "{text}"
        );
    }
    assert_eq!(scene.get("/readyz").send().await.unwrap().status(), 503);
    assert_eq!(scene.get("/healthz").send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn a_person_gets_a_page_with_words_where_the_server_fails_and_a_program_gets_json() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    break_database(&scene).await;
    let html = "text/html,application/xhtml+xml,*/*;q=0.8";
    // How it is asked for: Sec-Fetch-Mode, Accept, path; and whether a page comes.
    let cases = [
        (Some("navigate"), html, "/", true),
        (Some("navigate"), "*/*", "/history", true),
        (Some("navigate"), html, "/api/v1/me/record", true),
        (None, html, "/", true),
        (Some("cors"), html, "/", false),
        (Some("cors"), "*/*", "/api/v1/me", false),
        (None, "application/json", "/", false),
        (None, "*/*", "/", false),
    ];
    for (mode, accept, path, page) in cases {
        let mut request = scene.get_as(&cookie, path).header("accept", accept);
        if let Some(mode) = mode {
            request = request.header("sec-fetch-mode", mode);
        }
        let request = request.header("accept-language", "nl");
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 500, "{mode:?} {accept} {path}");
        if !page {
            assert_eq!(problem(response).await.1, "internal");
            continue;
        }
        let headers = response.headers().clone();
        assert_eq!(headers["content-type"], "text/html; charset=utf-8");
        assert_eq!(headers["content-language"], "nl");
        assert_eq!(headers["cache-control"], "no-store");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'sha256-"),
            "{policy}"
        );
        let text = response.text().await.unwrap();
        let number = headers["x-request-id"].to_str().unwrap();
        assert!(text.contains("<html lang=\"nl\""), "{text}");
        assert!(text.contains(number), "{number} is not in {text}");
        let low = text.to_lowercase();
        assert!(!low.contains("<script") && !low.contains("sql") && !low.contains("pool"));
    }
    // A wrong address is the app's to word, and a failure of a change is the app's too.
    let missing = scene.get("/missing.js").header("accept", html);
    assert_eq!(problem(missing.send().await.unwrap()).await.0, 404);
    let post = scene.client.post(scene.url("/api/v1/session"));
    let post = post.header("accept", html).json(&json!({"code": "1"}));
    assert_eq!(problem(post.send().await.unwrap()).await.0, 500);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_is_no_http_does_not_stop_the_server() {
    let scene = Scene::start().await;
    let address = scene.url("").replace("http://", "");
    tokio::task::spawn_blocking(move || {
        for bytes in [
            &b"\x16\x03\x01\x02\x00"[..],
            b"GET\r\n\r\n",
            b"GET / HTTP/9.9\r\n\r\n",
        ] {
            let mut stream = TcpStream::connect(&address).unwrap();
            stream.write_all(bytes).unwrap();
            stream.shutdown(std::net::Shutdown::Write).unwrap();
            let mut answer = Vec::new();
            let _ = stream.read_to_end(&mut answer);
        }
    })
    .await
    .unwrap();
    assert_eq!(scene.get("/healthz").send().await.unwrap().status(), 200);
}
