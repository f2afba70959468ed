//! `GET /me/entries`: pages, cursors, and other people's entries.

use citizen_score_contract::EntriesPage;
use citizen_score_rules::Entry;
use reqwest::StatusCode;
use serde_json::Value;

use crate::records::{correction, help};
use crate::scene::Scene;

/// Entries on few days, so that pages end in the middle of a day.
fn many(count: u64) -> Vec<Entry> {
    (0..count)
        .map(|at| help(&format!("e-{at:05}"), at % 7, 20))
        .collect()
}

#[tokio::test]
async fn pages_show_every_entry_once_newest_first() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut all = many(2_345);
    scene.add("ann", &all).await;
    all.sort_by(|a, b| (b.occurred_on, &b.id).cmp(&(a.occurred_on, &a.id)));
    let mut seen: Vec<Entry> = Vec::new();
    let mut path = String::from("/api/v1/me/entries?limit=200");
    let mut pages = 0;
    loop {
        let page: EntriesPage =
            serde_json::from_value(scene.json_as(&cookie, &path).await).unwrap();
        seen.extend(page.entries.into_iter().map(|view| view.entry));
        pages += 1;
        let Some(cursor) = page.next_cursor else {
            break;
        };
        path = format!("/api/v1/me/entries?limit=200&cursor={cursor}");
        if pages == 3 {
            // An entry that arrives meanwhile moves nothing.
            scene.add("ann", &[help("new", 0, 20)]).await;
        }
    }
    assert_eq!(pages, 12);
    assert!(seen == all, "{} of {}", seen.len(), all.len());
}

#[tokio::test]
async fn a_page_holds_fifty_entries_and_an_exact_last_page_has_no_next() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    scene.add("ann", &many(100)).await;
    let first = scene.json_as(&cookie, "/api/v1/me/entries").await;
    assert_eq!(first["entries"].as_array().unwrap().len(), 50);
    let cursor = first["next_cursor"].as_str().unwrap();
    let last = scene
        .json_as(&cookie, &format!("/api/v1/me/entries?cursor={cursor}"))
        .await;
    assert_eq!(last["entries"].as_array().unwrap().len(), 50);
    assert_eq!(last["next_cursor"], Value::Null);
}

#[tokio::test]
async fn each_entry_says_whether_it_counts_and_why_not() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let entry = help("wrong", 5, 40);
    scene
        .add(
            "ann",
            &[
                entry.clone(),
                correction("undo", &entry),
                help("right", 1, 20),
            ],
        )
        .await;
    let page = scene.json_as(&cookie, "/api/v1/me/entries").await;
    let outcomes: Vec<(&str, String)> = page["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|view| {
            (
                view["entry"]["id"].as_str().unwrap(),
                view["outcome"].to_string(),
            )
        })
        .collect();
    assert_eq!(outcomes[0], ("right", r#"{"counts":"yes"}"#.into()));
    assert!(
        outcomes[1].0 == "wrong" && outcomes[1].1.contains(r#""by":"undo""#),
        "{outcomes:?}"
    );
    assert!(
        outcomes[2].0 == "undo" && outcomes[2].1.contains(r#""of":"wrong""#),
        "{outcomes:?}"
    );
    let one = scene.json_as(&cookie, "/api/v1/me/entries/wrong").await;
    assert_eq!(one, page["entries"][1]);
}

#[tokio::test]
async fn anothers_entry_is_as_unknown_as_one_that_does_not_exist() {
    let scene = Scene::start().await;
    scene.add("bob", &[help("bobs", 1, 20)]).await;
    let ann = scene.sign_in("ann").await;
    let mut answers = Vec::new();
    for id in ["bobs", "nothing", "%FF", "a%2Fb", &"x".repeat(5_000)] {
        let path = format!("/api/v1/me/entries/{id}");
        let response = scene.get_as(&ann, &path).send().await.unwrap();
        let status = response.status();
        let mut headers: Vec<(String, String)> = response
            .headers()
            .iter()
            .filter(|(name, _)| *name != "x-request-id" && *name != "date")
            .filter(|(name, _)| *name != "content-length")
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect();
        headers.sort();
        let mut problem: Value = response.json().await.unwrap();
        problem["request_id"] = Value::Null;
        answers.push((status, headers, problem));
    }
    assert_eq!(answers[0].0, StatusCode::NOT_FOUND);
    assert_eq!(answers[0].2["code"], "not_found");
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:#?}"
    );
}

#[tokio::test]
async fn a_cursor_of_someone_else_shows_nothing_of_theirs() {
    let scene = Scene::start().await;
    scene.add("bob", &many(60)).await;
    scene.add("ann", &[help("anns", 30, 20)]).await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let page = scene.json_as(&bob, "/api/v1/me/entries").await;
    let cursor = page["next_cursor"].as_str().unwrap();
    let page = scene
        .json_as(&ann, &format!("/api/v1/me/entries?cursor={cursor}"))
        .await;
    let ids: Vec<&str> = page["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["entry"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["anns"]);
}

#[tokio::test]
async fn wrong_parameters_are_named() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let cases = [
        ("limit=0", "invalid", "limit"),
        ("limit=201", "invalid", "limit"),
        ("limit=-1", "invalid", "limit"),
        ("limit=%2B1", "invalid", "limit"),
        ("limit=", "invalid", "limit"),
        ("limit=99999999999999999999", "invalid", "limit"),
        ("limit=5&limit=6", "invalid", "limit"),
        ("page=2", "invalid", "page"),
        ("cursor=", "invalid_cursor", "cursor"),
        ("cursor=abc", "invalid_cursor", "cursor"),
        ("cursor=%00", "invalid_cursor", "cursor"),
        ("cursor=' OR 1=1 --", "invalid_cursor", "cursor"),
    ];
    for (query, code, field) in cases {
        let path = format!("/api/v1/me/entries?{query}");
        let response = scene.get_as(&cookie, &path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
        let problem: Value = response.json().await.unwrap();
        assert_eq!(
            (&problem["code"], &problem["field"]),
            (&code.into(), &field.into()),
            "{query}"
        );
    }
    let known = scene
        .json_as(&cookie, "/api/v1/me/entries?limit=200&")
        .await;
    assert_eq!(known["entries"], Value::Array(Vec::new()));
}
