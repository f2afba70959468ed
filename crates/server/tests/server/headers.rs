//! Headers that keep a page to itself.

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

use crate::pages::header;
use crate::scene::Scene;

#[tokio::test]
async fn the_policy_allows_the_inline_parts_of_this_very_page_and_nothing_else_inline() {
    let scene = Scene::start().await;
    let response = scene.get("/").send().await.unwrap();
    let policy = header(&response, "content-security-policy").to_owned();
    let hash = |text: &str| {
        let sum = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text));
        format!("'sha256-{sum}'")
    };
    let html = response.text().await.unwrap();
    for (inline, directive) in [("start()", "script-src"), ("p { margin: 0 }", "style-src")] {
        assert!(html.contains(&format!(">{inline}</")));
        let list = policy
            .split(';')
            .find(|it| it.trim().starts_with(directive))
            .unwrap();
        assert!(list.contains(&hash(inline)), "{policy}");
    }
    assert_eq!(policy.matches("sha256-").count(), 2, "{policy}");
    assert!(
        !policy.contains("unsafe-inline") && !policy.contains("unsafe-eval'; "),
        "{policy}"
    );
    for part in [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let scene = Scene::start().await;
    for path in [
        "/",
        "/missing.js",
        "/api/v1/rulebook",
        "/api/v1/me",
        "/api/v1/keys",
        "/api/v1/me/record",
        "/healthz",
        "/config.json",
    ] {
        let response = scene.get(path).send().await.unwrap();
        assert_eq!(
            header(&response, "x-content-type-options"),
            "nosniff",
            "{path}"
        );
        assert_eq!(
            header(&response, "referrer-policy"),
            "no-referrer",
            "{path}"
        );
        assert_eq!(
            header(&response, "cross-origin-opener-policy"),
            "same-origin",
            "{path}"
        );
        assert_eq!(
            header(&response, "cross-origin-resource-policy"),
            "same-origin",
            "{path}"
        );
        assert!(
            header(&response, "permissions-policy").contains("camera=()"),
            "{path}"
        );
        assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
        assert!(
            !response.headers().contains_key("strict-transport-security"),
            "{path}"
        );
        assert!(!header(&response, "x-request-id").is_empty(), "{path}");
    }
}
