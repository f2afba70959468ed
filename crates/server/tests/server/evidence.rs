//! `/me/evidence`: files by content, for their owner alone.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use citizen_score_contract::evidence::{MOST_BYTES, MOST_WAITING};
use reqwest::{Body, StatusCode};
use serde_json::{Value, json};

use crate::asking::{Asking, digest, pdf, problem};
use crate::records::ago;
use crate::scene::Scene;

const DAY: i64 = 24 * 60 * 60;

/// The smallest picture: one grey pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9C, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0x77, 0xCD, 0x72, 0xB6, 0, 0, 0, 0, b'I', b'E',
    b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

async fn delete(scene: &Scene, cookie: &str, name: &str) -> reqwest::Response {
    let url = scene.url(&format!("/api/v1/me/evidence/{name}"));
    let request = scene.client.delete(url).header("cookie", cookie);
    request.send().await.unwrap()
}

async fn attach(scene: &Scene, cookie: &str, key: &str, name: &str) -> Value {
    let body = json!({
        "kind": "claim", "factor": "blood_donation", "on": ago(1), "words": "Given.",
        "evidence": [{ "digest": name, "name": "paper.pdf" }],
    });
    let response = scene.ask(cookie, key, &body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    response.json().await.unwrap()
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_to_be_saved_and_not_shown() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    for (bytes, kind, ending) in [
        (pdf("x"), "application/pdf", "pdf"),
        (PNG.to_vec(), "image/png", "png"),
    ] {
        let name = scene.upload(&ann, &bytes).await;
        // Twice is the same as once.
        assert_eq!(scene.upload(&ann, &bytes).await, name);
        let path = format!("/api/v1/me/evidence/{name}");
        let response = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let headers = response.headers();
        assert_eq!(headers["content-type"], kind);
        let expected = format!("attachment; filename=\"evidence-{}.{ending}\"", &name[..8]);
        assert_eq!(headers["content-disposition"], expected.as_str());
        assert_eq!(headers["x-content-type-options"], "nosniff");
        assert_eq!(headers["cache-control"], "no-store");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("sandbox") && policy.contains("default-src 'none'"));
        assert_eq!(response.bytes().await.unwrap(), bytes);
    }
}

#[tokio::test]
async fn what_a_file_is_decides_and_not_what_it_says() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut broken = PNG.to_vec();
    broken.truncate(50);
    let page = b"<html><script>alert(1)</script></html>".to_vec();
    let program = b"MZ\x90\0\x03".repeat(40);
    for bytes in [Vec::new(), page, program, b"%PDF".to_vec(), broken] {
        let name = digest(&bytes);
        let url = scene.url(&format!("/api/v1/me/evidence/{name}"));
        let request = scene.client.put(url).header("cookie", &ann);
        let request = request
            .header("content-type", "application/pdf")
            .body(bytes);
        let expected = (400, "invalid".to_owned(), Some("evidence".to_owned()));
        assert_eq!(problem(request.send().await.unwrap()).await, expected);
        let path = format!("/api/v1/me/evidence/{name}");
        let answer = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    }
    let good = pdf("good");
    let of_good = digest(&good);
    for name in [
        digest(b"another"),
        of_good.to_uppercase(),
        "x".into(),
        "%FF".into(),
    ] {
        let answer = scene.put(&ann, &name, &good).await;
        assert_eq!(problem(answer).await.2.as_deref(), Some("digest"), "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_read() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let url = scene.url("/");
    let host = url
        .trim_start_matches("http://")
        .trim_end_matches('/')
        .to_owned();
    let name = "a".repeat(64);
    let answer = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(&host).unwrap();
        let head = format!(
            "PUT /api/v1/me/evidence/{name} HTTP/1.1\r\nhost: {host}\r\ncookie: {ann}\r\n\
             content-length: 52428800\r\nconnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    let answer = answer.await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert!(answer.contains("\"code\":\"too_large\""), "{answer}");

    // One byte too many, whose length is not said before.
    let ann = scene.sign_in("ann").await;
    let chunk = vec![b'x'; 64 * 1024];
    let mut chunks: Vec<Result<Vec<u8>, std::io::Error>> = Vec::new();
    chunks.extend((0..MOST_BYTES / chunk.len()).map(|_| Ok(chunk.clone())));
    chunks.push(Ok(vec![b'x']));
    let url = scene.url(&format!("/api/v1/me/evidence/{}", "b".repeat(64)));
    let body = Body::wrap_stream(futures_util::stream::iter(chunks));
    let request = scene.client.put(url).header("cookie", &ann).body(body);
    let answer = request.send().await.unwrap();
    assert_eq!(problem(answer).await.1, "too_large");
}

