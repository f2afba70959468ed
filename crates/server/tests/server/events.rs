//! `GET /me/events`: an open screen is told what happens, also by another process.

use std::time::{Duration, Instant};

use citizen_score_server::sign_in::IDLE_SECONDS;
use citizen_score_server::state::Settings;

use crate::records::{ago, help};
use crate::scene::Scene;
use crate::stream::Stream;

fn quick() -> Settings {
    Settings {
        heartbeat: Duration::from_millis(50),
        ..Settings::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_by_another_process_reaches_the_open_screen_soon() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &cookie, None).await;
    assert_eq!(stream.next().await.score(), 1000);
    scene.import_entries("ann", &[help("gift", 0, 40)]).await;
    let imported = Instant::now();
    let entry = stream.next().await;
    assert_eq!(
        (entry.name.as_str(), entry.json()["id"].as_str()),
        ("entry", Some("gift"))
    );
    let standing = stream.next().await;
    assert_eq!((standing.score(), standing.id), (1040, entry.id));
    assert!(
        imported.elapsed() < Duration::from_secs(5),
        "{:?}",
        imported.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_screen_that_was_away_is_told_what_it_missed() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    scene.add("ann", &[help("one", 3, 20)]).await;
    let first = Stream::open(&scene, &cookie, None).await.next().await;
    scene.add("bob", &[help("bobs", 3, 20)]).await;
    scene
        .add("ann", &[help("two", 2, 20), help("three", 1, 20)])
        .await;
    let last = first.id.unwrap().to_string();
    let mut stream = Stream::open(&scene, &cookie, Some(&last)).await;
    let missed = [stream.next().await, stream.next().await];
    assert_eq!(missed[0].json()["id"], "two");
    assert_eq!(missed[1].json()["id"], "three");
    let standing = stream.next().await;
    assert_eq!((standing.score(), standing.id), (1060, missed[1].id));
    // Who missed nothing, or names a number that was never given out, is told the standing only.
    let newest = standing.id.unwrap().to_string();
    for last in [
        newest.as_str(),
        "99999999",
        "-1",
        "x",
        "99999999999999999999999",
    ] {
        let mut stream = Stream::open(&scene, &cookie, Some(last)).await;
        assert_eq!(stream.next().await.score(), 1060, "{last}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_import_sends_its_newest_hundred_entries_and_then_the_standing() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &cookie, None).await;
    stream.next().await;
    let entries: Vec<_> = (0..250)
        .map(|at| help(&format!("e-{at:03}"), 1, 20))
        .collect();
    scene.import_entries("ann", &entries).await;
    for at in 150..250 {
        assert_eq!(stream.next().await.json()["id"], format!("e-{at:03}"));
    }
    assert_eq!(stream.next().await.json()["entry_count"], 250);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_hears_of_anothers_entries() {
    let scene = Scene::with(quick()).await;
    let cookie = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &cookie, None).await;
    stream.next().await;
    scene.import_entries("bob", &[help("bobs", 0, 20)]).await;
    scene.import_entries("ann", &[help("anns", 0, 20)]).await;
    assert_eq!(stream.next().await.json()["id"], "anns");
    assert_eq!(stream.next().await.score(), 1020);
}

#[tokio::test(flavor = "multi_thread")]
async fn heartbeats_come_between_and_a_new_day_brings_a_new_standing() {
    let scene = Scene::with(quick()).await;
    let cookie = scene.sign_in("ann").await;
    let mut short = help("short", 3, 40);
    short.counts_until = Some(ago(0) + chrono::Days::new(1));
    scene.add("ann", &[short]).await;
    // Signed in late in the day, so that the session outlives midnight.
    let now = scene.clock.now();
    let midnight = (ago(0) + chrono::Days::new(1))
        .and_time(chrono::NaiveTime::MIN)
        .and_utc();
    scene.clock.advance((midnight - now).num_seconds() - 600);
    let late = scene.sign_in("ann").await;
    drop(cookie);
    let mut stream = Stream::open(&scene, &late, None).await;
    assert_eq!(stream.next().await.score(), 1040);
    let beat = stream.any().await.unwrap();
    assert_eq!(
        (beat.name.as_str(), beat.data.as_deref(), beat.id),
        ("heartbeat", Some("{}"), None)
    );
    scene.clock.advance(601);
    assert_eq!(stream.next().await.score(), 1000);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_ends_with_the_session() {
    let scene = Scene::with(quick()).await;
    let cookie = scene.sign_in("ann").await;
    let mut signed_out = Stream::open(&scene, &cookie, None).await;
    signed_out.next().await;
    let session = scene.client.delete(scene.url("/api/v1/session"));
    session.header("cookie", &cookie).send().await.unwrap();
    let last = signed_out.next().await;
    assert_eq!(
        (last.name.as_str(), last.data.as_deref(), last.id),
        ("signed_out", Some("{}"), None)
    );
    assert_eq!(signed_out.any().await, None);

    let cookie = scene.sign_in("ann").await;
    let mut idle = Stream::open(&scene, &cookie, None).await;
    idle.next().await;
    scene.clock.advance(IDLE_SECONDS);
    let mut event = idle.next().await;
    // The advance may cross midnight, which is told first.
    if event.name == "standing" {
        event = idle.next().await;
    }
    assert_eq!(event.name, "signed_out");
    assert_eq!(idle.any().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn open_streams_do_not_hold_up_the_end_of_the_server() {
    let mut scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut streams = Vec::new();
    for _ in 0..5 {
        let mut stream = Stream::open(&scene, &cookie, None).await;
        stream.next().await;
        streams.push(stream);
    }
    let asked = Instant::now();
    scene.end().await;
    assert!(
        asked.elapsed() < Duration::from_secs(4),
        "{:?}",
        asked.elapsed()
    );
    for mut stream in streams {
        assert_eq!(stream.any().await, None);
    }
}
