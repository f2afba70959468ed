//! `citizen-score cases`: the other end of a case, from a second process, while a screen is open.

use std::process::Output;

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::asking::{Asking, pdf, problem};
use crate::commands::said;
use crate::records::{ago, correction, fine, help};
use crate::scene::Scene;
use crate::stream::Stream;

async fn opened(scene: &Scene, cookie: &str, key: &str, body: &Value) -> String {
    let response = scene.ask(cookie, key, body).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    let case: Value = response.json().await.unwrap();
    case["id"].as_str().unwrap().to_owned()
}

fn objection(entry: &str) -> Value {
    json!({ "kind": "objection", "entry": entry, "ground": "not_so", "words": "Not so." })
}

fn claim(factor: &str) -> Value {
    json!({ "kind": "claim", "factor": factor, "on": ago(3), "words": "I did." })
}

async fn cases(scene: &Scene, arguments: &[&str]) -> Output {
    let mut all = vec!["cases"];
    all.extend(arguments);
    all.extend(["--operator", "Mei"]);
    scene.run(&all).await
}

fn assert_refused(output: &Output, expected: &str) {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(output).contains(expected), "{}", said(output));
    assert!(output.stdout.is_empty());
}

fn assert_done(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Kind, by and about of what the log of a resident says of cases.
async fn logged(scene: &Scene, resident: &str) -> Vec<(String, String, Option<String>)> {
    let raw = sqlx::SqlitePool::connect(&scene.database()).await.unwrap();
    sqlx::query_as(
        "SELECT kind, by, about FROM access_log WHERE resident = ? AND kind LIKE 'case%' \
         ORDER BY number",
    )
    .bind(resident)
    .fetch_all(&raw)
    .await
    .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_that_is_upheld_corrects_the_entry_and_moves_the_open_screen() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 9, 40)]).await;
    let mut stream = Stream::open(&scene, &ann, None).await;
    assert_eq!(stream.next().await.score(), 1040);
    let id = opened(&scene, &ann, "key-00000001", &objection("gift")).await;
    let case = stream.next().await;
    let expected = json!({ "id": id, "kind": "objection", "status": "received" });
    assert_eq!((case.name.as_str(), case.json()), ("case", expected));
    // What adds points is not suspended by an objection.
    let standing = stream.next().await;
    assert_eq!((standing.score(), standing.id), (1040, case.id));
    assert_eq!(standing.json()["revision"], 1);

    let output = cases(&scene, &["decide", &id, "--verdict", "upheld"]).await;
    let entry = format!("case-{id}");
    assert_eq!(
        assert_done(&output),
        format!("case {id} is decided; entry {entry} was recorded\n")
    );
    let mut news = [stream.next().await, stream.next().await];
    news.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!(news[0].json()["status"], "decided");
    assert_eq!(news[1].json()["id"], entry.as_str());
    assert_eq!(stream.next().await.score(), 1000);

    let case = scene.json_as(&ann, &format!("/api/v1/me/cases/{id}")).await;
    assert_eq!(
        (&case["verdict"], &case["resulting_entry"]),
        (&json!("upheld"), &json!(entry))
    );
    let view = scene.json_as(&ann, "/api/v1/me/entries/gift").await;
    assert_eq!(
        (&view["outcome"]["by"], &view["entry"]["contested"]),
        (&json!(entry), &json!(false))
    );
    let view = scene
        .json_as(&ann, &format!("/api/v1/me/entries/{entry}"))
        .await;
    assert_eq!(view["entry"]["reference"], id.as_str());
    assert_eq!(
        (&view["entry"]["authority"], &view["entry"]["points"]),
        (&json!("police"), &json!(0))
    );
    let by = "citizen-score cases decide (user Mei)".to_owned();
    assert_eq!(
        logged(&scene, "ann").await,
        [("case_decided".into(), by, Some(id.clone()))]
    );

    // Decided is decided, for everyone.
    for arguments in [
        vec!["decide", &id, "--verdict", "rejected", "--reason", "No."],
        vec!["ask", &id, "--question", "Why?"],
        vec!["examine", &id],
    ] {
        let output = cases(&scene, &arguments).await;
        assert_refused(
            &output,
            &format!("case {id} is decided already, and stays so"),
        );
    }
    let path = format!("/api/v1/me/cases/{id}/withdraw");
    let answer = scene.post_as(&ann, "key-00000002", &path, "").await;
    assert_eq!(problem(answer).await.1, "case_closed");
    assert_eq!(logged(&scene, "ann").await.len(), 1);
    let answer = scene.ask(&ann, "key-00000003", &objection("gift")).await;
    assert_eq!(problem(answer).await.2.as_deref(), Some("entry"));
}

