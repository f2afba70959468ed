//! `/me/cases`: what is refused, by field, and what belongs to others.

use citizen_score_contract::evidence::MOST_FILES;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::asking::{Asking, claim, objection, pdf, problem};
use crate::records::{ago, correction, help};
use crate::scene::Scene;

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
        (
            with(claim("blood_donation"), json!({ "factor": null })),
            "factor",
        ),
        (
            with(claim("blood_donation"), json!({ "factor": "no_such" })),
            "factor",
        ),
        (
            with(claim("blood_donation"), json!({ "factor": "red_light" })),
            "factor",
        ),
        (
            with(
                claim("blood_donation"),
                json!({ "factor": "helping_elderly_cross" }),
            ),
            "factor",
        ),
        (
            with(
                claim("blood_donation"),
                json!({ "on": ago(0) + chrono::Days::new(1) }),
            ),
            "on",
        ),
        (
            with(claim("blood_donation"), json!({ "on": "2017-01-01" })),
            "on",
        ),
        (
            with(claim("blood_donation"), json!({ "entry": "gift" })),
            "entry",
        ),
    ];
    for (body, field) in cases {
        let answer = scene.ask(&ann, "key-that-stays-free", &body).await;
        let expected = (400, "invalid".to_owned(), Some(field.to_owned()));
        assert_eq!(problem(answer).await, expected, "{body}");
    }
}

#[tokio::test]
async fn what_was_refused_leaves_nothing_behind_and_the_key_free() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    scene.add("bob", &[help("bobs", 3, 20)]).await;
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
    let mut longest = objection("gift");
    longest["words"] = json!("字".repeat(2_000));
    longest["wish"] = json!("字".repeat(500));
    let answer = scene.ask(&ann, "key-that-stays-free", &longest).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}

#[tokio::test]
async fn a_script_in_any_text_comes_back_as_the_text_it_is() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let script = "<script>alert(1)</script>\u{1}'; DROP TABLE cases; --";
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
async fn the_character_nul_is_refused_wherever_it_is() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut body = claim("blood_donation");
    body["words"] = json!("a\u{0}b");
    let answer = scene.ask(&ann, "key-00000001", &body).await;
    let expected = (400, "invalid".to_owned(), Some("body".to_owned()));
    assert_eq!(problem(answer).await, expected);
    for path in ["entries/%00", "cases/a%00b", "entries/x/statement%00"] {
        let path = format!("/api/v1/me/{path}");
        let answer = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(problem(answer).await.1, "not_found", "{path}");
    }
}

#[tokio::test]
async fn anothers_case_is_as_unknown_as_one_that_does_not_exist() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let case: Value = scene
        .ask(&bob, "key-00000001", &claim("blood_donation"))
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
