//! The app's files, compression, and whether the server is ready.

use serde_json::json;

use crate::pages::header;
use crate::scene::Scene;

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

/// Two versions of the app whose files carry one date, as those of an image do.
#[tokio::test]
async fn a_file_is_known_by_its_content_and_not_by_its_date() {
    let date = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_hours(400_000);
    let version = |text: &'static str| {
        Scene::with_app(move |app| {
            let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales");
            std::os::unix::fs::symlink(words, app.join("words-1")).unwrap();
            std::fs::write(app.join("worker.js"), text).unwrap();
            let file = std::fs::File::options()
                .write(true)
                .open(app.join("worker.js"));
            file.unwrap().set_modified(date).unwrap();
        })
    };
    let since = "Fri, 01 Jan 2100 00:00:00 GMT";
    let older = version("older").await;
    let first = older.get("/worker.js").send().await.unwrap();
    let known = header(&first, "etag").to_owned();
    assert!(first.headers().get("last-modified").is_none());

    for (scene, status, text) in [(&older, 304, ""), (&version("newer").await, 200, "newer")] {
        let request = scene
            .get("/worker.js")
            .header("if-none-match", &known)
            .header("if-modified-since", since);
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(header(&response, "cache-control"), "public, no-cache");
        assert_eq!(response.text().await.unwrap(), text);
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
    let mut live: serde_json::Value = live.json().await.unwrap();
    let languages = live["languages"].take();
    assert_eq!(languages.as_array().unwrap().len(), 3, "{languages}");
    assert_eq!(
        live,
        json!({ "mode": "live", "api_base": "/api/v1", "residents": [], "kiosk": null, "languages": null })
    );
}
