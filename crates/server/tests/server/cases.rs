//! `/me/cases`: what arrives, once; what is refused, by field; and what becomes of it.

use citizen_score_contract::evidence::MOST_FILES;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::asking::{Asking, pdf, problem};
use crate::records::{ago, correction, help};
use crate::scene::Scene;

fn objection(entry: &str) -> Value {
    json!({ "kind": "objection", "entry": entry, "ground": "not_me", "words": "It was my brother." })
}

fn claim() -> Value {
    json!({ "kind": "claim", "factor": "blood_donation", "on": ago(3), "words": "At the hospital." })
}

async fn score(scene: &Scene, cookie: &str) -> i64 {
    scene.json_as(cookie, "/api/v1/me").await["standing"]["score"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn an_objection_arrives_with_all_it_says_and_its_entry_is_contested() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene
        .add("ann", &[crate::records::fine("fine", 10, -15)])
        .await;
    assert_eq!(score(&scene, &ann).await, 985);
    let file = scene.upload(&ann, &pdf("a")).await;
    let mut body = objection("fine");
    body["wish"] = json!("Take it back.");
    body["evidence"] = json!([{ "digest": file, "name": "../the bill.pdf" }]);
    let response = scene.ask(&ann, "key-00000001", &body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let location = response.headers()["location"].to_str().unwrap().to_owned();
    let case: Value = response.json().await.unwrap();
    let id = case["id"].as_str().unwrap();
    assert_eq!(location, format!("/api/v1/me/cases/{id}"));
    let due = chrono::Utc::now().date_naive() + chrono::Days::new(30);
    let expected = json!({
        "id": id, "kind": "objection", "entry": "fine", "factor": "administrative_fine", "on": null,
        "ground": "not_me", "words": "It was my brother.", "wish": "Take it back.",
        "evidence": [{ "digest": file, "name": "the bill.pdf", "kind": "pdf",
                       "bytes": pdf("a").len() }],
        "status": "received", "authority": "market_regulator", "due_on": due, "verdict": null,
        "resulting_entry": null,
        "steps": [{ "at": case["steps"][0]["at"], "kind": "received", "words": null }],
    });
    assert_eq!(case, expected);
    assert_eq!(scene.json_as(&ann, &location).await, case);
    let page = scene.json_as(&ann, "/api/v1/me/cases").await;
    assert_eq!(page, json!({ "cases": [case], "next_cursor": null }));
    let entry = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(
        (&entry["entry"]["contested"], &entry["case"]),
        (&json!(true), &json!(id))
    );
    assert_eq!(entry["outcome"]["reason"], "contested");
    assert_eq!(score(&scene, &ann).await, 1000);

    // Withdrawn, it counts again; and nothing more can happen.
    let path = format!("{location}/withdraw");
    let withdrawn = scene.post_as(&ann, "key-00000002", &path, "").await;
    assert_eq!(withdrawn.status(), StatusCode::OK);
    let withdrawn: Value = withdrawn.json().await.unwrap();
    assert_eq!(withdrawn["status"], "withdrawn");
    assert_eq!(withdrawn["steps"][1]["kind"], "withdrawn");
    assert_eq!(score(&scene, &ann).await, 985);
    let again = scene.post_as(&ann, "key-00000002", &path, "").await;
    assert_eq!(again.json::<Value>().await.unwrap(), withdrawn);
    let other = scene.post_as(&ann, "key-00000003", &path, "").await;
    assert_eq!(problem(other).await, (409, "case_closed".into(), None));
    // Another objection may follow, and the entry names the newer one.
    let next: Value = scene
        .ask(&ann, "key-00000004", &objection("fine"))
        .await
        .json()
        .await
        .unwrap();
    let entry = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(entry["case"], next["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_carried_out_once_however_often_it_is_sent() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let body = claim();
    let sent = (0..12).map(|_| scene.ask(&ann, "the-same-key", &body));
    let answers: Vec<Response> = futures_util::future::join_all(sent).await;
    let mut bodies = Vec::new();
    for answer in answers {
        assert_eq!(answer.status(), StatusCode::CREATED);
        assert!(answer.headers().contains_key("location"));
        bodies.push(answer.json::<Value>().await.unwrap());
    }
    assert!(bodies.iter().all(|body| *body == bodies[0]));
    let page = scene.json_as(&ann, "/api/v1/me/cases").await;
    assert_eq!(page["cases"].as_array().unwrap().len(), 1);

    let mut other = claim();
    other["words"] = json!("Something else.");
    let answer = scene.ask(&ann, "the-same-key", &other).await;
    assert_eq!(problem(answer).await.1, "conflict");
    // The key is the resident's own: another may use the same.
    let bob = scene.sign_in("bob").await;
    assert_eq!(
        scene.ask(&bob, "the-same-key", &claim()).await.status(),
        StatusCode::CREATED
    );
    // And of the call.
    let id = bodies[0]["id"].as_str().unwrap();
    let path = format!("/api/v1/me/cases/{id}/withdraw");
    let answer = scene.post_as(&ann, "the-same-key", &path, "").await;
    assert_eq!(problem(answer).await.1, "conflict");
    for key in ["", "short", "with space", "x".repeat(65).as_str()] {
        let answer = scene.ask(&ann, key, &claim()).await;
        let field = Some("idempotency-key".to_owned());
        assert_eq!(
            problem(answer).await,
            (400, "invalid".into(), field),
            "{key}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_objections_of_the_same_moment_open_one_case() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let keys: Vec<String> = (0..8).map(|at| format!("key-of-tab-{at}")).collect();
    let body = objection("gift");
    let sent = keys.iter().map(|key| scene.ask(&ann, key, &body));
    let mut opened = 0;
    for answer in futures_util::future::join_all(sent).await {
        if answer.status() == StatusCode::CREATED {
            opened += 1;
        } else {
            assert_eq!(problem(answer).await, (409, "case_open".into(), None));
        }
    }
    assert_eq!(opened, 1);
}

#[tokio::test]
async fn what_is_wrong_is_named_by_field() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let wrong = help("wrong", 5, 40);
    let undo = correction("undo", &wrong);
    scene.add("ann", &[wrong, undo, help("gift", 3, 20)]).await;
    scene.add("bob", &[help("bobs", 3, 20)]).await;
    let good = scene.upload(&ann, &pdf("good")).await;
    let bob = scene.sign_in("bob").await;
    let bobs = scene.upload(&bob, &pdf("bobs")).await;
    let with = |base: Value, changes: Value| {
        let mut body = base;
        for (field, value) in changes.as_object().unwrap() {
            if value.is_null() {
                body.as_object_mut().unwrap().remove(field);
            } else {
                body[field] = value.clone();
            }
        }
        body
    };
    let o = || objection("gift");
    let file = |digest: &str| json!({ "digest": digest, "name": "x.pdf" });
    let six: Vec<Value> = (0..=MOST_FILES)
        .map(|at| file(&format!("{at:064}")))
        .collect();
    let repair = || json!({ "kind": "repair", "entry": "gift", "on": ago(0), "words": "Paid." });
    let cases = [
        (with(o(), json!({ "kind": "wish" })), "kind"),
        (with(o(), json!({ "kind": null })), "body"),
        (with(o(), json!({ "entry": null })), "entry"),
        (with(o(), json!({ "entry": 5 })), "entry"),
        (with(o(), json!({ "ground": null })), "ground"),
        (with(o(), json!({ "ground": "bored" })), "ground"),
        (with(o(), json!({ "factor": "blood_donation" })), "factor"),
        (with(o(), json!({ "on": ago(1) })), "on"),
        (with(o(), json!({ "words": " \n\t\u{3000}" })), "words"),
        (with(o(), json!({ "words": "字".repeat(2_001) })), "words"),
        (with(o(), json!({ "wish": "" })), "wish"),
        (with(o(), json!({ "wish": "x".repeat(501) })), "wish"),
        (with(o(), json!({ "extra": 1 })), "extra"),
        (with(o(), json!({ "evidence": six })), "evidence"),
        (
            with(o(), json!({ "evidence": [file("abc")] })),
            "evidence[0].digest",
        ),
        (
            with(o(), json!({ "evidence": [file(&good), file(&good)] })),
            "evidence[1].digest",
        ),
        (
            with(o(), json!({ "evidence": [file(&good), file(&bobs)] })),
            "evidence[1].digest",
        ),
        (with(o(), json!({ "entry": "undo" })), "entry"),
        (with(o(), json!({ "entry": "wrong" })), "entry"),
        (repair(), "entry"),
        (with(repair(), json!({ "on": null })), "on"),
        (with(repair(), json!({ "on": "2026-02-30" })), "on"),
        (with(repair(), json!({ "wish": "x" })), "wish"),
        (with(repair(), json!({ "ground": "twice" })), "ground"),
        (with(claim(), json!({ "factor": null })), "factor"),
        (with(claim(), json!({ "factor": "no_such" })), "factor"),
        (with(claim(), json!({ "factor": "red_light" })), "factor"),
        (
            with(claim(), json!({ "factor": "helping_elderly_cross" })),
            "factor",
        ),
        (
            with(claim(), json!({ "on": ago(0) + chrono::Days::new(1) })),
            "on",
        ),
        (with(claim(), json!({ "on": "2017-01-01" })), "on"),
        (with(claim(), json!({ "entry": "gift" })), "entry"),
    ];
    for (body, field) in cases {
        let answer = scene.ask(&ann, "key-that-stays-free", &body).await;
        let expected = (400, "invalid".to_owned(), Some(field.to_owned()));
        assert_eq!(problem(answer).await, expected, "{body}");
    }
    for entry in ["bobs", "no-such", "", &"x".repeat(5_000)] {
        let answer = scene
            .ask(&ann, "key-that-stays-free", &objection(entry))
            .await;
        assert_eq!(
            problem(answer).await,
            (404, "not_found".into(), None),
            "{entry}"
        );
    }
    let answer = scene
        .ask(
            &ann,
            "key-00000009",
            &json!({ "words": "x".repeat(40_000) }),
        )
        .await;
    assert_eq!(problem(answer).await.1, "too_large");
    // Nothing is half stored, and the key is not used up.
    let page = scene.json_as(&ann, "/api/v1/me/cases").await;
    assert_eq!(page["cases"], json!([]));
    let entry = scene.json_as(&ann, "/api/v1/me/entries/gift").await;
    assert_eq!(
        (&entry["entry"]["contested"], &entry["case"]),
        (&json!(false), &Value::Null)
    );
    let longest = with(
        o(),
        json!({ "words": "字".repeat(2_000), "wish": "字".repeat(500) }),
    );
    let answer = scene.ask(&ann, "key-that-stays-free", &longest).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_script_in_any_text_comes_back_as_the_text_it_is() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let script = "<script>alert(1)</script>\u{0}'; DROP TABLE cases; --";
    let file = scene.upload(&ann, &pdf("x")).await;
    let mut body = objection("gift");
    body["words"] = json!(script);
    body["wish"] = json!(script);
    body["evidence"] = json!([{ "digest": file, "name": "<b>.pdf" }]);
    let case: Value = scene
        .ask(&ann, "key-00000001", &body)
        .await
        .json()
        .await
        .unwrap();
    let path = format!("/api/v1/me/cases/{}", case["id"].as_str().unwrap());
    let response = scene.get_as(&ann, &path).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.headers()["cache-control"], "no-store");
    let shown: Value = response.json().await.unwrap();
    assert_eq!(
        (&shown["words"], &shown["wish"]),
        (&json!(script), &json!(script))
    );
    assert_eq!(shown["evidence"][0]["name"], "<b>.pdf");
}

#[tokio::test]
async fn anothers_case_is_as_unknown_as_one_that_does_not_exist() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let case: Value = scene
        .ask(&bob, "key-00000001", &claim())
        .await
        .json()
        .await
        .unwrap();
    let bobs = case["id"].as_str().unwrap();
    for id in [bobs, "2026-BBBB-BBBB", "x", "%FF", &"x".repeat(3_000)] {
        let path = format!("/api/v1/me/cases/{id}");
        let answer = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(
            problem(answer).await,
            (404, "not_found".into(), None),
            "{id}"
        );
        let withdraw = scene
            .post_as(&ann, "key-00000002", &format!("{path}/withdraw"), "")
            .await;
        assert_eq!(problem(withdraw).await.1, "not_found", "{id}");
        let body = json!({ "words": "x" }).to_string();
        let answer = scene
            .post_as(&ann, "key-00000003", &format!("{path}/answer"), &body)
            .await;
        assert_eq!(problem(answer).await.1, "not_found", "{id}");
    }
    assert_eq!(
        scene.json_as(&ann, "/api/v1/me/cases").await["cases"],
        json!([])
    );
    let case = scene
        .json_as(&bob, &format!("/api/v1/me/cases/{bobs}"))
        .await;
    assert_eq!(case["status"], "received");
}

#[tokio::test]
async fn pages_show_every_case_once_newest_first() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut asked = Vec::new();
    for at in 0..7 {
        let answer = scene.ask(&ann, &format!("key-000000-{at}"), &claim()).await;
        asked.push(answer.json::<Value>().await.unwrap()["id"].clone());
    }
    asked.reverse();
    let (mut seen, mut path) = (Vec::new(), "/api/v1/me/cases?limit=3".to_owned());
    loop {
        let page = scene.json_as(&ann, &path).await;
        let cases = page["cases"].as_array().unwrap();
        seen.extend(cases.iter().map(|case| case["id"].clone()));
        let Some(cursor) = page["next_cursor"].as_str() else {
            break;
        };
        path = format!("/api/v1/me/cases?limit=3&cursor={cursor}");
    }
    assert_eq!(seen, asked);
    for query in ["limit=0", "limit=201", "cursor=x", "page=1"] {
        let path = format!("/api/v1/me/cases?{query}");
        let answer = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{query}");
    }
    let first = scene.get_as(&ann, "/api/v1/me/cases").send().await.unwrap();
    let known = scene.get_as(&ann, "/api/v1/me/cases");
    let known = known.header("if-none-match", &first.headers()["etag"]);
    assert_eq!(
        known.send().await.unwrap().status(),
        StatusCode::NOT_MODIFIED
    );
}
