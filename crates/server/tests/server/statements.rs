//! `PUT` and `DELETE /me/entries/{id}/statement`: the resident's own words beside an entry.

use citizen_score_contract::{ProblemCode, Statement};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

const PATH: &str = "/api/v1/me/entries/gift/statement";

async fn write(scene: &Scene, cookie: &str, text: &str) -> reqwest::Response {
    let request = scene.send_as(cookie, Method::PUT, PATH);
    let body = json!({ "text": text });
    request.json(&body).send().await.unwrap()
}

async fn remove(scene: &Scene, cookie: &str) -> StatusCode {
    let request = scene.send_as(cookie, Method::DELETE, PATH);
    request.send().await.unwrap().status()
}

#[tokio::test(flavor = "multi_thread")]
async fn own_words_stand_beside_the_entry_until_they_are_taken_away() {
    let scene = Scene::start().await;
    scene
        .add("ann", &[help("gift", 3, 20), help("other", 2, 20)])
        .await;
    let cookie = scene.sign_in("ann").await;
    let said = "I was there.\nMy sister 李 too. <b>=1+1</b>";
    let response = write(&scene, &cookie, said).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let written: Statement = response.json().await.unwrap();
    assert_eq!(written.text, said);

    let entry = scene.json_as(&cookie, "/api/v1/me/entries/gift").await;
    assert_eq!(entry["statement"], said);
    let page = scene.json_as(&cookie, "/api/v1/me/entries").await;
    assert_eq!(page["entries"][1]["statement"], said);
    assert_eq!(page["entries"][0].get("statement"), None);
    let me = scene.json_as(&cookie, "/api/v1/me").await;
    assert_eq!(
        (&me["revision"], &me["standing"]["score"]),
        (&json!(1), &json!(1040))
    );

    // The same words again change nothing, and stay as old as they are.
    scene.clock.advance(60);
    let again: Statement = write(&scene, &cookie, said).await.json().await.unwrap();
    assert_eq!(again, written);
    let other: Statement = write(&scene, &cookie, "Others.")
        .await
        .json()
        .await
        .unwrap();
    assert!(other.written_at > written.written_at);

    assert_eq!(remove(&scene, &cookie).await, StatusCode::NO_CONTENT);
    assert_eq!(remove(&scene, &cookie).await, StatusCode::NO_CONTENT);
    let entry = scene.json_as(&cookie, "/api/v1/me/entries/gift").await;
    assert_eq!(entry.get("statement"), None);
    let me = scene.json_as(&cookie, "/api/v1/me").await;
    assert_eq!(me["revision"], 3);
}

#[tokio::test]
async fn a_statement_that_cannot_be_is_refused_and_the_old_one_stays() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    let longest = "李".repeat(500);
    assert_eq!(
        write(&scene, &cookie, &longest).await.status(),
        StatusCode::OK
    );
    for wrong in [
        "",
        " \n\u{3000}",
        &"x".repeat(501),
        &format!("{longest}李"),
        "a\tb",
        "a\r\nb",
        "a\u{1b}[31mb",
        "a\u{85}b",
    ] {
        let problem: Value = write(&scene, &cookie, wrong).await.json().await.unwrap();
        assert_eq!(
            (&problem["code"], &problem["field"]),
            (&json!("invalid"), &json!("text")),
            "{wrong:?}"
        );
    }
    let bodies = [
        (json!({}), "."),
        (json!({ "text": 1 }), "text"),
        (json!({ "text": "a\u{0}b" }), "body"),
        (json!({ "text": "a", "entry": "b" }), "entry"),
    ];
    for (body, _) in bodies {
        let request = scene.send_as(&cookie, Method::PUT, PATH).json(&body);
        let problem: Value = request.send().await.unwrap().json().await.unwrap();
        let code: ProblemCode = serde_json::from_value(problem["code"].clone()).unwrap();
        assert_eq!(code, ProblemCode::Invalid, "{body}");
    }
    let entry = scene.json_as(&cookie, "/api/v1/me/entries/gift").await;
    assert_eq!(entry["statement"], longest);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_tab_is_told_that_the_words_changed() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &cookie, None).await;
    assert_eq!(stream.next().await.json()["revision"], 0);
    write(&scene, &cookie, "Mine.").await;
    assert_eq!(stream.next().await.json()["revision"], 1);
    remove(&scene, &cookie).await;
    assert_eq!(stream.next().await.json()["revision"], 2);
}

#[tokio::test]
async fn a_change_is_answered_whole_whatever_the_asker_has() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("gift", 3, 20)]).await;
    let cookie = scene.sign_in("ann").await;
    for _ in 0..2 {
        let request = scene.send_as(&cookie, Method::PUT, PATH);
        let request = request.header("if-none-match", "*");
        let response = request.json(&json!({ "text": "Mine." })).send().await;
        let response = response.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert!(!response.headers().contains_key("etag"));
        let written: Statement = response.json().await.unwrap();
        assert_eq!(written.text, "Mine.");
    }
}
