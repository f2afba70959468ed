//! Another server, or a program beside it, holds what a writer needs.

use std::time::{Duration, Instant};

use citizen_score_server::store::Store;
use reqwest::StatusCode;
use sqlx::{Connection as _, Executor as _};

use super::way::Line;
use super::{over, told_to_come_again, way};
use crate::asking::{Asking, claim};
use crate::database::postgres;
use crate::scene::Scene;

/// The database ends a transaction whose server says nothing any more.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_server_held_that_vanished_is_free_again() {
    let Some(address) = postgres() else {
        return;
    };
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let (way, cut_off) = way(&scene, &address).await;
    // Usually a minute.
    let soon = format!("{cut_off}&options[idle_in_transaction_session_timeout]=3s");
    let vanishing = Store::open(&soon).await.unwrap();
    let writer = vanishing.write(scene.clock.now()).await.unwrap();
    way.becomes(Line::Dumb);
    let begun = Instant::now();
    let answer = scene
        .ask(&cookie, "a-case-of-ann", &claim("blood_donation"))
        .await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    let waited = begun.elapsed();
    assert!(waited > Duration::from_secs(1), "nothing was held");
    assert!(waited < Duration::from_secs(10), "{waited:?}");
    drop(writer);
}

/// A writer that others hold up is told to come again, and leaves nothing that waits.
#[tokio::test(flavor = "multi_thread")]
async fn a_writer_waits_for_others_for_some_time_only() {
    if postgres().is_none() {
        return;
    }
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    // Usually half a minute.
    let soon = format!("{}&options[lock_timeout]=1s", scene.database());
    let server = over(&scene, &soon, Duration::from_hours(1)).await;
    let mut raw = scene.raw().await;
    let mut held = raw.begin().await.unwrap();
    held.execute("LOCK TABLE cases IN ACCESS EXCLUSIVE MODE")
        .await
        .unwrap();
    let case = claim("blood_donation");
    let asks = || server.ask(&cookie, "a-case-of-ann", &case);
    let begun = Instant::now();
    told_to_come_again(&asks().await);
    assert!(begun.elapsed() < Duration::from_secs(5));
    held.rollback().await.unwrap();
    assert_eq!(asks().await.status(), StatusCode::CREATED);
}
