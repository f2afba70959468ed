//! How many streams of events may be open.

use citizen_score_server::state::Settings;
use citizen_score_server::streams::MOST_PER_SESSION;
use serde_json::Value;

use crate::records::help;
use crate::scene::Scene;
use crate::stream::{Event, Stream};

#[tokio::test(flavor = "multi_thread")]
async fn the_oldest_tab_of_too_many_makes_room_and_comes_back_later() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let mut tabs = Vec::new();
    for _ in 0..MOST_PER_SESSION {
        let mut tab = Stream::open(&scene, &cookie, None).await;
        tab.next().await;
        tabs.push(tab);
    }
    let mut newest = Stream::open(&scene, &cookie, None).await;
    assert_eq!(newest.next().await.score(), 1000);
    let mut oldest = tabs.remove(0);
    let farewell = Event {
        retry: Some(60_000),
        ..Event::default()
    };
    assert_eq!(oldest.any().await, Some(farewell));
    assert_eq!(oldest.any().await, None);
    // All others are still told, and so is another session of the same resident.
    let other = scene.sign_in("ann").await;
    let mut other = Stream::open(&scene, &other, None).await;
    other.next().await;
    tabs.extend([newest, other]);
    scene.import_entries("ann", &[help("gift", 0, 40)]).await;
    for tab in &mut tabs {
        assert_eq!(tab.next().await.name, "entry");
        assert_eq!(tab.next().await.score(), 1040);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_with_all_streams_taken_says_when_to_ask_again() {
    let scene = Scene::with(Settings {
        streams: 2,
        ..Settings::default()
    })
    .await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let anns = Stream::open(&scene, &ann, None).await;
    let mut bobs = Stream::open(&scene, &bob, None).await;
    let refused = scene
        .get_as(&ann, "/api/v1/me/events")
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status(), 503);
    assert_eq!(refused.headers()["retry-after"], "10");
    assert_eq!(
        refused.headers()["content-type"],
        "application/problem+json"
    );
    let problem: Value = refused.json().await.unwrap();
    assert_eq!(problem["code"], "unavailable");
    // Everything else is answered, and who is in stays in.
    assert_eq!(scene.json_as(&ann, "/api/v1/me").await["entry_count"], 0);
    assert_eq!(bobs.next().await.score(), 1000);
    // A closed stream makes room.
    drop(anns);
    for attempt in 0.. {
        let response = scene
            .get_as(&ann, "/api/v1/me/events")
            .send()
            .await
            .unwrap();
        if response.status() == 200 {
            break;
        }
        assert!(attempt < 1_000, "no room was made");
        tokio::task::yield_now().await;
    }
}