#[tokio::test]
async fn the_largest_file_is_taken() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let filler = MOST_BYTES - pdf("").len();
    let largest = pdf(&"x".repeat(filler));
    assert_eq!(largest.len(), MOST_BYTES);
    let name = scene.upload(&ann, &largest).await;
    let path = format!("/api/v1/me/evidence/{name}");
    let back = scene.get_as(&ann, &path).send().await.unwrap();
    assert_eq!(back.bytes().await.unwrap(), largest);
}

#[tokio::test]
async fn few_files_wait_and_for_a_day_only() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut names = Vec::new();
    for at in 0..MOST_WAITING {
        names.push(scene.upload(&ann, &pdf(&at.to_string())).await);
    }
    let more = pdf("one more");
    let answer = scene.put(&ann, &digest(&more), &more).await;
    assert_eq!(problem(answer).await.2.as_deref(), Some("evidence"));
    // One that is there may come again; one that goes or is attached makes room.
    scene.upload(&ann, &pdf("0")).await;
    assert_eq!(
        delete(&scene, &ann, &names[1]).await.status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(
        delete(&scene, &ann, &names[1]).await.status(),
        StatusCode::NOT_FOUND
    );
    scene.upload(&ann, &more).await;
    attach(&scene, &ann, "key-00000001", &names[0]).await;
    scene.upload(&ann, &pdf("another")).await;
    let answer = delete(&scene, &ann, &names[0]).await;
    assert_eq!(
        problem(answer).await,
        (400, "invalid".into(), Some("evidence".into()))
    );

    scene.clock.advance(DAY - 60);
    let late = scene.sign_in("ann").await;
    assert_eq!(
        scene.put(&late, &digest(b"x"), b"x").await.status(),
        StatusCode::BAD_REQUEST
    );
    let path = |name: &str| format!("/api/v1/me/evidence/{name}");
    let still = scene.get_as(&late, &path(&names[2])).send().await.unwrap();
    assert_eq!(still.status(), StatusCode::OK);
    scene.clock.advance(120);
    assert_eq!(
        scene.store.sweep_evidence(scene.clock.now()).await.unwrap(),
        10
    );
    let gone = scene.get_as(&late, &path(&names[2])).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::NOT_FOUND);
    // What belongs to a case stays.
    let kept = scene.get_as(&late, &path(&names[0])).send().await.unwrap();
    assert_eq!(kept.status(), StatusCode::OK);
}

#[tokio::test]
async fn nobody_reaches_anothers_file() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let bytes = pdf("bobs");
    let name = scene.upload(&bob, &bytes).await;
    let path = format!("/api/v1/me/evidence/{name}");
    let answer = scene.get_as(&ann, &path).send().await.unwrap();
    assert_eq!(problem(answer).await, (404, "not_found".into(), None));
    assert_eq!(problem(delete(&scene, &ann, &name).await).await.0, 404);
    let nobody = scene.get(&path).send().await.unwrap();
    assert_eq!(problem(nobody).await.1, "signed_out");
    let nobody = scene.put("", &name, &bytes).await;
    assert_eq!(problem(nobody).await.1, "signed_out");
    // The same file of both is one for each.
    scene.upload(&ann, &bytes).await;
    assert_eq!(
        delete(&scene, &ann, &name).await.status(),
        StatusCode::NO_CONTENT
    );
    let bobs = scene.get_as(&bob, &path).send().await.unwrap();
    assert_eq!(bobs.bytes().await.unwrap(), bytes);
}
