//! The examples in the document are answers of a real server: each is as a fresh one is, field by field,
//! and has the shape that the document says. `WRITE_EXAMPLES=1` writes the fresh ones down.

use std::collections::BTreeMap;
use std::path::PathBuf;

use citizen_score_rules::Rulebook;
use citizen_score_server::state::Settings;
use citizen_score_server::{demo, openapi};
use reqwest::Method;
use serde_json::{Value, json};

use crate::asking::{Asking, assert_done, at_the_office, claim, objection, opened, pdf};
use crate::contract::fields;
use crate::held::check;
use crate::pairing::{answer, ask, token};
use crate::push_service::{Browser, PushService, sending};
use crate::records::help;
use crate::scene::{Scene, resident};

/// Answers that are too long to be read, or are the document itself.
const WITHOUT: [&str; 4] = [
    "getRulebook",
    "getUpcomingRulebook",
    "getRecord",
    "getDocument",
];

/// A resident of the demo.
const WHO: &str = "mixed";

/// An entry of theirs.
const CONTESTED: &str = "mixed-red-light-contested";

const KEY: &str = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/openapi/examples"))
}

/// A body that the server took, under the name of its call.
struct Bodies(BTreeMap<String, Value>);

impl Bodies {
    fn sent(&mut self, name: &str, body: &Value) -> Value {
        self.0.insert(format!("{name}.body"), body.clone());
        body.clone()
    }
}

async fn demo_with_everything() -> (Scene, PushService) {
    let service = PushService::start().await;
    let mut rulebook: Value = serde_json::from_str(demo::RULEBOOK).unwrap();
    rulebook["voluntary"] = json!(true);
    let settings = Settings {
        demo: true,
        ..sending()
    };
    let scene = Scene::under(settings, &rulebook.to_string()).await;
    let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
    let mut writer = scene.store.write(scene.clock.now()).await.unwrap();
    writer.register(&resident(WHO, true)).await.unwrap();
    writer.commit().await.unwrap();
    let mut entries = demo::ledger(&rulebook, "mixed", scene.clock.now()).unwrap();
    // What becomes of the others hangs on the day, such as on how much of a year's cap is used up.
    entries.retain(|entry| entry.id == CONTESTED);
    entries.push(help("mixed-emergency-help", 3, 20));
    scene.add(WHO, &entries).await;
    (scene, service)
}

