//! How much may be asked within a minute: by a session, by an address, at one server and at two.

use std::time::Duration;

use citizen_score_server::pace::PaceSettings;
use citizen_score_server::state::Settings;
use reqwest::{Method, StatusCode};

use crate::scene::Scene;

const PER_SESSION: u32 = 20;
const PER_ADDRESS: u32 = 50;

/// Servers tell each other after this many requests of a session, and of an address.
const UNTOLD: [u32; 2] = [2, 5];

fn settings() -> Settings {
    Settings {
        behind_tls: true,
        pace: PaceSettings {
            per_session: PER_SESSION,
            per_address: PER_ADDRESS,
            // A disk that is busy for a second is no part of what is asked here.
            patience: Duration::from_secs(15),
        },
        ..Settings::default()
    }
}

/// A request with a session or without, from an address, and its status.
async fn ask(scene: &Scene, cookie: Option<&str>, address: &str, path: &str) -> StatusCode {
    let mut request = scene.get(path).header("x-forwarded-for", address);
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.send().await.unwrap().status()
}

/// An address that nobody else has.
fn address(number: u32) -> String {
    format!("198.51.100.{number}")
}

#[tokio::test]
async fn a_session_that_asks_too_much_waits_for_the_next_minute_and_can_sign_out() {
    let scene = Scene::in_one_moment(settings()).await;
    let cookie = scene.sign_in("ann").await;
    let other = scene.sign_in("bob").await;
    scene.clock.advance(60);
    for number in 0..PER_SESSION {
        // From many addresses: it is the session that counts.
        let status = ask(&scene, Some(&cookie), &address(number), "/api/v1/me").await;
        assert_eq!(status, StatusCode::OK, "{number}");
    }
    let request = scene.get_as(&cookie, "/api/v1/me");
    let answer = request
        .header("x-forwarded-for", address(99))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: i64 = answer.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let problem: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "too_many_tries");
    assert_eq!(
        ask(&scene, Some(&other), &address(98), "/api/v1/me").await,
        StatusCode::OK
    );
    scene.clock.advance(wait);
    assert_eq!(
        ask(&scene, Some(&cookie), &address(99), "/api/v1/me").await,
        StatusCode::OK
    );
    for number in 0..PER_SESSION {
        ask(&scene, Some(&cookie), &address(number), "/api/v1/me").await;
    }
    let end = scene.send_as(&cookie, Method::DELETE, "/api/v1/session");
    assert_eq!(end.send().await.unwrap().status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn an_address_that_asks_too_much_waits_and_files_are_not_counted() {
    let scene = Scene::in_one_moment(settings()).await;
    for _ in 0..PER_ADDRESS {
        assert_eq!(
            ask(&scene, None, &address(1), "/api/v1/rulebook").await,
            StatusCode::OK
        );
    }
    for path in ["/api/v1/rulebook", "/api/v1/keys"] {
        let status = ask(&scene, None, &address(1), path).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
    assert_eq!(
        ask(&scene, None, &address(1), "/healthz").await,
        StatusCode::OK
    );
    assert_eq!(
        ask(&scene, None, &address(2), "/api/v1/rulebook").await,
        StatusCode::OK
    );
    let page = scene.get("/history").header("x-forwarded-for", address(1));
    let page = page.header("accept", "text/html").send().await.unwrap();
    assert_eq!(page.status(), StatusCode::TOO_MANY_REQUESTS);
}

/// Some ask for health as a browser asks for a page.
#[tokio::test]
async fn what_watches_over_the_server_is_never_held_back() {
    let scene = Scene::in_one_moment(settings()).await;
    let cookie = scene.sign_in("ann").await;
    let paths = ["/healthz", "/readyz", "/metrics"];
    for number in 0..=PER_ADDRESS {
        for path in paths {
            let request = scene.get_as(&cookie, path).header("accept", "text/html");
            let request = request.header("x-forwarded-for", address(1));
            let status = request.send().await.unwrap().status();
            assert_eq!(status, StatusCode::OK, "{number} {path}");
        }
    }
    // Nor does it take from what others behind the address may ask.
    assert_eq!(
        ask(&scene, Some(&cookie), &address(1), "/api/v1/me").await,
        StatusCode::OK
    );
}

/// What two servers let through together is what one would, but for what they did not tell each other yet.
#[tokio::test]
async fn both_kinds_hold_across_two_servers() {
    let first = Scene::in_one_moment(settings()).await;
    let second = first.twin(settings()).await;
    let cookie = first.sign_in("ann").await;
    first.clock.advance(60);
    let mut gone = 0;
    for number in 0..3 * PER_SESSION {
        let server = [&first, &second][(number % 2) as usize];
        let status = ask(server, Some(&cookie), &address(number), "/api/v1/me").await;
        gone += u32::from(status == StatusCode::OK);
    }
    assert!(
        (PER_SESSION..=PER_SESSION + UNTOLD[0]).contains(&gone),
        "{gone}"
    );
    gone = 0;
    for number in 0..3 * PER_ADDRESS {
        let server = [&first, &second][(number % 2) as usize];
        let status = ask(server, None, &address(200), "/api/v1/rulebook").await;
        gone += u32::from(status == StatusCode::OK);
    }
    assert!(
        (PER_ADDRESS..=PER_ADDRESS + UNTOLD[1]).contains(&gone),
        "{gone}"
    );
}

#[tokio::test]
async fn without_limits_nobody_waits() {
    let scene = Scene::start().await;
    for _ in 0..200 {
        assert_eq!(
            ask(&scene, None, &address(1), "/api/v1/keys").await,
            StatusCode::OK
        );
    }
}
