//! What the tests of cases have in common.

use reqwest::Response;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

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
