//! What the tests of cases have in common.

use std::process::Output;

use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::commands::said;
use crate::records::ago;
use crate::scene::Scene;

/// A small document; each text is another file.
pub fn pdf(text: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n% {text}\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
         2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n\
         trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    )
    .into_bytes()
}

/// SHA-256 in hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

/// Status, code and field of a problem.
pub async fn problem(response: Response) -> (u16, String, Option<String>) {
    let json: Value = response.json().await.unwrap();
    (
        u16::try_from(json["status"].as_u64().unwrap()).unwrap(),
        json["code"].as_str().unwrap().to_owned(),
        json["field"].as_str().map(str::to_owned),
    )
}

/// Asking as a resident does.
pub trait Asking {
    /// A POST of JSON under a key; none where the key is empty.
    fn post_as(
        &self,
        cookie: &str,
        key: &str,
        path: &str,
        body: &str,
    ) -> impl Future<Output = Response>;

    /// Opens a case.
    fn ask(&self, cookie: &str, key: &str, body: &Value) -> impl Future<Output = Response>;

    /// Uploads a file.
    fn put(&self, cookie: &str, digest: &str, bytes: &[u8]) -> impl Future<Output = Response>;

    /// Uploads a file, expects it to work, and answers with its digest.
    fn upload(&self, cookie: &str, bytes: &[u8]) -> impl Future<Output = String>;
}

impl Asking for Scene {
    async fn post_as(&self, cookie: &str, key: &str, path: &str, body: &str) -> Response {
        let mut request = self.client.post(self.url(path)).header("cookie", cookie);
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        let request = request.header("content-type", "application/json");
        request.body(body.to_owned()).send().await.unwrap()
    }

    async fn ask(&self, cookie: &str, key: &str, body: &Value) -> Response {
        self.post_as(cookie, key, "/api/v1/me/cases", &body.to_string())
            .await
    }

    async fn put(&self, cookie: &str, digest: &str, bytes: &[u8]) -> Response {
        let url = self.url(&format!("/api/v1/me/evidence/{digest}"));
        let request = self.client.put(url).header("cookie", cookie);
        request.body(bytes.to_vec()).send().await.unwrap()
    }

    async fn upload(&self, cookie: &str, bytes: &[u8]) -> String {
        let digest = digest(bytes);
        let response = self.put(cookie, &digest, bytes).await;
        assert_eq!(response.status(), 200);
        let json: Value = response.json().await.unwrap();
        assert_eq!(json["digest"], digest.as_str());
        digest
    }
}

/// An objection to an entry.
pub fn objection(entry: &str) -> Value {
    json!({ "kind": "objection", "entry": entry, "ground": "not_me", "words": "It was my brother." })
}

/// A claim under a factor.
pub fn claim(factor: &str) -> Value {
    json!({ "kind": "claim", "factor": factor, "on": ago(3), "words": "At the hospital." })
}

/// Opens a case, expects it to work, and answers with its number.
pub async fn opened(scene: &Scene, cookie: &str, key: &str, body: &Value) -> String {
    let response = scene.ask(cookie, key, body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let case: Value = response.json().await.unwrap();
    case["id"].as_str().unwrap().to_owned()
}

/// Runs `cases` as the operator Mei.
pub async fn at_the_office(scene: &Scene, arguments: &[&str]) -> Output {
    let mut all = vec!["cases"];
    all.extend(arguments);
    all.extend(["--operator", "Mei"]);
    scene.run(&all).await
}

/// Expects one sentence and no more.
pub fn assert_refused(output: &Output, expected: &str) {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(output).contains(expected), "{}", said(output));
    assert!(output.stdout.is_empty());
}

/// Expects it to work, and answers with what was printed.
pub fn assert_done(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}
