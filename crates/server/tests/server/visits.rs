//! Visits at a shared display: short, prolonged by the visitor and by nothing else.

use std::time::{Duration, Instant};

use citizen_score_contract::session::MAX_EXTENSIONS;
use citizen_score_contract::{Session, Visit};
use citizen_score_server::state::{Kiosk, Settings};
use citizen_score_server::visits::SLACK_SECONDS;
use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::pairing::code_of;
use crate::scene::{Scene, cookie_of};
use crate::stream::Stream;

const EXTEND: &str = "/api/v1/session/extend";

/// Seconds after which the server ends an idle visit, by default.
const IDLE: i64 = 180 + SLACK_SECONDS;

async fn visit_of(scene: &Scene, cookie: &str) -> Visit {
    let session = scene.json_as(cookie, "/api/v1/session").await;
    let session: Session = serde_json::from_value(session).unwrap();
    session.visit.unwrap()
}

async fn extended(scene: &Scene, cookie: &str, limit: bool) -> Visit {
    let response = scene
        .post_json(cookie, EXTEND, json!({ "limit": limit }))
        .await;
    assert_eq!(response.status(), StatusCode::OK);
    let session: Session = response.json().await.unwrap();
    session.visit.unwrap()
}

async fn is_over(scene: &Scene, cookie: &str) -> bool {
    let request = scene.get_as(cookie, "/api/v1/me").send().await;
    request.unwrap().status() == StatusCode::UNAUTHORIZED
}

#[tokio::test]
async fn requests_do_not_prolong_a_visit_and_a_sign_of_the_visitor_does_up_to_its_limit() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let asking = scene.visit(&display, "ann").await;
    let touching = scene.visit(&display, "bob").await;
    let mut spent = 0;
    while spent + 150 < 600 {
        scene.clock.advance(150);
        spent += 150;
        let left = extended(&scene, &touching, false).await;
        let expected = u32::try_from(600 - spent).unwrap();
        assert!((expected - 2..=expected).contains(&left.left_seconds));
        assert_eq!((left.idle_seconds, left.extensions_left), (180, 10));
        assert_eq!(is_over(&scene, &asking).await, spent >= IDLE);
    }
    // Whatever happens, it is over then.
    scene.clock.advance(600 - spent - 10);
    extended(&scene, &touching, false).await;
    scene.clock.advance(10);
    assert!(is_over(&scene, &touching).await);
    for limit in [true, false] {
        let late = scene
            .post_json(&touching, EXTEND, json!({ "limit": limit }))
            .await;
        assert_eq!(code_of(late).await, (401, "signed_out".to_owned()));
    }
}

#[tokio::test]
async fn a_visit_is_extended_ten_times_and_no_more() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let visit = scene.visit(&display, "ann").await;
    for left in (0..MAX_EXTENSIONS).rev() {
        scene.clock.advance(170);
        let told = extended(&scene, &visit, true).await;
        assert_eq!(told.extensions_left, left);
        assert!((598..=600).contains(&told.left_seconds));
        assert_eq!(visit_of(&scene, &visit).await.extensions_left, left);
    }
    let body = json!({ "limit": true });
    let more = scene.post_json(&visit, EXTEND, body.clone()).await;
    assert_eq!(code_of(more).await, (409, "no_more_extensions".to_owned()));
    for _ in 0..4 {
        scene.clock.advance(145);
        assert!(!is_over(&scene, &visit).await);
        extended(&scene, &visit, false).await;
    }
    scene.clock.advance(20);
    assert!(is_over(&scene, &visit).await);
}