/// Makes every call, and answers with what was answered and what was sent.
async fn fresh() -> BTreeMap<String, Value> {
    let (scene, service) = demo_with_everything().await;
    let mut bodies = Bodies(BTreeMap::new());
    let response = scene
        .post_session(bodies.sent("signIn", &json!({ "resident": WHO })))
        .await;
    let ann = crate::scene::cookie_of(&response);
    let id = CONTESTED;
    for path in [
        "/config.json",
        "/api/v1/keys",
        "/api/v1/session",
        "/api/v1/me",
        "/api/v1/me/drafts-key",
        "/api/v1/me/sessions",
        "/api/v1/me/entries?limit=2",
    ] {
        scene.json_as(&ann, path).await;
    }
    let words = bodies.sent(
        "writeStatement",
        &json!({ "text": "I was there with my sister." }),
    );
    let statement = format!("/api/v1/me/entries/{id}/statement");
    assert_eq!(
        scene
            .send_as(&ann, Method::PUT, &statement)
            .json(&words)
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    scene
        .json_as(&ann, &format!("/api/v1/me/entries/{id}"))
        .await;
    cases(&scene, &ann, &mut bodies, id).await;
    let consent = bodies.sent("changeConsent", &json!({ "given": true }));
    let consent = scene
        .send_as(&ann, Method::PUT, "/api/v1/me/consent")
        .json(&consent);
    assert_eq!(consent.send().await.unwrap().status(), 200);
    scene.json_as(&ann, "/api/v1/me/consent").await;
    let quiet = json!({ "from": 1320, "to": 420, "zone": "Europe/Amsterdam" });
    let wish = Browser::new(&service, "phone").wish(&["record", "case"], &quiet);
    let put = scene
        .send_as(&ann, Method::PUT, "/api/v1/me/push")
        .json(&wish);
    assert_eq!(put.send().await.unwrap().status(), 200);
    let mut shown = wish;
    shown["endpoint"] = json!("https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk");
    bodies.sent("subscribe", &shown);
    scene.json_as(&ann, "/api/v1/me/push").await;
    let proof = scene.post_as(&ann, KEY, "/api/v1/me/tier-proofs", "").await;
    let proof: Value = proof.json().await.unwrap();
    let (shown, code) = (
        proof["token"].as_str().unwrap(),
        proof["code"].as_str().unwrap(),
    );
    scene
        .json_as("", &format!("/api/v1/tier-proofs/{shown}"))
        .await;
    scene
        .json_as(&ann, &format!("/api/v1/me/tier-proofs/{code}"))
        .await;
    at_a_display(&scene, &ann, &mut bodies).await;
    scene.json_as(&ann, "/api/v1/me/access-log?limit=2").await;
    let mut all = scene.held.answers();
    all.retain(|name, _| !WITHOUT.contains(&name.as_str()));
    all.extend(bodies.0);
    all
}

async fn cases(scene: &Scene, ann: &str, bodies: &mut Bodies, entry: &str) {
    let file = scene.upload(ann, &pdf("ticket")).await;
    let withdrawn = opened(scene, ann, "withdrawn-1", &claim("blood_donation")).await;
    let path = format!("/api/v1/me/cases/{withdrawn}/withdraw");
    assert_eq!(
        scene.post_as(ann, "withdrawn-2", &path, "").await.status(),
        200
    );
    let mut wish = objection(entry);
    wish["wish"] = json!("Take it back.");
    wish["evidence"] = json!([{ "digest": file, "name": "ticket.pdf" }]);
    let wish = bodies.sent("openCase", &wish);
    let case = opened(scene, ann, KEY, &wish).await;
    assert_done(&at_the_office(scene, &["examine", &case]).await);
    assert_done(&at_the_office(scene, &["ask", &case, "--question", "Where were you?"]).await);
    let words = bodies.sent("answerCase", &json!({ "words": "In Ghent." }));
    let path = format!("/api/v1/me/cases/{case}/answer");
    let answered = scene
        .post_as(ann, "answered-1", &path, &words.to_string())
        .await;
    assert_eq!(answered.status(), 200);
    scene
        .json_as(ann, &format!("/api/v1/me/cases/{case}"))
        .await;
    scene.json_as(ann, "/api/v1/me/cases?limit=1").await;
}

async fn at_a_display(scene: &Scene, ann: &str, bodies: &mut Bodies) {
    let display = scene.display("Town hall 2").await;
    let beat = bodies.sent(
        "beat",
        &json!({ "build": "5f0c2a9e81d34b77", "restarts": 0 }),
    );
    assert_eq!(
        scene
            .post_json(&display, "/api/v1/display/heartbeat", beat)
            .await
            .status(),
        200
    );
    let refused = ask(scene, &display).await;
    assert_eq!(
        answer(scene, ann, &refused.user_code, None, "refuse")
            .await
            .status(),
        200
    );
    let pairing = ask(scene, &display).await;
    assert_eq!(
        answer(scene, ann, &pairing.user_code, None, "")
            .await
            .status(),
        200
    );
    assert_eq!(
        answer(scene, ann, &pairing.user_code, None, "approve")
            .await
            .status(),
        200
    );
    bodies.sent("askToken", &json!({ "device_code": pairing.device_code }));
    let visit = token(scene, &display, &pairing.device_code).await;
    let visit = format!("{display}; {}", crate::scene::cookie_of(&visit));
    let limit = bodies.sent("extendVisit", &json!({ "limit": true }));
    assert_eq!(
        scene
            .post_json(&visit, "/api/v1/session/extend", limit)
            .await
            .status(),
        200
    );
    scene.json_as(ann, "/api/v1/me/display-sessions").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn examples_are_as_a_real_server_answers() {
    let fresh = fresh().await;
    if std::env::var_os("WRITE_EXAMPLES").is_some() {
        for (name, value) in &fresh {
            let text = serde_json::to_string_pretty(value).unwrap();
            std::fs::write(folder().join(format!("{name}.json")), text + "\n").unwrap();
        }
    }
    for (name, value) in &fresh {
        let text = std::fs::read_to_string(folder().join(format!("{name}.json")));
        let kept: Value =
            serde_json::from_str(&text.unwrap_or_else(|_| panic!("there is no {name}.json")))
                .unwrap();
        assert_eq!(
            fields(&kept),
            fields(value),
            "{name}.json is out of date: WRITE_EXAMPLES=1"
        );
    }
    let kept = std::fs::read_dir(folder()).unwrap().count();
    assert_eq!(kept, fresh.len(), "a file is of no call any more");
}

#[test]
fn every_example_is_in_the_document_and_has_its_shape() {
    let document = openapi::document();
    let mut shown = 0;
    for (path, calls) in document["paths"].as_object().unwrap() {
        for (method, call) in calls.as_object().unwrap() {
            let escaped = path.replace('/', "~1");
            let call_at = format!("/paths/{escaped}/{method}");
            let id = call["operationId"].as_str().unwrap();
            let body = call.pointer("/requestBody/content/application~1json");
            // A body that may be left out needs none.
            if let Some(body) = body.filter(|_| call["requestBody"]["required"] == true) {
                let example = body
                    .get("example")
                    .unwrap_or_else(|| panic!("{id}: no body"));
                let place = format!("{call_at}/requestBody/content/application~1json/schema");
                check(&place, example).unwrap_or_else(|fault| panic!("{id}: {fault}"));
                shown += 1;
            }
            for (status, answer) in call["responses"].as_object().unwrap() {
                let Some(json) = answer.pointer("/content/application~1json") else {
                    continue;
                };
                if WITHOUT.contains(&id) {
                    continue;
                }
                let example = json
                    .get("example")
                    .unwrap_or_else(|| panic!("{id}: no example"));
                let place =
                    format!("{call_at}/responses/{status}/content/application~1json/schema");
                check(&place, example).unwrap_or_else(|fault| panic!("{id}: {fault}"));
                shown += 1;
            }
        }
    }
    assert_eq!(shown, std::fs::read_dir(folder()).unwrap().count());
}
