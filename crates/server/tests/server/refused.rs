//! Every call of the API against whoever must not have it: nobody, another resident, another site.

use std::collections::BTreeSet;

use citizen_score_contract::NewProof;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::asking::{Asking, objection, opened, pdf};
use crate::records::help;
use crate::scene::Scene;

/// Every call. `{id}` is an entry or a case, `{digest}` a file, `{code}` a proof of ann's.
pub const CALLS: [(&str, &str); 44] = [
    ("GET", "/rulebook"),
    ("GET", "/rulebook/upcoming"),
    ("GET", "/keys"),
    ("GET", "/session"),
    ("POST", "/session"),
    ("DELETE", "/session"),
    ("POST", "/session/extend"),
    ("GET", "/me"),
    ("GET", "/me/entries"),
    ("GET", "/me/entries/{id}"),
    ("PUT", "/me/entries/{id}/statement"),
    ("DELETE", "/me/entries/{id}/statement"),
    ("GET", "/me/cases"),
    ("POST", "/me/cases"),
    ("GET", "/me/cases/{id}"),
    ("POST", "/me/cases/{id}/answer"),
    ("POST", "/me/cases/{id}/withdraw"),
    ("GET", "/me/evidence/{digest}"),
    ("PUT", "/me/evidence/{digest}"),
    ("DELETE", "/me/evidence/{digest}"),
    ("GET", "/me/events"),
    ("GET", "/me/record"),
    ("GET", "/me/access-log"),
    ("GET", "/me/consent"),
    ("PUT", "/me/consent"),
    ("GET", "/me/drafts-key"),
    ("GET", "/me/display-sessions"),
    ("DELETE", "/me/display-sessions/{id}"),
    ("GET", "/me/sessions"),
    ("DELETE", "/me/sessions/{id}"),
    ("GET", "/me/push"),
    ("PUT", "/me/push"),
    ("DELETE", "/me/push"),
    ("POST", "/me/push/test"),
    ("POST", "/me/tier-proofs"),
    ("GET", "/me/tier-proofs/{code}"),
    ("POST", "/pairings"),
    ("POST", "/pairings/token"),
    ("GET", "/pairings/{user_code}"),
    ("POST", "/pairings/{user_code}/approve"),
    ("POST", "/pairings/{user_code}/refuse"),
    ("GET", "/tier-proofs/{shown}"),
    ("HEAD", "/tier-proofs/{shown}"),
    ("POST", "/display/heartbeat"),
];

/// Where routes are put together.
const ROUTES: &str = include_str!("../../src/api.rs");

/// The calls that the program has, as its source spells them.
fn routed() -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    for route in ROUTES.split(".route(").skip(1) {
        let route = route.split(".fallback(").next().unwrap();
        let path = route.split('"').nth(1).unwrap();
        for method in ["get", "post", "put", "delete", "patch", "head", "any"] {
            let begins = |before: &str| route.contains(&format!("{before}{method}("));
            if begins(" ") || begins(".") || begins("\n") {
                found.insert((method.to_uppercase(), path.to_owned()));
            }
        }
    }
    found
}

/// What nobody but ann may see.
const ANNS: [&str; 6] = [
    "Name of ann",
    "anns-entry",
    "Ann says so.",
    "0-ann",
    "Ann objects.",
    "anns-paper",
];

pub struct Refusing {
    pub scene: Scene,
    ann: String,
    bob: String,
    proof: NewProof,
    /// An open case of ann's.
    case: String,
    /// A file that belongs to it.
    file: String,
}

impl Refusing {
    pub async fn start() -> Self {
        let scene = Scene::where_scoring_is_voluntary(true).await;
        scene.add("ann", &[help("anns-entry", 3, 20)]).await;
        let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
        let words = scene.send_as(&ann, Method::PUT, &path("/me/entries/{id}/statement", ""));
        let words = words.json(&json!({ "text": "Ann says so." })).send().await;
        assert_eq!(words.unwrap().status(), 200);
        let proof = scene.send_as(&ann, Method::POST, "/api/v1/me/tier-proofs");
        let proof = proof.header("idempotency-key", "key-of-ann").send().await;
        let proof = proof.unwrap().json().await.unwrap();
        let file = scene.upload(&ann, &pdf("anns")).await;
        let mut body = objection("anns-entry");
        body["words"] = json!("Ann objects.");
        body["evidence"] = json!([{ "digest": file, "name": "anns-paper.pdf" }]);
        let case = opened(&scene, &ann, "case-of-ann", &body).await;
        Self {
            scene,
            ann,
            bob,
            proof,
            case,
            file,
        }
    }

    /// A call that would be good for ann.
    pub fn call(&self, method: &str, call: &str, cookie: Option<&str>) -> RequestBuilder {
        let case = format!("/me/cases/{}", self.case);
        let at = call
            .replace("/me/cases/{id}", &case)
            .replace("{digest}", &self.file);
        let at = path(&at, &self.proof.code);
        let method: Method = method.parse().unwrap();
        let request = self
            .scene
            .client
            .request(method.clone(), self.scene.url(&at));
        let request = match cookie {
            Some(cookie) => request.header("cookie", cookie),
            None => request,
        };
        let body = match (method.as_str(), call) {
            ("PUT", "/me/entries/{id}/statement") => json!({ "text": "Not ann's." }),
            ("PUT", "/me/consent") => json!({ "given": false }),
            ("POST", "/session/extend") => json!({ "limit": false }),
            ("POST", "/pairings/token") => json!({ "device_code": "x" }),
            ("POST", "/session") => json!({ "code": "0000-0000" }),
            ("POST", "/me/tier-proofs" | "/me/cases/{id}/withdraw") => json!({}),
            ("POST", "/me/cases") => objection("anns-entry"),
            ("POST", "/me/cases/{id}/answer") => json!({ "words": "Not ann's." }),
            _ => return request,
        };
        request.header("idempotency-key", "key-of-bob").json(&body)
    }