#[tokio::test]
async fn a_resident_s_own_device_has_no_visit_to_extend() {
    let scene = Scene::start().await;
    let phone = scene.sign_in("ann").await;
    let session = scene.json_as(&phone, "/api/v1/session").await;
    assert!(session["visit"].is_null());
    let body = json!({ "limit": false });
    let own = scene.post_json(&phone, EXTEND, body.clone()).await;
    assert_eq!(code_of(own).await, (403, "only_on_display".to_owned()));
    let nobody = scene.post_json("", EXTEND, body).await;
    assert_eq!(code_of(nobody).await, (401, "signed_out".to_owned()));
    let display = scene.display("Town hall 2").await;
    let visit = scene.visit(&display, "ann").await;
    for wrong in [
        json!({}),
        json!({ "limit": 1 }),
        json!({ "limit": true, "seconds": 9 }),
    ] {
        let answer = scene.post_json(&visit, EXTEND, wrong).await;
        assert_eq!(code_of(answer).await.0, 400);
    }
    assert_eq!(visit_of(&scene, &visit).await.extensions_left, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stream_of_a_display_ends_at_the_very_second_and_the_phone_is_told() {
    // Heartbeats are 15 seconds apart, so that none of them can be what ends it.
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    for (spent, touched) in [(IDLE - 3, None), (600 - 3, Some(450))] {
        let phone = scene.sign_in("ann").await;
        let visit = scene.visit(&display, "ann").await;
        let mut now = 0;
        while let Some(until) = touched.filter(|until| now < *until) {
            now += (until - now).min(150);
            scene.clock.advance(150);
            extended(&scene, &visit, false).await;
        }
        scene.clock.advance(spent - now);
        let mut own = Stream::open(&scene, &phone, None).await;
        own.next().await;
        let mut shown = Stream::open(&scene, &visit, None).await;
        shown.next().await;
        assert!(!is_over(&scene, &visit).await);
        let left = Instant::now();
        let mut event = shown.next().await;
        // Midnight may fall between.
        if event.name == "standing" {
            event = shown.next().await;
        }
        assert_eq!(event.name, "signed_out");
        assert_eq!(shown.any().await, None);
        let took = left.elapsed();
        assert!(took < Duration::from_secs(5), "{took:?}");
        assert!(is_over(&scene, &visit).await);
        assert_eq!(own.next().await.name, "display");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_stream_follows_an_extension() {
    let settings = Settings {
        kiosk: Kiosk {
            limit_seconds: 3,
            ..Kiosk::default()
        },
        ..Settings::default()
    };
    let scene = Scene::with(settings).await;
    let display = scene.display("Town hall 2").await;
    let phone = scene.sign_in("ann").await;
    let mut own = Stream::open(&scene, &phone, None).await;
    own.next().await;
    let began = Instant::now();
    let visit = scene.visit(&display, "ann").await;
    assert_eq!(own.next().await.name, "display");
    let mut shown = Stream::open(&scene, &visit, None).await;
    shown.next().await;
    // One that sees a second pass has time left before the end.
    while visit_of(&scene, &visit).await.left_seconds > 2 {
        tokio::task::yield_now().await;
    }
    extended(&scene, &visit, true).await;
    assert_eq!(shown.next().await.name, "signed_out");
    assert!(
        began.elapsed() > Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(own.next().await.name, "display");
}

#[tokio::test]
async fn signing_in_at_a_display_makes_a_visit_and_the_log_names_the_display() {
    let scene = Scene::demo().await;
    let display = scene.display("Town hall 2").await;
    let body = json!({ "resident": "ann" });
    let response = scene.post_json(&display, "/api/v1/session", body).await;
    assert_eq!(response.status(), StatusCode::OK);
    let first = format!("{display}; {}", cookie_of(&response));
    let session: Session = response.json().await.unwrap();
    assert_eq!(session.visit.map(|it| it.idle_seconds), Some(180));
    // Whoever signs in next at the display ends what was there.
    let body = json!({ "code": scene.code("bob").await });
    let response = scene.post_json(&first, "/api/v1/session", body).await;
    let second = format!("{display}; {}", cookie_of(&response));
    assert!(is_over(&scene, &first).await);
    for (cookie, by) in [
        (
            scene.visit(&display, "ann").await,
            "demo, display Town hall 2",
        ),
        (second.clone(), "one-time code, display Town hall 2"),
    ] {
        let log = scene
            .json_as(&cookie, "/api/v1/me/access-log?kind=sign_in")
            .await;
        let log = log["accesses"].as_array().unwrap();
        assert_eq!(log.last().unwrap()["by"], by);
    }
    // Signing out at the display is told to the phone, once.
    let phone = scene.sign_in("bob").await;
    let mut own = Stream::open(&scene, &phone, None).await;
    own.next().await;
    let out = scene.send_as(&second, Method::DELETE, "/api/v1/session");
    assert_eq!(out.send().await.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(own.next().await.name, "display");
    assert!(is_over(&scene, &second).await);
    let list = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    assert_eq!(list, json!({ "sessions": [] }));
}

#[tokio::test]
async fn the_next_visitor_ends_all_that_went_on_at_the_display_and_nothing_elsewhere() {
    let scene = Scene::start().await;
    let (display, other) = (
        scene.display("Town hall 2").await,
        scene.display("Library").await,
    );
    let phone = scene.sign_in("ann").await;
    let here = [
        scene.visit(&display, "ann").await,
        scene.visit(&display, "bob").await,
    ];
    let there = scene.visit(&other, "ann").await;
    let found = scene
        .store
        .display_named("Town hall 2")
        .await
        .unwrap()
        .unwrap();
    let now = scene.clock.now();
    let mut ended = scene
        .store
        .end_display_sessions(found.id, now)
        .await
        .unwrap();
    ended.sort();
    assert_eq!(ended, ["ann", "bob"]);
    for cookie in &here {
        assert!(is_over(&scene, cookie).await);
    }
    for cookie in [&there, &phone] {
        assert!(!is_over(&scene, cookie).await);
    }
    let list = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    assert_eq!(list["sessions"].as_array().unwrap().len(), 1);
    assert_eq!(list["sessions"][0]["display"], "Library");
    let again = scene
        .store
        .end_display_sessions(found.id, now)
        .await
        .unwrap();
    assert!(again.is_empty());
}
