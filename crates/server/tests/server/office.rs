//! `citizen-score cases`: an office looks and grants, and the resident is told.

use serde_json::{Value, json};

use crate::asking::{
    Asking, assert_done, assert_refused, at_the_office, claim, objection, opened, pdf, problem,
};
use crate::records::{ago, fine, help};
use crate::scene::Scene;
use crate::stream::Stream;

/// Kind, by and about of what the log of a resident says of cases.
pub async fn logged(scene: &Scene, resident: &str) -> Vec<(String, String, Option<String>)> {
    let mut raw = scene.raw().await;
    sqlx::query_as(
        "SELECT kind, by, about FROM access_log WHERE resident = $1 AND kind LIKE 'case%' \
         ORDER BY number",
    )
    .bind(resident)
    .fetch_all(&mut raw)
    .await
    .unwrap()
}

#[tokio::test]
async fn a_list_shows_no_words_and_every_look_is_in_the_log() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    assert_eq!(
        assert_done(&at_the_office(&scene, &["list"]).await),
        "no cases\n"
    );
    let mut first = claim("blood_donation");
    let file = scene.upload(&ann, &pdf("proof")).await;
    first["words"] = json!("I did.\u{1b}]0;owned\u{7}\nstatus: decided");
    first["evidence"] = json!([{ "digest": file, "name": "proof.pdf" }]);
    let first = opened(&scene, &ann, "key-00000001", &first).await;
    let second = opened(&scene, &ann, "key-00000002", &claim("emergency_help")).await;
    let bobs = opened(&scene, &bob, "key-00000001", &claim("blood_donation")).await;
    let path = format!("/api/v1/me/cases/{second}/withdraw");
    scene.post_as(&ann, "key-00000003", &path, "").await;

    let listed = assert_done(&at_the_office(&scene, &["list", "--open"]).await);
    assert_eq!(listed.lines().count(), 2);
    assert!(
        listed.contains("30 days left") && !listed.contains("I did."),
        "{listed}"
    );
    assert_eq!(
        assert_done(&at_the_office(&scene, &["list", "--late"]).await),
        "no cases\n"
    );
    let all: Value = serde_json::from_str(&assert_done(
        &at_the_office(&scene, &["list", "--json"]).await,
    ))
    .unwrap();
    let ids: Vec<&str> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, [first.as_str(), &second, &bobs]);
    assert!(!all.to_string().contains("I did."));

    let shown = assert_done(&at_the_office(&scene, &["show", &first]).await);
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
    let shown: Value =
        serde_json::from_str(&assert_done(&at_the_office(&scene, &save).await)).unwrap();
    assert_eq!(
        (&shown["resident"], &shown["case"]["id"]),
        (&json!("ann"), &json!(first))
    );
    let saved = folder.join(format!("1-1-{}.pdf", &file[..8]));
    assert_eq!(std::fs::read(&saved).unwrap(), pdf("proof"));
    assert_refused(&at_the_office(&scene, &save).await, "cannot be saved");
    assert_refused(
        &at_the_office(&scene, &["show", "2026-NONE"]).await,
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
async fn a_claim_that_is_upheld_is_credited_within_its_worth() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let fixed = opened(&scene, &ann, "key-00000001", &claim("blood_donation")).await;
    assert_done(&at_the_office(&scene, &["decide", &fixed, "--verdict", "upheld"]).await);
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
        let output = at_the_office(&scene, &[&upheld[..], &points].concat()).await;
        assert_refused(&output, expected);
        let case = scene
            .json_as(&ann, &format!("/api/v1/me/cases/{open}"))
            .await;
        assert_eq!(
            (&case["status"], &case["verdict"]),
            (&json!("received"), &Value::Null)
        );
    }
    assert_done(&at_the_office(&scene, &[&upheld[..], &["--points", "45"]].concat()).await);
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
    assert_refused(
        &at_the_office(&scene, &arguments).await,
        "--points: are only given",
    );
}

#[tokio::test]
async fn a_repair_that_is_upheld_takes_the_entry_out_from_today_on() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    scene.add("ann", &[fine("fine", 10, -15)]).await;
    let mut body = json!({
        "kind": "repair", "entry": "fine", "on": ago(11), "words": "The fine is paid."
    });
    let early = scene.ask(&ann, "key-00000001", &body).await;
    assert_eq!(
        problem(early).await,
        (400, "invalid".into(), Some("on".into()))
    );
    body["on"] = json!(ago(0) + chrono::Days::new(1));
    let late = scene.ask(&ann, "key-00000001", &body).await;
    assert_eq!(problem(late).await.2.as_deref(), Some("on"));
    body["on"] = json!(ago(2));
    let id = opened(&scene, &ann, "key-00000001", &body).await;
    // Beside a repair there may be an objection, and each is one.
    let again = scene.ask(&ann, "key-00000002", &body).await;
    assert_eq!(problem(again).await.1, "case_open");
    let objected = opened(&scene, &ann, "key-00000003", &objection("fine")).await;
    let view = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(
        (&view["case"], &view["counted"]),
        (&json!(objected), &json!(0))
    );

    let output = at_the_office(
        &scene,
        &["decide", &id, "--verdict", "upheld", "--reason", "Paid."],
    )
    .await;
    assert_eq!(assert_done(&output), format!("case {id} is decided\n"));
    let view = scene.json_as(&ann, "/api/v1/me/entries/fine").await;
    assert_eq!(
        view["outcome"],
        json!({ "counts": "no", "reason": "repaired", "on": ago(0) })
    );
    assert_eq!(view["entry"]["repaired_on"], json!(ago(0)));
    // The objection is open still, and the ledger itself is as it was.
    assert_eq!(view["entry"]["contested"], true);
    let stored = scene
        .store
        .entry("ann", i64::MAX, "fine")
        .await
        .unwrap()
        .unwrap();
    assert_eq!((stored.repaired_on, stored.contested), (None, false));
    let third = scene.ask(&ann, "key-00000004", &body).await;
    assert_eq!(problem(third).await.2.as_deref(), Some("entry"));
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
