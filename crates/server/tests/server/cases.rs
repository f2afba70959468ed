//! `/me/cases`: what arrives, once, and how it is listed.

use citizen_score_contract::cases::Ground;
use citizen_score_contract::{Case, CaseKind};
use citizen_score_server::store::{Given, NewCaseRow, Once};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::asking::{Asking, claim, objection, pdf, problem};
use crate::records::{fine, help};
use crate::scene::Scene;

async fn score(scene: &Scene, cookie: &str) -> i64 {
    scene.json_as(cookie, "/api/v1/me").await["standing"]["score"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn an_objection_arrives_with_all_it_says_and_its_entry_is_contested() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[fine("fine", 10, -15)]).await;
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
    let body = claim("blood_donation");
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

    let mut other = claim("blood_donation");
    other["words"] = json!("Something else.");
    let answer = scene.ask(&ann, "the-same-key", &other).await;
    assert_eq!(problem(answer).await.1, "conflict");
    // The key is the resident's own: another may use the same.
    let bob = scene.sign_in("bob").await;
    assert_eq!(
        scene
            .ask(&bob, "the-same-key", &claim("blood_donation"))
            .await
            .status(),
        StatusCode::CREATED
    );
    // And of the call.
    let id = bodies[0]["id"].as_str().unwrap();
    let path = format!("/api/v1/me/cases/{id}/withdraw");
    let answer = scene.post_as(&ann, "the-same-key", &path, "").await;
    assert_eq!(problem(answer).await.1, "conflict");
    for key in ["", "short", "with space", "x".repeat(65).as_str()] {
        let answer = scene.ask(&ann, key, &claim("blood_donation")).await;
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
async fn a_case_that_breaks_off_half_way_never_was() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[fine("fine", 10, -15)]).await;
    let file = scene.upload(&ann, &pdf("x")).await;
    let now = scene.clock.now();
    let once = Once {
        key: "key-00000001".into(),
        request: [7; 32],
    };
    let mut writer = scene.store.write(now).await.unwrap();
    let evidence = writer.uploaded("ann", &file).await.unwrap().unwrap();
    let row = NewCaseRow {
        id: "2026-BBBB-BBBB",
        opened_at: now,
        kind: CaseKind::Objection,
        entry: Some("fine"),
        factor: "administrative_fine",
        on: None,
        ground: Some(Ground::NotMe),
        words: "x",
        wish: None,
        authority: "market_regulator",
        due_on: now.date_naive(),
    };
    assert!(writer.open_case("ann", &row, &[evidence]).await.unwrap());
    let given = Given {
        status: 201,
        body: b"{}".to_vec(),
    };
    writer.keep_answer("ann", &once, &given).await.unwrap();
    drop(writer);

    assert_eq!(
        scene.json_as(&ann, "/api/v1/me/cases").await["cases"],
        json!([])
    );
    let view = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(
        (&view["entry"]["contested"], &view["case"]),
        (&json!(false), &Value::Null)
    );
    assert_eq!(scene.json_as(&ann, "/api/v1/me").await["revision"], 0);
    let mut raw = scene.raw().await;
    for table in [
        "cases",
        "case_steps",
        "case_files",
        "answered",
        "entry_marks",
    ] {
        let count = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let count: i64 = sqlx::query_scalar(count).fetch_one(&mut raw).await.unwrap();
        assert_eq!(count, 0, "{table}");
    }
    // The file still waits, and the key is free.
    let mut body = objection("fine");
    body["evidence"] = json!([{ "digest": file, "name": "x.pdf" }]);
    let answer = scene.ask(&ann, "key-00000001", &body).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let case: Value = answer.json().await.unwrap();
    // What the server sends is what the contract says.
    let read: Case = serde_json::from_value(case.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), case);
}

#[tokio::test]
async fn pages_show_every_case_once_newest_first() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut asked = Vec::new();
    for at in 0..7 {
        let answer = scene
            .ask(&ann, &format!("key-000000-{at}"), &claim("blood_donation"))
            .await;
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
