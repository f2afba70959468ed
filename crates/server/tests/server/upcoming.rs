//! `GET /rulebook/upcoming`, and announcing a rulebook.

use chrono::{Days, NaiveDate, Utc};
use citizen_score_rules::Rulebook;
use citizen_score_server::demo;
use citizen_score_server::store::Store;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::commands::said;
use crate::pages::header;
use crate::scene::Scene;

const PATH: &str = "/api/v1/rulebook/upcoming";

fn in_days(days: u64) -> NaiveDate {
    Utc::now().date_naive() + Days::new(days)
}

/// A next version of the demo's rulebook, and whatever else is changed in it.
fn next(from: NaiveDate, change: impl Fn(&mut Value)) -> String {
    let mut rulebook: Value = serde_json::from_str(demo::RULEBOOK).unwrap();
    rulebook["version"] = json!("2099.1");
    rulebook["effective_from"] = json!(from);
    change(&mut rulebook);
    rulebook.to_string()
}

async fn announce(scene: &Scene, text: String) -> std::process::Output {
    let file = scene.file("next.json", text);
    scene
        .run(&["rulebook", "announce", file.to_str().unwrap()])
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_announced_is_shown_to_everyone_until_its_day_or_until_it_is_taken_back() {
    let scene = Scene::start().await;
    let none = scene.get(PATH).send().await.unwrap();
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    let problem: Value = none.json().await.unwrap();
    assert_eq!(problem["code"], "not_found");

    let output = announce(&scene, next(in_days(30), |_| {})).await;
    assert!(output.status.success(), "{output:?}");
    let said_so = String::from_utf8(output.stdout).unwrap();
    assert_eq!(
        said_so.trim(),
        format!(
            "suqian-demo 2099.1 is announced, to be in force from {}",
            in_days(30)
        )
    );
    let response = scene.get(PATH).send().await.unwrap();
    assert_eq!(header(&response, "cache-control"), "public, no-cache");
    let tag = header(&response, "etag").to_owned();
    let text = response.text().await.unwrap();
    assert_eq!(Rulebook::from_json(&text).unwrap().data().version, "2099.1");
    let again = scene
        .get(PATH)
        .header("if-none-match", &tag)
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);

    // Another one takes its place, also under the same version.
    announce(
        &scene,
        next(in_days(60), |it| it["start"]["points"] = json!(1001)),
    )
    .await;
    let other: Value = scene.get(PATH).send().await.unwrap().json().await.unwrap();
    assert_eq!(other["start"]["points"], 1001);
    assert_eq!(other["effective_from"], json!(in_days(60)));

    scene.clock.advance(59 * 24 * 60 * 60);
    assert_eq!(
        scene.get(PATH).send().await.unwrap().status(),
        StatusCode::OK
    );
    scene.clock.advance(24 * 60 * 60);
    assert_eq!(
        scene.get(PATH).send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );

    announce(&scene, next(in_days(300), |_| {})).await;
    assert_eq!(
        scene.get(PATH).send().await.unwrap().status(),
        StatusCode::OK
    );
    assert!(scene.run(&["rulebook", "withdraw"]).await.status.success());
    assert_eq!(
        scene.get(PATH).send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    let output = scene.run(&["rulebook", "withdraw"]).await;
    assert_eq!(
        (output.status.code(), said(&output).as_str()),
        (Some(1), "no rulebook is announced")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_announced_is_named_and_changes_nothing() {
    let scene = Scene::start().await;
    announce(&scene, next(in_days(9), |_| {})).await;
    let cases = [
        (next(in_days(0), |_| {}), "next.json: effective_from: is 20"),
        (
            next(in_days(9), |it| it["version"] = json!("2026.1")),
            "version: is `2026.1`, which is in use",
        ),
        (
            next(in_days(9), |it| it["id"] = json!("elsewhere")),
            "id: is `elsewhere`, and the rulebook in use is `suqian-demo`",
        ),
        (
            next(in_days(9), |it| it["tiers"][3]["from"] = json!(1)),
            "next.json: tiers[3].from: ",
        ),
        ("{".to_owned(), "next.json: "),
    ];
    for (text, sentence) in cases {
        let output = announce(&scene, text).await;
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(said(&output).contains(sentence), "{}", said(&output));
    }
    let kept: Value = scene.get(PATH).send().await.unwrap().json().await.unwrap();
    assert_eq!(kept["effective_from"], json!(in_days(9)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_announces_rules_for_the_first_day_of_the_next_year_whatever_the_year() {
    let folder = tempfile::TempDir::new().unwrap();
    let address = format!("sqlite:{}", folder.path().join("demo.sqlite").display());
    let store = Store::open(&address).await.unwrap();
    for (day, announced) in [
        ("2026-12-31", "2027-01-01"),
        ("2027-01-01", "2028-01-01"),
        ("2031-06-15", "2032-01-01"),
    ] {
        let day: NaiveDate = day.parse().unwrap();
        let now = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        demo::load(&store, &[], now).await.unwrap();
        let upcoming = store.announced().await.unwrap().unwrap();
        assert_eq!(upcoming.effective_from, announced);
        assert_eq!(upcoming.version, format!("{}.1", &announced[..4]));
    }
}
