//! An app inside the program is what the same app in a folder is.

use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use citizen_score_server::app_files::AppFiles;
use citizen_score_server::app_source::File;
use citizen_score_server::error::ApiError;
use citizen_score_server::paint::Parts;
use tempfile::TempDir;

use crate::scene::INDEX;

const FILES: &[File] = &[
    file("index.html", INDEX.as_bytes()),
    file("index.html.br", b"the page in brotli"),
    file(
        ".parts.json",
        br#"{"wasm":{"later":["/chunk-1a.wasm"]},"style":null}"#,
    ),
    file("words-1/en.json", br#"{"app.name":"Our score"}"#),
    file(
        "words-1/nl.json",
        br#"{"app.name":"Onze score","language.name":"Nederlands"}"#,
    ),
    file("words-1/later/en.json", b"{}"),
    file("words-1/later/nl.json", b"{}"),
    file("app-1f3870be274f6c49.js", b"plain script"),
    file("app-1f3870be274f6c49.js.br", b"brotli copy"),
    file("app-1f3870be274f6c49.js.gz", b"gzip copy"),
    file("app-1f3870be274f6c49_bg.wasm", b"\0asm"),
    file("app-1f3870be274f6c49_bg.wasm.gz", b"gzip copy of the wasm"),
    file("worker.js", b"a worker"),
    file("worker.js.br", b"a worker in brotli"),
    file("icons/app.png", b"\x89PNG"),
    file("manifest.webmanifest", b"{}"),
    file("licences.txt", b"text"),
    file("what.unknown", b"?"),
];

const fn file(path: &'static str, bytes: &'static [u8]) -> File {
    File { path, bytes }
}

fn both() -> (TempDir, [AppFiles; 2]) {
    let folder = TempDir::new().unwrap();
    for file in FILES {
        let path = folder.path().join(file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, file.bytes).unwrap();
    }
    let apps = [
        AppFiles::open(folder.path()).unwrap(),
        AppFiles::inside(FILES).unwrap(),
    ];
    (folder, apps)
}

/// Status, headers and body of an answer, without what only a folder has: dates, and parts of files.
async fn told(
    answer: Result<Response<Body>, ApiError>,
) -> Option<(StatusCode, HeaderMap, Vec<u8>)> {
    let Ok(answer) = answer else {
        return None;
    };
    let (mut parts, body) = answer.into_parts();
    for only in ["last-modified", "accept-ranges"] {
        parts.headers.remove(only);
    }
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Some((parts.status, parts.headers, body.to_vec()))
}

#[tokio::test]
async fn every_file_is_answered_alike_whatever_is_accepted() {
    let (_folder, [folder, inside]) = both();
    let named = FILES.iter().map(|file| format!("/{}", file.path));
    let missing = ["/none.css", "/icons/none.png", "/../app.js"];
    for path in named.chain(missing.map(str::to_owned)) {
        for accept in [
            "",
            "br",
            "gzip",
            "GZIP, Br",
            "gzip;q=0.9, br;q=0.1",
            "gzip;q=0, br;q=0",
            "br;q=0.5, identity",
            "identity;q=0.5, gzip;q=0.4",
            "zstd, *",
        ] {
            let request = || {
                let request = Request::get(&path).header("accept-encoding", accept);
                request.body(Body::empty()).unwrap()
            };
            let expected = told(folder.serve(request()).await).await;
            let answered = told(inside.serve(request()).await).await;
            assert_eq!(answered, expected, "{path} {accept}");
        }
    }
}

#[tokio::test]
async fn what_is_known_is_not_sent_again() {
    let (_folder, apps) = both();
    let mut tags = Vec::new();
    for app in &apps {
        let ask = |known: &str| {
            let request = Request::get("/worker.js")
                .header("accept-encoding", "br")
                .header("if-none-match", known)
                .body(Body::empty());
            app.serve(request.unwrap())
        };
        let (status, headers, body) = told(ask("\"other\"").await).await.unwrap();
        assert_eq!(
            (status, body.as_slice()),
            (StatusCode::OK, &b"a worker in brotli"[..])
        );
        let tag = headers["etag"].to_str().unwrap().to_owned();
        let (status, _, body) = told(ask(&tag).await).await.unwrap();
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
        tags.push(tag);
    }
    assert_eq!(tags[0], tags[1]);
}

#[test]
fn pages_are_painted_from_the_same_shell_languages_and_parts() {
    let (_folder, [folder, inside]) = both();
    assert_eq!(inside.shell.build(), folder.shell.build());
    assert_eq!(inside.shell.policy(), folder.shell.policy());
    assert_eq!(inside.languages.infos(), folder.languages.infos());
    assert_eq!(inside.languages.infos().len(), 2);
    assert_eq!(inside.parts, folder.parts);
    assert_ne!(inside.parts, Parts::default());
}

#[test]
fn an_app_without_its_page_is_told_by_where_it_is() {
    let told = |error: citizen_score_server::app_files::AppError| error.to_string();
    let inside = told(AppFiles::inside(&FILES[1..]).unwrap_err());
    assert!(
        inside.starts_with("(inside the program)/index.html cannot be read"),
        "{inside}"
    );
    let folder = told(AppFiles::open(Path::new("/none")).unwrap_err());
    assert!(
        folder.starts_with("/none/index.html cannot be read"),
        "{folder}"
    );
}