#[tokio::test]
async fn a_question_is_answered_and_a_rejection_gives_its_reason() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[fine("fine", 10, -15)]).await;
    let id = opened(&scene, &ann, "key-00000001", &objection("fine")).await;
    let path = format!("/api/v1/me/cases/{id}");
    let answering = format!("{path}/answer");
    let early = scene
        .post_as(&ann, "key-00000002", &answering, r#"{"words":"x"}"#)
        .await;
    assert_eq!(
        problem(early).await,
        (400, "invalid".into(), Some("status".into()))
    );
    let due = scene.json_as(&ann, &path).await["due_on"].clone();

    assert_done(&cases(&scene, &["examine", &id]).await);
    assert_refused(
        &cases(&scene, &["examine", &id]).await,
        "is being examined already",
    );
    assert_done(&cases(&scene, &["ask", &id, "--question", "Where were you?"]).await);
    assert_refused(
        &cases(&scene, &["ask", &id, "--question", "And?"]).await,
        "waits for",
    );
    for words in [" ", &"x".repeat(2_001)] {
        let body = json!({ "words": words }).to_string();
        let answer = scene.post_as(&ann, "key-00000003", &answering, &body).await;
        assert_eq!(problem(answer).await.2.as_deref(), Some("words"));
    }
    let file = scene.upload(&ann, &pdf("ticket")).await;
    let body = json!({ "words": "In Ghent.", "evidence": [{ "digest": file, "name": "t.pdf" }] });
    let answer = scene
        .post_as(&ann, "key-00000003", &answering, &body.to_string())
        .await;
    assert_eq!(answer.status(), StatusCode::OK);
    let case: Value = answer.json().await.unwrap();
    assert_eq!(
        (&case["status"], &case["due_on"]),
        (&json!("being_examined"), &due)
    );
    let again = scene
        .post_as(&ann, "key-00000003", &answering, &body.to_string())
        .await;
    assert_eq!(again.json::<Value>().await.unwrap(), case);

    for reason in [
        &[][..],
        &["--reason", " "],
        &["--reason", &"x".repeat(2_001)],
    ] {
        let mut arguments = vec!["decide", &id, "--verdict", "rejected"];
        arguments.extend(reason);
        assert_refused(&cases(&scene, &arguments).await, "--reason: ");
    }
    let arguments = [
        "decide",
        &id,
        "--verdict",
        "rejected",
        "--reason",
        "A camera saw it.",
    ];
    assert_done(&cases(&scene, &arguments).await);
    let case = scene.json_as(&ann, &path).await;
    assert_eq!(
        (&case["verdict"], &case["resulting_entry"]),
        (&json!("rejected"), &Value::Null)
    );
    let steps: Vec<(&str, Option<&str>)> = case["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| (step["kind"].as_str().unwrap(), step["words"].as_str()))
        .collect();
    let expected = [
        ("received", None),
        ("being_examined", None),
        ("question", Some("Where were you?")),
        ("answer", Some("In Ghent.")),
        ("decided", Some("A camera saw it.")),
    ];
    assert_eq!(steps, expected);
    assert_eq!(case["steps"][3]["evidence"][0]["name"], "t.pdf");
    let view = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(
        (&view["entry"]["contested"], &view["counted"]),
        (&json!(false), &json!(-15))
    );
}

#[tokio::test]
async fn a_claim_that_is_upheld_is_credited_within_its_worth() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let fixed = opened(&scene, &ann, "key-00000001", &claim("blood_donation")).await;
    assert_done(&cases(&scene, &["decide", &fixed, "--verdict", "upheld"]).await);
    let open = opened(&scene, &ann, "key-00000002", &claim("emergency_help")).await;
    let upheld = ["decide", &open, "--verdict", "upheld"];
    let refused = [
        (
            vec![],
            "--points: `emergency_help` is worth 20 to 60; say how much",
        ),
        (
            vec!["--points", "61"],
            "points is 61, but `emergency_help` is worth 20 to 60",
        ),
        (vec!["--points", "-20"], "points"),
    ];
    for (points, expected) in refused {
        let output = cases(&scene, &[&upheld[..], &points].concat()).await;
        assert_refused(&output, expected);
        let case = scene
            .json_as(&ann, &format!("/api/v1/me/cases/{open}"))
            .await;
        assert_eq!(
            (&case["status"], &case["verdict"]),
            (&json!("received"), &Value::Null)
        );
    }
    assert_done(&cases(&scene, &[&upheld[..], &["--points", "45"]].concat()).await);
    let me = scene.json_as(&ann, "/api/v1/me").await;
    assert_eq!(me["standing"]["score"], 1055);
    let view = scene
        .json_as(&ann, &format!("/api/v1/me/entries/case-{open}"))
        .await;
    assert_eq!(view["entry"]["occurred_on"], json!(ago(3)));
    assert_eq!(
        (&view["entry"]["authority"], &view["counted"]),
        (&json!("police"), &json!(45))
    );
    let other = opened(&scene, &ann, "key-00000003", &claim("emergency_help")).await;
    let arguments = [
        "decide",
        &other,
        "--verdict",
        "rejected",
        "--reason",
        "x",
        "--points",
        "20",
    ];
    assert_refused(&cases(&scene, &arguments).await, "--points: are only given");
}

