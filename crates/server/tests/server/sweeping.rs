//! What is over is refused whether it is still stored or not, and is forgotten behind the requests.

use std::time::{Duration, Instant};

use citizen_score_contract::pairing::PAIRING_SECONDS;
use citizen_score_contract::proofs::SECONDS as PROOF_SECONDS;
use citizen_score_contract::{DisplaySessions, NewProof};
use citizen_score_server::sign_in::{CODE_SECONDS, IDLE_SECONDS, SESSION_SECONDS, SLOW_DOWN};
use citizen_score_server::state::Settings;
use reqwest::Method;
use serde_json::json;

use crate::pairing::{ask, token};
use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

/// Seconds for which a used or void proof or pairing is still told of.
const TOLD: i64 = 3600;

/// Seconds for which events are kept.
const EVENTS_KEPT: i64 = 7 * 24 * 60 * 60;

/// How many rows a table has.
async fn rows(scene: &Scene, table: &str) -> i64 {
    let sql = format!("SELECT it FROM (SELECT COUNT(*) AS it FROM {table}) AS counted");
    sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_one(&mut scene.raw().await)
        .await
        .unwrap()
}

async fn sweep(scene: &Scene) {
    let now = scene.clock.now();
    scene.store.sweep(now, SLOW_DOWN).await.unwrap();
}

async fn status(scene: &Scene, cookie: &str, path: &str) -> u16 {
    let answer = scene.get_as(cookie, path).send().await.unwrap();
    answer.status().as_u16()
}

async fn sign_out(scene: &Scene, cookie: &str) {
    let request = scene.send_as(cookie, Method::DELETE, "/api/v1/session");
    assert_eq!(request.send().await.unwrap().status(), 204);
}

#[tokio::test]
async fn a_code_that_is_too_old_is_refused_and_goes_with_the_next_sweep_and_not_with_a_request() {
    let scene = Scene::start().await;
    let late = scene.code("ann").await;
    scene.clock.advance(CODE_SECONDS);
    let answer = scene.post_session(json!({ "code": late })).await;
    assert_eq!(answer.status(), 401);
    let other = scene.code("bob").await;
    assert_eq!(rows(&scene, "sign_in_codes").await, 2);
    sweep(&scene).await;
    assert_eq!(rows(&scene, "sign_in_codes").await, 1);
    let answer = scene.post_session(json!({ "code": other })).await;
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_session_that_is_over_is_refused_and_another_s_sign_out_leaves_it_to_the_sweep() {
    let scene = Scene::start().await;
    let [idle, old] = [scene.sign_in("ann").await, scene.sign_in("ann").await];
    for (cookie, lasts) in [(idle, IDLE_SECONDS), (old, SESSION_SECONDS)] {
        scene.clock.advance(lasts);
        for path in ["/api/v1/me", "/api/v1/session", "/api/v1/me/events"] {
            assert_eq!(status(&scene, &cookie, path).await, 401, "{path}");
        }
    }
    let bob = scene.sign_in("bob").await;
    sign_out(&scene, &bob).await;
    let bob = scene.sign_in("bob").await;
    assert_eq!(rows(&scene, "sessions").await, 3);
    let ended = scene.store.sweep_sessions(scene.clock.now()).await.unwrap();
    assert_eq!(ended, ["ann"; 2]);
    assert_eq!(rows(&scene, "sessions").await, 1);
    assert_eq!(status(&scene, &bob, "/api/v1/me").await, 200);
}

#[tokio::test]
async fn a_proof_that_is_void_is_refused_told_of_for_an_hour_and_then_swept() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let request = scene.send_as(&ann, Method::POST, "/api/v1/me/tier-proofs");
    let request = request.header("idempotency-key", "one-key-of-ann");
    let proof: NewProof = request.send().await.unwrap().json().await.unwrap();
    scene.clock.advance(PROOF_SECONDS);
    for what in [&proof.token, &proof.code] {
        let path = format!("/api/v1/tier-proofs/{what}");
        assert_eq!(scene.get(&path).send().await.unwrap().status(), 404);
    }
    let own = format!("/api/v1/me/tier-proofs/{}", proof.code);
    sweep(&scene).await;
    assert_eq!(status(&scene, &ann, &own).await, 200);
    scene.clock.advance(TOLD);
    sweep(&scene).await;
    assert_eq!(rows(&scene, "tier_proofs").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_ended_by_itself_is_refused_and_the_phone_is_told_by_the_sweep() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let visit = scene.visit(&display, "ann").await;
    scene.clock.advance(SESSION_SECONDS);
    assert_eq!(status(&scene, &visit, "/api/v1/me").await, 401);
    let phone = scene.sign_in("ann").await;
    let open = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    let open: DisplaySessions = serde_json::from_value(open).unwrap();
    assert_eq!(open.sessions.len(), 0);
    assert_eq!(rows(&scene, "sessions").await, 2);
    let mut stream = Stream::open(&scene, &phone, None).await;
    stream.next().await;
    let ended = scene.store.sweep_sessions(scene.clock.now()).await.unwrap();
    assert_eq!(ended, ["ann"]);
    assert_eq!(stream.next().await.name, "display");
    assert_eq!(rows(&scene, "sessions").await, 1);
}

#[tokio::test]
async fn a_pairing_that_is_void_is_refused_and_swept_after_an_hour() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let pairing = ask(&scene, &display).await;
    scene.clock.advance(i64::from(PAIRING_SECONDS));
    ask(&scene, &display).await;
    let answer = token(&scene, &display, &pairing.device_code).await;
    assert_eq!(answer.status(), 400);
    sweep(&scene).await;
    assert_eq!(rows(&scene, "pairings").await, 2);
    scene.clock.advance(TOLD);
    ask(&scene, &display).await;
    assert_eq!(rows(&scene, "pairings").await, 3);
    sweep(&scene).await;
    assert_eq!(rows(&scene, "pairings").await, 2);
}

