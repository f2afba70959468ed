//! Pages: the first paint, the policy, files, and what browsers may keep.

use base64::Engine as _;
use citizen_score_contract::{Boot, Mode};
use reqwest::Response;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::records::help;
use crate::scene::{INDEX, Scene};

/// The boot block of a page, read as a browser reads it: up to the first end of the element.
fn boot(html: &str) -> Boot {
    let begin = "<script type=\"application/json\" id=\"boot\">";
    let text = html
        .split_once(begin)
        .unwrap()
        .1
        .split_once("</script")
        .unwrap()
        .0;
    serde_json::from_str(text).unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> &'a str {
    response.headers()[name].to_str().unwrap()
}

#[tokio::test]
async fn the_overview_carries_the_standing_before_anything_runs() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("one", 1, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    for (language, score, next) in [
        ("en", "1,020", "20 points"),
        ("nl-BE", "1.020", "20 punten"),
        ("zh-Hans", "1,020", "20"),
    ] {
        let request = scene
            .get_as(&cookie, "/")
            .header("accept-language", language);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "cache-control"), "no-store");
        assert_eq!(
            header(&response, "content-type"),
            "text/html; charset=utf-8"
        );
        let html = response.text().await.unwrap();
        let frame = html
            .split_once("<!--frame-->")
            .unwrap()
            .1
            .split_once("<!--/frame-->")
            .unwrap()
            .0;
        assert!(
            frame.contains(score) && frame.contains(next),
            "{language}: {frame}"
        );
        assert!(frame.contains("Name of ann") && frame.contains("••••••-ann"));
        let me = boot(&html).me.unwrap();
        assert_eq!(
            serde_json::to_value(&me).unwrap(),
            scene.json_as(&cookie, "/api/v1/me").await
        );
    }
}

#[tokio::test]
async fn other_pages_and_strangers_get_no_standing_in_the_frame() {
    let scene = Scene::demo().await;
    let cookie = scene.sign_in("ann").await;
    for path in ["/history", "/tiers", "/no/such/page"] {
        let html = scene
            .get_as(&cookie, path)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert!(!html.contains("data-score"), "{path}");
        assert!(boot(&html).me.is_some(), "{path}");
    }
    let response = scene.get("/").send().await.unwrap();
    assert_eq!(
        (
            response.status().as_u16(),
            header(&response, "cache-control")
        ),
        (200, "no-cache")
    );
    let vary: Vec<&str> = response
        .headers()
        .get_all("vary")
        .iter()
        .map(|it| it.to_str().unwrap())
        .collect();
    assert!(vary.join(",").contains("cookie") && vary.join(",").contains("accept-language"));
    let boot = boot(&response.text().await.unwrap());
    assert_eq!((boot.me, boot.config.mode), (None, Mode::Demo));
    let config = scene
        .get("/config.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(boot.config, config);
}

#[tokio::test]
async fn a_language_chosen_by_hand_wins() {
    let scene = Scene::start().await;
    let request = scene
        .get_as("cs_language=zh-CN", "/")
        .header("accept-language", "nl");
    let response = request.send().await.unwrap();
    assert_eq!(header(&response, "content-language"), "zh-CN");
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("<html lang=\"zh-CN\"")
    );
}

#[tokio::test]
async fn a_hostile_name_stays_a_name() {
    let scene = Scene::start().await;
    let name = "</script><script>alert(1)</script><!-- \u{2028} & {{ t(1) }}";
    let mut evil = crate::scene::resident("evil", true);
    evil.name = name.to_owned();
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    writer.register(&evil).await.unwrap();
    writer.commit().await.unwrap();
    let cookie = scene.sign_in("evil").await;
    let html = scene
        .get_as(&cookie, "/")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert_eq!(boot(&html).me.unwrap().display_name, name);
    assert!(!html.contains("<script>alert"), "{html}");
    assert_eq!(
        html.matches("<script").count(),
        INDEX.matches("<script").count()
    );
}

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

#[tokio::test]
async fn files_have_their_types_their_compressed_copies_and_their_time() {
    let scene = Scene::start().await;
    let app = scene.app();
    for (name, text) in [
        ("app-1f3870be274f6c49.js", "plain script"),
        ("app-1f3870be274f6c49.js.br", "brotli copy"),
        ("app-1f3870be274f6c49.js.gz", "gzip copy"),
        ("app-1f3870be274f6c49_bg.wasm", "\0asm"),
        ("favicon.svg", "<svg/>"),
        ("secret.txt.br", "a copy without its file"),
    ] {
        std::fs::write(app.join(name), text).unwrap();
    }
    let get = |path: &str, accept: &str| scene.get(path).header("accept-encoding", accept).send();
    let for_good = "public, max-age=31536000, immutable";
    let cases = [
        (
            "/app-1f3870be274f6c49.js",
            "br, gzip",
            "text/javascript",
            for_good,
            Some("br"),
            "brotli copy",
        ),
        (
            "/app-1f3870be274f6c49.js",
            "gzip",
            "text/javascript",
            for_good,
            Some("gzip"),
            "gzip copy",
        ),
        (
            "/app-1f3870be274f6c49.js",
            "identity",
            "text/javascript",
            for_good,
            None,
            "plain script",
        ),
        (
            "/app-1f3870be274f6c49_bg.wasm",
            "",
            "application/wasm",
            for_good,
            None,
            "\0asm",
        ),
        (
            "/favicon.svg",
            "",
            "image/svg+xml",
            "public, no-cache",
            None,
            "<svg/>",
        ),
    ];
    for (path, accept, kind, keep, encoding, text) in cases {
        let response = get(path, accept).await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(header(&response, "content-type"), kind, "{path}");
        assert_eq!(header(&response, "cache-control"), keep, "{path}");
        let sent = response
            .headers()
            .get("content-encoding")
            .map(|it| it.to_str().unwrap().to_owned());
        assert_eq!(sent.as_deref(), encoding, "{path} {accept}");
        assert_eq!(response.text().await.unwrap(), text, "{path} {accept}");
    }
    for missing in [
        "/app-1f3870be274f6c49.js.br",
        "/secret.txt.br",
        "/none.css",
        "/test.sqlite",
    ] {
        assert_eq!(get(missing, "br").await.unwrap().status(), 404, "{missing}");
    }
}

#[tokio::test]
async fn dynamic_answers_are_compressed_for_those_who_ask() {
    let scene = Scene::start().await;
    for (path, accept, expected) in [
        ("/", "br", "br"),
        ("/", "gzip", "gzip"),
        ("/api/v1/rulebook", "br", "br"),
    ] {
        let request = scene.get(path).header("accept-encoding", accept);
        let response = request.send().await.unwrap();
        assert_eq!(header(&response, "content-encoding"), expected, "{path}");
    }
}

#[tokio::test]
async fn the_server_says_whether_it_lives_and_is_ready() {
    let scene = Scene::start().await;
    for (path, text) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let response = scene.get(path).send().await.unwrap();
        assert_eq!(
            (
                response.status().as_u16(),
                response.text().await.unwrap().as_str()
            ),
            (200, text)
        );
    }
    let live = scene.get("/config.json").send().await.unwrap();
    let live: serde_json::Value = live.json().await.unwrap();
    assert_eq!(
        live,
        json!({ "mode": "live", "api_base": "/api/v1", "residents": [] })
    );
}
