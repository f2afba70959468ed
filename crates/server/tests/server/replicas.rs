//! Two servers over one database share nothing else: what one does, the other knows.

use std::time::{Duration, Instant};

use citizen_score_server::sign_in::SLOW_DOWN;
use citizen_score_server::state::Settings;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::asking::{Asking, claim};
use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

/// How soon a screen at one server is told what happened at the other, at the latest.
const SOON: Duration = Duration::from_secs(1);

/// Two servers that believe the proxy in front of them, so that tests come from many addresses.
async fn two() -> [Scene; 2] {
    let settings = || Settings {
        behind_tls: true,
        ..Settings::default()
    };
    let first = Scene::with(settings()).await;
    let second = first.twin(settings()).await;
    [first, second]
}

async fn try_at(scene: &Scene, address: &str, code: &str) -> Response {
    let request = scene.client.post(scene.url("/api/v1/session"));
    let request = request.header("x-forwarded-for", address);
    request.json(&json!({ "code": code })).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_reaches_the_screens_of_both_within_a_second() {
    let [first, second] = two().await;
    let cookie = first.sign_in("ann").await;
    let mut streams = Vec::new();
    for server in [&first, &second] {
        let mut stream = Stream::open(server, &cookie, None).await;
        assert_eq!(stream.next().await.score(), 1000);
        streams.push(stream);
    }
    first.add("ann", &[help("gift", 3, 40)]).await;
    let begun = Instant::now();
    for stream in &mut streams {
        assert_eq!(stream.next().await.json()["id"], "gift");
        assert_eq!(stream.next().await.score(), 1040);
    }
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_out_at_one_is_a_sign_out_at_both() {
    let [first, second] = two().await;
    let cookie = first.sign_in("ann").await;
    let mut stream = Stream::open(&second, &cookie, None).await;
    assert_eq!(stream.next().await.name, "standing");
    let begun = Instant::now();
    let answer = first.send_as(&cookie, Method::DELETE, "/api/v1/session");
    assert_eq!(
        answer.send().await.unwrap().status(),
        StatusCode::NO_CONTENT
    );
    assert_eq!(stream.next().await.name, "signed_out");
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
    for server in [&first, &second] {
        let answer = server.get_as(&cookie, "/api/v1/me").send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn an_address_that_guessed_at_one_waits_at_both() {
    let servers = two().await;
    let address = "203.0.113.7";
    // Five are free; then each is allowed only after a wait that doubles: 2, 4, 8 seconds, and 16 are left.
    for (number, wait) in [0, 0, 0, 0, 0, 2, 4, 8].into_iter().enumerate() {
        servers[0].clock.advance(wait);
        let answer = try_at(&servers[number % 2], address, "0000-0000").await;
        assert_eq!(answer.status(), 401, "{number}");
    }
    let code = servers[0].code("ann").await;
    for server in &servers {
        let answer = try_at(server, address, &code).await;
        assert_eq!(answer.status(), 429);
        assert!(answer.headers().contains_key("retry-after"));
    }
    // Nobody else is held up.
    assert_eq!(
        try_at(&servers[1], "203.0.113.8", &code).await.status(),
        200
    );
}

#[tokio::test]
async fn a_crowd_that_guesses_at_both_is_counted_as_one() {
    let servers = two().await;
    for number in 0..usize::try_from(SLOW_DOWN.brake.failures).unwrap() {
        let address = format!("198.51.{}.{}", number / 256, number % 256);
        let answer = try_at(&servers[number % 2], &address, "0000-0000").await;
        assert_eq!(answer.status(), 401);
    }
    // A second try of an address is one too many now, at whichever server.
    let [first, second] = &servers;
    let code = first.code("ann").await;
    let address = "203.0.113.9";
    assert_eq!(try_at(first, address, "0000-0000").await.status(), 401);
    assert_eq!(try_at(second, address, &code).await.status(), 429);
}

#[tokio::test]
async fn the_same_case_sent_to_both_is_one() {
    let [first, second] = two().await;
    let cookie = first.sign_in("ann").await;
    let mut numbers = Vec::new();
    let body = claim("blood_donation");
    for server in [&first, &second] {
        let answer = server.ask(&cookie, "one-key-of-ann", &body).await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let case: Value = answer.json().await.unwrap();
        numbers.push(case["id"].clone());
    }
    assert_eq!(numbers[0], numbers[1]);
    let cases = second.json_as(&cookie, "/api/v1/me/cases").await;
    assert_eq!(cases["cases"].as_array().unwrap().len(), 1);
}