#[tokio::test]
async fn wrong_tries_of_long_ago_count_no_more_and_are_swept() {
    let scene = Scene::start().await;
    for _ in 0..SLOW_DOWN.free_tries {
        let answer = scene.post_session(json!({ "code": "0000-0000" })).await;
        assert_eq!(answer.status(), 401);
    }
    scene.clock.advance(SLOW_DOWN.forgotten_after);
    for _ in 0..SLOW_DOWN.free_tries {
        let answer = scene.post_session(json!({ "code": "0000-0000" })).await;
        assert_eq!(answer.status(), 401);
    }
    scene.clock.advance(SLOW_DOWN.forgotten_after);
    sweep(&scene).await;
    for table in ["sign_in_failures", "sign_in_minutes"] {
        assert_eq!(rows(&scene, table).await, 0, "{table}");
    }
}

/// A screen that was away names the last event that it had, which is gone meanwhile, and so is all that is older
/// than any session.
#[tokio::test(flavor = "multi_thread")]
async fn events_that_no_stream_can_ask_for_are_swept_and_a_screen_that_does_is_told_the_rest() {
    let scene = Scene::start().await;
    let entries: Vec<_> = (0..40)
        .map(|at| help(&format!("e-{at:03}"), 9, 20))
        .collect();
    for day in entries.chunks(20) {
        scene.add("ann", day).await;
        scene.add("bob", day).await;
        scene.clock.advance(60);
    }
    let ann = scene.sign_in("ann").await;
    let mut open = Stream::open(&scene, &ann, None).await;
    let last = open.next().await.id.unwrap();
    sign_out(&scene, &ann).await;
    scene.clock.advance(EVENTS_KEPT - 90);
    sweep(&scene).await;
    assert!((41..80).contains(&rows(&scene, "events").await));
    scene.clock.advance(150);
    sweep(&scene).await;
    // The newest of all stays, so that a server that begins to watch goes on from there.
    assert_eq!(rows(&scene, "events").await, 1);
    let twin = scene.twin(Settings::default()).await;
    let ann = scene.sign_in("ann").await;
    let bob = scene.sign_in("bob").await;
    let mut streams = Vec::new();
    for (cookie, last) in [(&ann, Some(last)), (&ann, Some(last - 1)), (&bob, None)] {
        let last = last.map(|it| it.to_string());
        let mut stream = Stream::open(&twin, cookie, last.as_deref()).await;
        // 1,000, and forty times 20.
        assert_eq!(stream.next().await.score(), 1800);
        streams.push(stream);
    }
    for resident in ["ann", "bob"] {
        scene.add(resident, &[help("new", 1, 20)]).await;
    }
    for stream in &mut streams {
        let event = stream.next().await;
        assert_eq!(event.json()["id"], "new");
        assert!(event.id.unwrap() > last);
        assert_eq!(stream.next().await.score(), 1820);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_sweeps_by_itself_and_many_rows_in_small_parts() {
    let scene = Scene::start().await;
    let mut raw = scene.raw().await;
    for number in 0..450_i64 {
        let hash = [number.to_be_bytes(), [7; 8], [7; 8], [7; 8]].concat();
        sqlx::query("INSERT INTO sign_in_codes (hash, resident, expires_at) VALUES ($1, 'ann', 1)")
            .bind(hash)
            .execute(&mut raw)
            .await
            .unwrap();
    }
    scene.sign_in("ann").await;
    scene.clock.advance(SESSION_SECONDS);
    let _twin = scene
        .twin(Settings {
            sweep: Duration::from_millis(50),
            ..Settings::default()
        })
        .await;
    let begun = Instant::now();
    for table in ["sign_in_codes", "sessions"] {
        while rows(&scene, table).await > 0 {
            assert!(begun.elapsed() < Duration::from_secs(20), "{table}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}
