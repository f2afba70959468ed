//! Real answers against the contract: they are read by its types, and have exactly the fields of
//! its golden files, so that a field that is added on one side only is noticed.

use std::collections::BTreeSet;

use citizen_score_contract::events::EntryRecorded;
use citizen_score_contract::{
    AccessPage, AppConfig, Boot, Consent, DraftsKey, EntriesPage, EntryView, Keys, Me, NewProof,
    Problem, ProblemCode, ProofState, Session, Statement, TierProof,
};
use citizen_score_rules::Rulebook;
use citizen_score_server::demo;
use citizen_score_server::state::Settings;
use reqwest::{Method, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::records::help;
use crate::scene::{INDEX, Scene, cookie_of};
use crate::stream::Stream;

macro_rules! golden {
    ($name:literal) => {{
        let text = include_str!(concat!("../../../contract/tests/golden/", $name, ".json"));
        serde_json::from_str::<Value>(text).unwrap()
    }};
}

pub(crate) use golden;

/// The path of every field in a value; the elements of a list are taken together.
pub fn fields(value: &Value) -> BTreeSet<String> {
    fn walk(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    let path = format!("{path}.{name}");
                    walk(value, &path, found);
                    found.insert(path);
                }
            }
            Value::Array(items) => {
                let path = format!("{path}[]");
                for item in items {
                    walk(item, &path, found);
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    walk(value, "", &mut found);
    found
}

/// An answer has the fields of the golden file, and the type reads and writes it without loss.
pub fn is_of<T: DeserializeOwned + Serialize>(answer: &Value, golden: &Value) {
    assert_eq!(fields(answer), fields(golden), "{answer:#}");
    let read: T = serde_json::from_value(answer.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), *answer);
}

/// A resident with entries of many outcomes.
async fn scene() -> Scene {
    let scene = Scene::demo().await;
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    let entries = demo::ledger(&rulebook, "mixed", scene.clock.now()).unwrap();
    scene.add("ann", &entries).await;
    scene
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_about_a_resident_have_the_fields_of_the_contract() {
    let scene = scene().await;
    let mut code = golden!("sign-in-code");
    code["code"] = json!(scene.code("ann").await);
    let response = scene.post_session(code).await;
    let cookie = cookie_of(&response);
    let session: Value = response.json().await.unwrap();
    is_of::<Session>(&session, &golden!("session"));
    let shown = scene.json_as(&cookie, "/api/v1/session").await;
    is_of::<Session>(&shown, &golden!("session"));

    let me = scene.json_as(&cookie, "/api/v1/me").await;
    is_of::<Me>(&me, &golden!("me"));

    let id = "mixed-red-light-contested";
    let path = format!("/api/v1/me/entries/{id}/statement");
    let wish = scene.send_as(&cookie, Method::PUT, &path);
    let wish = wish.json(&golden!("write-statement")).send().await;
    let written: Value = wish.unwrap().json().await.unwrap();
    is_of::<Statement>(&written, &golden!("statement"));
    let page = scene.json_as(&cookie, "/api/v1/me/entries?limit=200").await;
    let mut golden_page = golden!("entries-page");
    golden_page["entries"][0]
        .as_object_mut()
        .unwrap()
        .remove("case");
    is_of::<EntriesPage>(&page, &golden_page);
    let page = scene.json_as(&cookie, "/api/v1/me/entries").await;
    assert!(page["next_cursor"].is_string());

    let golden_view = &golden_page["entries"][0];
    let view = scene
        .json_as(&cookie, &format!("/api/v1/me/entries/{id}"))
        .await;
    let mut expected = golden_view.clone();
    expected["outcome"]["reason"] = json!("contested");
    is_of::<EntryView>(&view, &expected);

    let mut stream = Stream::open(&scene, &cookie, None).await;
    is_of::<Me>(&stream.next().await.json(), &golden!("me"));
    scene.import_entries("ann", &[help("gift", 0, 20)]).await;
    let entry = stream.next().await;
    assert_eq!(entry.name, "entry");
    is_of::<EntryRecorded>(&entry.json(), &golden!("entry-recorded"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_resident_does_is_answered_with_the_fields_of_the_contract() {
    let scene = scene().await;
    let cookie = scene.sign_in("ann").await;
    scene.import_entries("ann", &[help("gift", 0, 20)]).await;
    let log = scene
        .json_as(&cookie, "/api/v1/me/access-log?limit=1")
        .await;
    let mut expected = golden!("access-page");
    expected["accesses"].as_array_mut().unwrap().truncate(1);
    is_of::<AccessPage>(&log, &expected);
    let key = scene.json_as(&cookie, "/api/v1/me/drafts-key").await;
    is_of::<DraftsKey>(&key, &golden!("drafts-key"));
    let consent = scene.json_as(&cookie, "/api/v1/me/consent").await;
    is_of::<Consent>(&consent, &golden!("consent"));

    let wish = scene.send_as(&cookie, Method::POST, "/api/v1/me/tier-proofs");
    let proof = wish.header("idempotency-key", "key-00001").send().await;
    let proof: Value = proof.unwrap().json().await.unwrap();
    is_of::<NewProof>(&proof, &golden!("new-proof"));
    let (token, code) = (proof["token"].as_str(), proof["code"].as_str().unwrap());
    let state = format!("/api/v1/me/tier-proofs/{code}");
    is_of::<ProofState>(
        &scene.json_as(&cookie, &state).await,
        &golden!("proof-state"),
    );
    let shown = scene
        .json_as("", &format!("/api/v1/tier-proofs/{}", token.unwrap()))
        .await;
    is_of::<TierProof>(&shown, &golden!("tier-proof"));
    is_of::<ProofState>(
        &scene.json_as(&cookie, &state).await,
        &golden!("proof-state"),
    );
}

#[tokio::test]
async fn keys_have_the_fields_of_the_contract() {
    let scene = Scene::start().await;
    scene.run(&["keys", "rotate"]).await;
    let keys = scene.get("/api/v1/keys").send().await.unwrap();
    is_of::<Keys>(&keys.json().await.unwrap(), &golden!("keys"));
}

#[tokio::test]
async fn the_ends_of_the_ladder_have_no_tier_beyond() {
    let scene = Scene::demo().await;
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    let entries = demo::ledger(&rulebook, "top", scene.clock.now()).unwrap();
    scene.add("ann", &entries).await;
    let ann = scene.sign_in("ann").await;
    let top = scene.json_as(&ann, "/api/v1/me").await;
    is_of::<Me>(&top, &golden!("me-at-the-top"));
    assert_eq!(top["standing"]["next"], Value::Null);
    let bob = scene.sign_in("bob").await;
    let empty = scene.json_as(&bob, "/api/v1/me/entries").await;
    assert_eq!(empty, golden!("entries-page-empty"));
}

#[tokio::test]
async fn both_ways_to_sign_in_are_understood() {
    let scene = Scene::demo().await;
    let wrong = scene.post_session(golden!("sign-in-code")).await;
    assert_eq!(problem(wrong).await["code"], "sign_in_refused");
    let mut wish = golden!("sign-in-resident");
    wish["resident"] = json!("ann");
    assert_eq!(scene.post_session(wish).await.status(), 200);
}

#[tokio::test]
async fn the_configuration_and_the_boot_block_have_the_fields_of_the_contract() {
    let scene = scene().await;
    let config: Value = scene
        .get("/config.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    is_of::<AppConfig>(&config, &golden!("config-demo"));
    let cookie = scene.sign_in("ann").await;
    is_of::<Boot>(&boot(&scene, Some(&cookie)).await, &golden!("boot"));

    let live = Scene::start().await;
    let config: Value = live
        .get("/config.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    // The golden files are of a shared screen.
    let mut expected = golden!("config-live");
    expected["kiosk"] = json!(null);
    // The files say which languages there are.
    expected["languages"] = config["languages"].clone();
    assert_eq!(config, expected);
    let mut expected = golden!("boot-nobody");
    expected["config"]["kiosk"] = json!(null);
    expected["config"]["languages"] = config["languages"].clone();
    assert_eq!(boot(&live, None).await, expected);
}

async fn boot(scene: &Scene, cookie: Option<&str>) -> Value {
    let request = match cookie {
        Some(cookie) => scene.get_as(cookie, "/"),
        None => scene.get("/"),
    };
    let html = request.send().await.unwrap().text().await.unwrap();
    let opening = "id=\"boot\">";
    assert!(INDEX.contains(opening));
    let (_, rest) = html.split_once(opening).unwrap();
    let (block, _) = rest.split_once("</script>").unwrap();
    serde_json::from_str(block).unwrap()
}

async fn problem(response: Response) -> Value {
    assert!(response.status().as_u16() >= 400);
    response.json().await.unwrap()
}

#[tokio::test]
async fn every_problem_is_sent_as_the_contract_says() {
    let scene = Scene::with(Settings {
        streams: 0,
        ..Settings::default()
    })
    .await;
    let cookie = scene.sign_in("ann").await;
    let get = |path: &str| scene.get_as(&cookie, path).send();
    let post = |kind: &str, body: String| {
        let request = scene.client.post(scene.url("/api/v1/session"));
        request.header("content-type", kind).body(body)
    };
    let json = "application/json";
    let wrong = || post(json, golden!("sign-in-code").to_string());
    let mut sent = vec![
        scene.get("/api/v1/me").send().await,
        get("/api/v1/nothing").await,
        get("/api/v1/me/entries?limit=0").await,
        get("/api/v1/me/entries?cursor=x").await,
        get("/api/v1/me/events").await,
        scene
            .client
            .request(Method::PUT, scene.url("/api/v1/me"))
            .send()
            .await,
        post(json, "x".repeat(40_000)).send().await,
        post("text/plain", String::new()).send().await,
        wrong().header("sec-fetch-site", "cross-site").send().await,
    ];
    for _ in 0..6 {
        sent.push(wrong().send().await);
    }
    crate::errors::break_database(&scene).await;
    sent.push(get("/api/v1/me").await);
    let voluntary = Scene::where_scoring_is_voluntary(true).await;
    let cookie = voluntary.sign_in("ann").await;
    let withdraw = voluntary.send_as(&cookie, Method::PUT, "/api/v1/me/consent");
    let withdraw = withdraw.json(&json!({ "given": false })).send().await;
    assert_eq!(withdraw.unwrap().status(), 200);
    sent.push(voluntary.get_as(&cookie, "/api/v1/me").send().await);

    let golden: Vec<Value> = serde_json::from_value(golden!("problems")).unwrap();
    let mut seen = BTreeSet::new();
    for response in sent {
        let answer = problem(response.unwrap()).await;
        let code = answer["code"].as_str().unwrap().to_owned();
        let expected = golden.iter().find(|it| it["code"] == *code).unwrap();
        is_of::<Problem>(&answer, expected);
        for field in ["type", "title", "status", "field", "detail"] {
            assert_eq!(answer[field], expected[field], "{code}");
        }
        let code: ProblemCode = serde_json::from_value(answer["code"].clone()).unwrap();
        assert_ne!(code, ProblemCode::Other);
        seen.insert(answer["code"].to_string());
    }
    // Those of cases and of pairings are seen where these are tested.
    let elsewhere = [
        "conflict",
        "case_closed",
        "case_open",
        "authorization_pending",
        "slow_down",
        "access_denied",
        "expired_token",
        "not_on_display",
        "only_on_display",
        "no_more_extensions",
    ]
    .map(Value::from);
    let all = golden.iter().map(|it| &it["code"]);
    let all = all.filter(|code| !elsewhere.contains(code));
    let all: BTreeSet<String> = all.map(Value::to_string).collect();
    assert_eq!(seen, all);
}
