//! The document of the API: what is kept in the source, printed and served is the same, and is about the
//! routes that there are.

use std::collections::{BTreeMap, BTreeSet};

use citizen_score_contract::API_PATH;
use citizen_score_server::openapi;
use reqwest::{Method, StatusCode};
use serde_json::Value;

use crate::scene::{Scene, program};

const METHODS: [&str; 5] = ["get", "post", "put", "delete", "patch"];

/// The methods of each path in the document.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let document = openapi::document();
    let paths = document["paths"].as_object().unwrap();
    let methods = |path: &Value| path.as_object().unwrap().keys().cloned().collect();
    paths
        .iter()
        .map(|(path, calls)| (path.clone(), methods(calls)))
        .collect()
}

/// The methods of each path that a source of routes gives a handler to.
fn routed(source: &str, prefix: &str) -> BTreeMap<String, BTreeSet<String>> {
    let code: String = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let routes = code.split(".route(").skip(1).map(|route| {
        let route = route.split(".fallback(").next().unwrap();
        let path = route.split('"').nth(1).unwrap();
        let methods = METHODS
            .into_iter()
            .filter(|method| {
                let called = format!("{method}(");
                route.match_indices(&called).any(|(at, _)| {
                    let before = route[..at].chars().next_back().unwrap();
                    !before.is_alphanumeric() && before != '_' && before != ':'
                })
            })
            .map(str::to_owned);
        (format!("{prefix}{path}"), methods.collect())
    });
    routes.collect()
}

#[tokio::test]
async fn what_is_in_the_source_is_printed_and_served() {
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let kept = std::fs::read_to_string(kept).unwrap_or_default();
    let printed = program().arg("openapi").output().unwrap();
    assert!(printed.status.success(), "{printed:?}");
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(
        kept == printed,
        "docs/openapi.json is out of date: run `citizen-score openapi > docs/openapi.json`"
    );
    let scene = Scene::start().await;
    let response = scene.get("/api/openapi.json").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "application/json");
    assert_eq!(headers["cache-control"], "public, no-cache");
    assert_eq!(response.text().await.unwrap(), printed);
    let again = scene
        .get("/api/openapi.json")
        .header("if-none-match", &headers["etag"]);
    let again = again.send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[test]
fn every_route_is_in_the_document_and_every_call_of_it_is_a_route() {
    let mut routes = routed(include_str!("../../src/api.rs"), API_PATH);
    assert!(routes.len() > 30, "{routes:?}");
    let pages = routed(include_str!("../../src/pages.rs"), "");
    routes.extend(pages);
    routes.extend(routed(include_str!("../../src/openapi/serve.rs"), ""));
    // A page, in answer to a link that an operator opens at the display.
    routes.remove("/display").unwrap();
    assert_eq!(documented(), routes);
}

#[tokio::test]
async fn a_method_that_is_not_in_the_document_is_told_which_ones_are() {
    let scene = Scene::start().await;
    for (path, methods) in documented() {
        let asked = path.replace(['{', '}'], "");
        for method in METHODS.into_iter().filter(|it| !methods.contains(*it)) {
            let verb = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let request = scene.client.request(verb, scene.url(&asked));
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 405, "{method} {path}");
            let allowed = response
                .headers()
                .get("allow")
                .map(|it| it.to_str().unwrap());
            let allowed = allowed.unwrap_or_else(|| panic!("{method} {path} says nothing"));
            let allowed: BTreeSet<String> = allowed
                .split(',')
                .map(|it| it.trim().to_lowercase())
                .filter(|it| it != "head")
                .collect();
            assert_eq!(allowed, methods, "{method} {path}");
        }
    }
}

#[test]
fn the_calls_have_names_of_their_own_and_say_something() {
    let document = openapi::document();
    let mut names = BTreeSet::new();
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let name = call["operationId"].as_str().unwrap().to_owned();
            assert!(names.insert(name), "{method} {path}");
            for text in ["summary", "description"] {
                let text = call[text].as_str().unwrap();
                assert!(!text.is_empty(), "{method} {path}");
            }
            for (status, answer) in call["responses"].as_object().unwrap() {
                let text = answer["description"].as_str().unwrap();
                assert!(!text.is_empty(), "{method} {path} {status}");
            }
        }
    }
}

#[tokio::test]
async fn the_page_to_read_needs_nothing_but_itself() {
    let scene = Scene::start().await;
    let response = scene.get("/api/docs").send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "text/html; charset=utf-8");
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
    let page = response.text().await.unwrap().replace("&#x2f;", "/");
    assert!(!page.contains("<script") && !page.contains("style=\""));
    assert!(!page.contains("src=") && !page.contains("<link"));
    // Every link leads somewhere on the page.
    for link in page.split("href=\"").skip(1) {
        let target = link.split('"').next().unwrap();
        match target.strip_prefix('#') {
            Some(id) => assert!(page.contains(&format!("id=\"{id}\"")), "{target}"),
            None => assert_eq!(target, "/api/openapi.json"),
        }
    }
    let document = openapi::document();
    for call in documented().keys() {
        assert!(page.contains(call.as_str()), "{call}");
    }
    for shape in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(page.contains(&format!("id=\"shape-{shape}\"")), "{shape}");
    }
}
