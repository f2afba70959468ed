//! Guessing from many addresses at once is slowed down for all of them, and holds nobody else up.

use citizen_score_server::sign_in::SLOW_DOWN;
use citizen_score_server::state::Settings;
use reqwest::Response;
use serde_json::json;

use crate::scene::Scene;

/// A server that believes the proxy in front of it, so that tests come from many addresses.
async fn scene() -> Scene {
    Scene::with(Settings {
        behind_tls: true,
        ..Settings::default()
    })
    .await
}

async fn try_from(scene: &Scene, address: &str, code: &str) -> Response {
    let request = scene.client.post(scene.url("/api/v1/session"));
    let request = request.header("x-forwarded-for", address);
    request.json(&json!({ "code": code })).send().await.unwrap()
}

fn wait_of(response: &Response) -> i64 {
    assert_eq!(response.status(), 429);
    let seconds = response.headers()["retry-after"].to_str().unwrap();
    seconds.parse().unwrap()
}

/// One wrong try from each of so many addresses.
async fn crowd(scene: &Scene, addresses: i64) {
    for number in 0..addresses {
        let address = format!("198.51.{}.{}", number / 256, number % 256);
        assert_eq!(try_from(scene, &address, "0000-0000").await.status(), 401);
    }
}

#[tokio::test]
async fn after_many_wrong_tries_from_everywhere_none_is_free() {
    let scene = scene().await;
    crowd(&scene, SLOW_DOWN.brake.failures).await;
    // The one that is too many, from an address that had none.
    let new = "203.0.113.1";
    assert_eq!(try_from(&scene, new, "0000-0000").await.status(), 401);
    let code = scene.code("ann").await;
    let wait = wait_of(&try_from(&scene, new, &code).await);
    assert!((58..=60).contains(&wait), "{wait}");
    // The next wait is twice as long, and a right code ends it all.
    scene.clock.advance(60);
    assert_eq!(try_from(&scene, new, "0000-0000").await.status(), 401);
    let wait = wait_of(&try_from(&scene, new, &code).await);
    assert!((118..=120).contains(&wait), "{wait}");
    scene.clock.advance(120);
    assert_eq!(try_from(&scene, new, &code).await.status(), 200);
}

#[tokio::test]
async fn a_right_code_is_not_held_up_by_the_guessing_of_others() {
    let scene = scene().await;
    crowd(&scene, SLOW_DOWN.brake.failures + 50).await;
    let code = scene.code("ann").await;
    let quiet = try_from(&scene, "203.0.113.2", &code).await;
    assert_eq!(quiet.status(), 200);
}

#[tokio::test]
async fn the_brake_comes_off_when_it_is_quiet_for_a_quarter_of_an_hour() {
    let scene = scene().await;
    crowd(&scene, SLOW_DOWN.brake.failures + 1).await;
    scene.clock.advance(SLOW_DOWN.brake.within_minutes * 60);
    let code = scene.code("ann").await;
    for _ in 0..4 {
        let wrong = try_from(&scene, "203.0.113.3", "0000-0000").await;
        assert_eq!(wrong.status(), 401);
    }
    let right = try_from(&scene, "203.0.113.3", &code).await;
    assert_eq!(right.status(), 200);
}

#[tokio::test]
async fn fewer_wrong_tries_change_nothing() {
    let scene = scene().await;
    crowd(&scene, SLOW_DOWN.brake.failures - 2).await;
    let code = scene.code("ann").await;
    for _ in 0..2 {
        let wrong = try_from(&scene, "203.0.113.4", "0000-0000").await;
        assert_eq!(wrong.status(), 401);
    }
    let right = try_from(&scene, "203.0.113.4", &code).await;
    assert_eq!(right.status(), 200);
}