#[tokio::test]
async fn an_objection_to_what_was_undone_meanwhile_appends_nothing() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let gift = help("gift", 9, 40);
    scene.add("ann", &[gift.clone()]).await;
    let id = opened(&scene, &ann, "key-00000001", &objection("gift")).await;
    scene.add("ann", &[correction("undo", &gift)]).await;
    let output = cases(&scene, &["decide", &id, "--verdict", "upheld"]).await;
    assert_eq!(assert_done(&output), format!("case {id} is decided\n"));
    let case = scene.json_as(&ann, &format!("/api/v1/me/cases/{id}")).await;
    assert_eq!(
        (&case["verdict"], &case["resulting_entry"]),
        (&json!("upheld"), &Value::Null)
    );
}

#[tokio::test]
async fn a_decision_that_cannot_be_recorded_leaves_nothing_behind() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[help("gift", 9, 40)]).await;
    let id = opened(&scene, &ann, "key-00000001", &objection("gift")).await;
    // The name of the correction is taken by an entry that an office imported.
    scene
        .add("ann", &[help(&format!("case-{id}"), 2, 20)])
        .await;
    let output = cases(&scene, &["decide", &id, "--verdict", "upheld"]).await;
    assert_refused(&output, "is already recorded with other contents");
    let case = scene.json_as(&ann, &format!("/api/v1/me/cases/{id}")).await;
    assert_eq!(
        (&case["status"], &case["steps"][1]),
        (&json!("received"), &Value::Null)
    );
    assert_eq!(
        scene.json_as(&ann, "/api/v1/me").await["standing"]["score"],
        1060
    );
    assert_eq!(logged(&scene, "ann").await, []);
}

