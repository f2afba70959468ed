//! The file is held by another program for longer than a request may take.

use std::time::{Duration, Instant};

use citizen_score_server::pace::PaceSettings;
use citizen_score_server::state::Settings;
use reqwest::{Client, StatusCode};
use serde_json::json;
use sqlx::Executor as _;

use super::told_to_come_again;
use crate::asking::claim;
use crate::database::postgres;
use crate::scene::{Scene, cookie_of};

/// How long: a request may take 20 seconds.
const HELD: Duration = Duration::from_secs(24);

#[tokio::test(flavor = "multi_thread")]
async fn while_a_file_is_held_reading_goes_on_and_writing_is_told_to_come_again() {
    if postgres().is_some() {
        return;
    }
    // After each sixty requests there is something to tell to other servers, which is a write.
    let scene = Scene::with(Settings {
        pace: PaceSettings {
            per_session: 600,
            per_address: 6_000,
            ..PaceSettings::default()
        },
        ..Settings::default()
    });
    let scene = scene.await;
    let cookie = scene.sign_in("ann").await;
    let code = scene.code("ann").await;
    let client = Client::builder()
        .timeout(Duration::from_secs(40))
        .build()
        .unwrap();
    let ask = |key: &str| {
        let request = client
            .post(scene.url("/api/v1/me/cases"))
            .header("cookie", &cookie);
        request
            .header("idempotency-key", key)
            .json(&claim("blood_donation"))
            .send()
    };
    let sign_in = || {
        let request = client.post(scene.url("/api/v1/session"));
        request.json(&json!({ "code": code })).send()
    };
    let mut holder = scene.raw().await;
    holder.execute("BEGIN EXCLUSIVE").await.unwrap();
    let begun = Instant::now();
    let reads = async {
        while begun.elapsed() < HELD {
            let asked = Instant::now();
            for path in ["/api/v1/me", "/api/v1/me/cases", "/"] {
                let read = scene
                    .get_as(&cookie, path)
                    .header("accept", "text/html")
                    .send()
                    .await;
                assert_eq!(read.unwrap().status(), StatusCode::OK, "{path}");
            }
            assert!(
                asked.elapsed() < Duration::from_secs(5),
                "{:?}",
                asked.elapsed()
            );
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        holder.execute("ROLLBACK").await.unwrap();
    };
    let ((), case, signed_in) = tokio::join!(reads, ask("a-case-of-ann"), sign_in());
    told_to_come_again(&case.unwrap());
    told_to_come_again(&signed_in.unwrap());
    let case = ask("a-case-of-ann").await.unwrap();
    assert_eq!(case.status(), StatusCode::CREATED);
    let signed_in = sign_in().await.unwrap();
    assert_eq!(signed_in.status(), StatusCode::OK);
    let cases = scene
        .json_as(&cookie_of(&signed_in), "/api/v1/me/cases")
        .await;
    assert_eq!(cases["cases"].as_array().unwrap().len(), 1);
}