    /// All that ann would notice.
    pub async fn anns(&self) -> Vec<Value> {
        let mut all = Vec::new();
        for it in [
            "me",
            "me/entries",
            "me/cases",
            "me/consent",
            "me/access-log",
        ] {
            let path = format!("/api/v1/{it}");
            all.push(self.scene.json_as(&self.ann, &path).await);
        }
        let state = path("/me/tier-proofs/{code}", &self.proof.code);
        all.push(self.scene.json_as(&self.ann, &state).await);
        all
    }
}

fn path(call: &str, code: &str) -> String {
    let call = call.replace("{id}", "anns-entry").replace("{code}", code);
    let call = call.replace("{user_code}", "BBBB-BBBB");
    format!("/api/v1{}", call.replace("{shown}", "ZZZZZZZZ"))
}

/// What an answer says; of a stream that goes on, its beginning.
pub async fn said(mut response: Response) -> String {
    let is_stream = response
        .headers()
        .get("content-type")
        .is_some_and(|it| it == "text/event-stream");
    if is_stream {
        let chunk = response.chunk().await.unwrap().unwrap();
        return String::from_utf8(chunk.to_vec()).unwrap();
    }
    response.text().await.unwrap()
}

pub async fn is_problem(response: Response, status: u16, code: &str, what: &str) {
    assert_eq!(response.status(), status, "{what}");
    if !what.starts_with("HEAD") {
        let problem: Value = response.json().await.unwrap();
        assert_eq!(problem["code"], code, "{what}");
    }
}

#[test]
fn every_call_is_listed() {
    let listed = CALLS.map(|(method, path)| (method.to_owned(), path.to_owned()));
    assert_eq!(routed(), BTreeSet::from(listed));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_anything_about_anybody() {
    let it = Refusing::start().await;
    let before = it.anns().await;
    for (method, call) in CALLS
        .into_iter()
        .filter(|(_, call)| call.starts_with("/me"))
    {
        let what = format!("{method} {call}");
        for cookie in [None, Some("cs_session=x"), Some("cs_session=")] {
            let answer = it.call(method, call, cookie).send().await.unwrap();
            is_problem(answer, 401, "signed_out", &what).await;
        }
    }
    assert_eq!(it.anns().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_resident_gets_nothing_of_anns_and_changes_nothing() {
    let it = Refusing::start().await;
    let before = it.anns().await;
    // Signing out comes last.
    let ends = ("DELETE", "/session");
    for (method, call) in CALLS.into_iter().filter(|call| *call != ends).chain([ends]) {
        let what = format!("{method} {call}");
        let answer = it.call(method, call, Some(&it.bob)).send().await.unwrap();
        if (method, call) == ("PUT", "/me/evidence/{digest}") {
            // A file is named by what is in it, so this would be bob's own, and is not what it says.
            is_problem(answer, 400, "invalid", &what).await;
            continue;
        }
        if call.starts_with("/me") && call.contains('{') {
            is_problem(answer, 404, "not_found", &what).await;
            continue;
        }
        let said = said(answer).await;
        for anns in ANNS
            .iter()
            .copied()
            .chain([&*it.proof.code, &*it.proof.token])
        {
            assert!(!said.contains(anns), "{what}: {said}");
        }
    }
    for (call, header) in [
        ("/me/record?format=csv", "*/*"),
        ("/me/access-log?format=csv", "*/*"),
        ("/me/entries", "application/x-ndjson"),
    ] {
        let bob = it.scene.sign_in("bob").await;
        let answer = it.call("GET", call, Some(&bob)).header("accept", header);
        let said = said(answer.send().await.unwrap()).await;
        assert!(
            !ANNS.iter().any(|anns| said.contains(anns)),
            "{call}: {said}"
        );
    }
    assert_eq!(it.anns().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_site_sends_in_anns_name_does_nothing() {
    let it = Refusing::start().await;
    let before = it.anns().await;
    let writes = |method: &str| !matches!(method, "GET" | "HEAD");
    for (method, call) in CALLS.into_iter().filter(|(method, _)| writes(method)) {
        let what = format!("{method} {call}");
        for (header, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://example.org"),
            ("origin", "null"),
        ] {
            let request = it.call(method, call, Some(&it.ann)).header(header, value);
            let answer = request.send().await.unwrap();
            is_problem(answer, 403, "cross_site", &what).await;
        }
    }
    assert_eq!(it.anns().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_takes_the_methods_that_are_listed_and_no_others() {
    let it = Refusing::start().await;
    let before = it.anns().await;
    let paths: BTreeSet<&str> = CALLS.iter().map(|(_, call)| *call).collect();
    for call in paths {
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            if !CALLS.contains(&(method, call)) {
                let answer = it.call(method, call, Some(&it.ann)).send().await.unwrap();
                let what = format!("{method} {call}");
                is_problem(answer, 405, "method_not_allowed", &what).await;
            }
        }
    }
    assert_eq!(it.anns().await, before);
}