#[tokio::test]
async fn a_list_shows_no_words_and_every_look_is_in_the_log() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    assert_eq!(assert_done(&cases(&scene, &["list"]).await), "no cases\n");
    let mut first = claim("blood_donation");
    let file = scene.upload(&ann, &pdf("proof")).await;
    first["words"] = json!("I did.\u{1b}]0;owned\u{7}\nstatus: decided");
    first["evidence"] = json!([{ "digest": file, "name": "proof.pdf" }]);
    let first = opened(&scene, &ann, "key-00000001", &first).await;
    let second = opened(&scene, &ann, "key-00000002", &claim("emergency_help")).await;
    let bobs = opened(&scene, &bob, "key-00000001", &claim("blood_donation")).await;
    let path = format!("/api/v1/me/cases/{second}/withdraw");
    scene.post_as(&ann, "key-00000003", &path, "").await;

    let listed = assert_done(&cases(&scene, &["list", "--open"]).await);
    assert_eq!(listed.lines().count(), 2);
    assert!(
        listed.contains("30 days left") && !listed.contains("I did."),
        "{listed}"
    );
    assert_eq!(
        assert_done(&cases(&scene, &["list", "--late"]).await),
        "no cases\n"
    );
    let all: Value =
        serde_json::from_str(&assert_done(&cases(&scene, &["list", "--json"]).await)).unwrap();
    let ids: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [first.as_str(), &second, &bobs]);
    assert!(!all.to_string().contains("I did."));

    let shown = assert_done(&cases(&scene, &["show", &first]).await);
    assert!(
        !shown.contains('\u{1b}') && !shown.contains("\nstatus"),
        "{shown}"
    );
    assert!(
        shown.contains("resident  ann") && shown.contains("proof.pdf"),
        "{shown}"
    );
    let folder = scene.folder.path().join("files");
    let save = [
        "show",
        &first,
        "--json",
        "--save-files",
        folder.to_str().unwrap(),
    ];
    let shown: Value = serde_json::from_str(&assert_done(&cases(&scene, &save).await)).unwrap();
    assert_eq!(
        (&shown["resident"], &shown["case"]["id"]),
        (&json!("ann"), &json!(first))
    );
    let saved = folder.join(format!("1-1-{}.pdf", &file[..8]));
    assert_eq!(std::fs::read(&saved).unwrap(), pdf("proof"));
    assert_refused(&cases(&scene, &save).await, "cannot be saved");
    assert_refused(
        &cases(&scene, &["show", "2026-NONE"]).await,
        "there is no case `2026-NONE`",
    );

    let (list, show) = (
        "citizen-score cases list (user Mei)".to_owned(),
        "citizen-score cases show (user Mei)".to_owned(),
    );
    let seen = "case_seen".to_owned();
    let expected = [
        (seen.clone(), list.clone(), Some(first.clone())),
        (seen.clone(), list.clone(), None),
        (seen.clone(), show.clone(), Some(first.clone())),
        (seen.clone(), show.clone(), Some(first.clone())),
        (seen.clone(), show, Some(first)),
    ];
    assert_eq!(logged(&scene, "ann").await, expected);
    let of_bob = logged(&scene, "bob").await;
    assert_eq!(
        of_bob,
        [
            (seen.clone(), list.clone(), Some(bobs.clone())),
            (seen, list, Some(bobs))
        ]
    );

    let nowhere = scene.folder.path().join("none.sqlite");
    let address = format!("sqlite:{}", nowhere.display());
    let output = scene.run(&["cases", "list", "--database", &address]).await;
    assert_refused(&output, "there is no database");
    assert!(!nowhere.exists());
    let wrong = scene
        .run(&["cases", "decide", "x", "--verdict", "maybe"])
        .await;
    assert_eq!(wrong.status.code(), Some(2));
}

#[tokio::test]
async fn a_screen_that_was_away_is_told_of_its_cases_in_order() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let last = Stream::open(&scene, &ann, None)
        .await
        .next()
        .await
        .id
        .unwrap()
        .to_string();
    scene.add("ann", &[fine("fine", 3, -10)]).await;
    let id = opened(&scene, &ann, "key-00000001", &objection("fine")).await;
    scene.add("ann", &[help("gift", 1, 20)]).await;
    let mut stream = Stream::open(&scene, &ann, Some(&last)).await;
    let news = [
        stream.next().await,
        stream.next().await,
        stream.next().await,
    ];
    let names: Vec<&str> = news.iter().map(|event| event.name.as_str()).collect();
    assert_eq!(names, ["entry", "case", "entry"]);
    assert_eq!(news[1].json()["id"], id.as_str());
    assert!(news.is_sorted_by_key(|event| event.id));
    let standing = stream.next().await;
    assert_eq!((standing.score(), standing.id), (1020, news[2].id));
}
