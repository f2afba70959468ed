//! `citizen-score cases`: an office decides about an objection, while a screen is open.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::asking::{
    Asking, assert_done, assert_refused, at_the_office, objection, opened, pdf, problem,
};
use crate::office::logged;
use crate::records::{correction, fine, help};
use crate::scene::Scene;
use crate::stream::Stream;

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

    let output = at_the_office(&scene, &["decide", &id, "--verdict", "upheld"]).await;
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
        let output = at_the_office(&scene, &arguments).await;
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

    assert_done(&at_the_office(&scene, &["examine", &id]).await);
    assert_refused(
        &at_the_office(&scene, &["examine", &id]).await,
        "is being examined already",
    );
    assert_done(&at_the_office(&scene, &["ask", &id, "--question", "Where were you?"]).await);
    assert_refused(
        &at_the_office(&scene, &["ask", &id, "--question", "And?"]).await,
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
        assert_refused(&at_the_office(&scene, &arguments).await, "--reason: ");
    }
    let arguments = [
        "decide",
        &id,
        "--verdict",
        "rejected",
        "--reason",
        "A camera saw it.",
    ];
    assert_done(&at_the_office(&scene, &arguments).await);
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
async fn an_objection_to_what_was_undone_meanwhile_appends_nothing() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let gift = help("gift", 9, 40);
    scene.add("ann", std::slice::from_ref(&gift)).await;
    let id = opened(&scene, &ann, "key-00000001", &objection("gift")).await;
    scene.add("ann", &[correction("undo", &gift)]).await;
    let output = at_the_office(&scene, &["decide", &id, "--verdict", "upheld"]).await;
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
    let output = at_the_office(&scene, &["decide", &id, "--verdict", "upheld"]).await;
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
