//! Consent to being scored: withdrawn, nothing is computed or shown, and rights keep working.

use citizen_score_contract::Consent;
use citizen_score_server::demo;
use citizen_score_server::state::Settings;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

const PATH: &str = "/api/v1/me/consent";

async fn change(scene: &Scene, cookie: &str, given: bool) -> Response {
    let request = scene.send_as(cookie, Method::PUT, PATH);
    let body = json!({ "given": given });
    request.json(&body).send().await.unwrap()
}

async fn ok(scene: &Scene, cookie: &str, given: bool) -> Consent {
    let response = change(scene, cookie, given).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.unwrap()
}

async fn refused(response: Response, status: u16, code: &str) {
    assert_eq!(response.status(), status);
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["code"], code);
}

#[tokio::test]
async fn where_scoring_is_not_voluntary_consent_cannot_be_changed() {
    let mut rulebook: Value = serde_json::from_str(demo::RULEBOOK).unwrap();
    rulebook["voluntary"] = json!(false);
    let scene = Scene::under(Settings::default(), &rulebook.to_string()).await;
    let cookie = scene.sign_in("ann").await;
    let consent = scene.json_as(&cookie, PATH).await;
    let expected = json!({ "voluntary": false, "given": true, "changed_at": null });
    assert_eq!(consent, expected);
    for given in [true, false] {
        let response = change(&scene, &cookie, given).await;
        let problem: Value = response.json().await.unwrap();
        assert_eq!(
            (&problem["code"], &problem["field"]),
            (&json!("invalid"), &json!("given"))
        );
    }
    // A record that says so all the same, as after a change of the rules, is scored.
    let now = scene.clock.now();
    scene
        .store
        .change_consent("ann", false, "x", now)
        .await
        .unwrap();
    assert_eq!(scene.json_as(&cookie, PATH).await["given"], true);
    assert_eq!(
        scene.json_as(&cookie, "/api/v1/me").await["standing"]["score"],
        1000
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn withdrawn_nothing_is_computed_and_given_again_all_is_as_before() {
    let scene = Scene::voluntary().await;
    scene
        .add("ann", &[help("gift", 3, 20), help("second", 2, 40)])
        .await;
    let (cookie, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let me = scene.json_as(&cookie, "/api/v1/me").await;
    let entries = scene.json_as(&cookie, "/api/v1/me/entries").await;
    let make = |key: &'static str| {
        let request = scene.send_as(&cookie, Method::POST, "/api/v1/me/tier-proofs");
        request.header("idempotency-key", key).send()
    };
    let proof: Value = make("key-before").await.unwrap().json().await.unwrap();

    let consent = ok(&scene, &cookie, false).await;
    assert!(consent.voluntary && !consent.given && consent.changed_at.is_some());
    refused(
        scene.get_as(&cookie, "/api/v1/me").send().await.unwrap(),
        403,
        "not_scored",
    )
    .await;
    let record = scene
        .get_as(&cookie, "/api/v1/me/record")
        .send()
        .await
        .unwrap();
    refused(record, 403, "not_scored").await;
    let lines = scene.get_as(&cookie, "/api/v1/me/entries");
    let lines = lines
        .header("accept", "application/x-ndjson")
        .send()
        .await
        .unwrap();
    refused(lines, 403, "not_scored").await;
    for key in ["key-before", "key-after"] {
        refused(make(key).await.unwrap(), 403, "not_scored").await;
    }
    let token = proof["token"].as_str().unwrap();
    let shown = scene
        .get(&format!("/api/v1/tier-proofs/{token}"))
        .send()
        .await
        .unwrap();
    refused(shown, 404, "not_found").await;

    // What is recorded is still there, and counts nothing.
    let page = scene.json_as(&cookie, "/api/v1/me/entries").await;
    let one = scene.json_as(&cookie, "/api/v1/me/entries/second").await;
    assert_eq!(page["entries"][0], one);
    for view in page["entries"].as_array().unwrap() {
        assert_eq!(
            view["outcome"],
            json!({ "counts": "no", "reason": "not_scored" })
        );
        assert_eq!(view["counted"], 0);
    }
    let table = scene
        .get_as(&cookie, "/api/v1/me/record?format=csv")
        .send()
        .await
        .unwrap();
    let table = table.text().await.unwrap();
    assert_eq!(table.matches(",no,not_scored,,0,").count(), 2, "{table}");
    let html = scene
        .get_as(&cookie, "/")
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert!(
        html.contains("Sign out") && html.contains("\"not_scored\":true"),
        "{html}"
    );
    assert!(!html.contains("1,060") && !html.contains("1060") && !html.contains("data-score"));

    // Rights keep working.
    let words = scene.send_as(&cookie, Method::PUT, "/api/v1/me/entries/gift/statement");
    let words = words
        .json(&json!({ "text": "Mine." }))
        .send()
        .await
        .unwrap();
    assert_eq!(words.status(), StatusCode::OK);
    for path in ["access-log", "drafts-key", "consent", "entries"] {
        scene.json_as(&cookie, &format!("/api/v1/me/{path}")).await;
    }
    scene.json_as(&cookie, "/api/v1/session").await;
    assert_eq!(
        scene.json_as(&bob, "/api/v1/me").await["standing"]["score"],
        1000
    );

    assert!(ok(&scene, &cookie, true).await.given);
    let mut again = scene.json_as(&cookie, "/api/v1/me").await;
    assert_eq!(again["revision"], 3);
    again["revision"] = me["revision"].clone();
    assert_eq!(again, me);
    let mut again = scene.json_as(&cookie, "/api/v1/me/entries").await;
    assert_eq!(again["entries"][1]["statement"], "Mine.");
    again["entries"][1]
        .as_object_mut()
        .unwrap()
        .remove("statement");
    assert_eq!(again, entries);
}

#[tokio::test]
async fn a_change_is_logged_and_no_change_is_not() {
    let scene = Scene::voluntary().await;
    let cookie = scene.sign_in("ann").await;
    for given in [true, false, false, true] {
        ok(&scene, &cookie, given).await;
    }
    let log = scene
        .json_as(&cookie, "/api/v1/me/access-log?kind=consent")
        .await;
    let about: Vec<&str> = log["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["about"].as_str().unwrap())
        .collect();
    assert_eq!(about, ["given", "withdrawn"]);
    for body in [
        json!({}),
        json!({ "given": "no" }),
        json!({ "given": false, "a": 1 }),
    ] {
        let request = scene.send_as(&cookie, Method::PUT, PATH).json(&body);
        refused(request.send().await.unwrap(), 400, "invalid").await;
    }
    assert_eq!(scene.json_as(&cookie, PATH).await["given"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn open_screens_are_told_and_hear_no_score_meanwhile() {
    let scene = Scene::voluntary().await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    let mut open = Stream::open(&scene, &cookie, None).await;
    assert_eq!(open.next().await.score(), 1020);
    ok(&scene, &cookie, false).await;
    let told = open.next().await;
    assert_eq!(
        (told.name.as_str(), told.data.as_deref()),
        ("not_scored", Some("{}"))
    );
    let mut later = Stream::open(&scene, &cookie, None).await;
    let first = later.next().await;
    assert_eq!(first.name, "not_scored");
    assert!(first.id.is_some() && first.retry.is_some());
    // An entry is told of, and that there is still no standing.
    scene.import_entries("ann", &[help("more", 0, 20)]).await;
    for name in ["entry", "not_scored"] {
        assert_eq!(open.next().await.name, name);
        assert_eq!(later.next().await.name, name);
    }
    ok(&scene, &cookie, true).await;
    assert_eq!(open.next().await.score(), 1040);
    assert_eq!(later.next().await.score(), 1040);
}
