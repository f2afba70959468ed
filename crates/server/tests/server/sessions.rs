//! Sessions: how they end, and what is kept of them.

use citizen_score_server::sign_in::{IDLE_SECONDS, SESSION_SECONDS};
use reqwest::StatusCode;
use serde_json::json;

use crate::scene::{Scene, cookie_of};

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_too() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let session = scene.url("/api/v1/session");
    let response = scene
        .client
        .delete(&session)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::NO_CONTENT);
    assert!(
        response.headers()["set-cookie"]
            .to_str()
            .unwrap()
            .contains("Max-Age=0")
    );
    for path in [
        "/api/v1/session",
        "/api/v1/me",
        "/api/v1/me/entries",
        "/api/v1/me/events",
    ] {
        let response = scene.get_as(&cookie, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    // Signing out again is no fault.
    let again = scene
        .client
        .delete(&session)
        .header("cookie", &cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(again.status(), StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn signing_in_as_someone_else_ends_the_session_before() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let code = scene.code("bob").await;
    let request = scene
        .client
        .post(scene.url("/api/v1/session"))
        .header("cookie", &ann);
    let response = request.json(&json!({ "code": code })).send().await.unwrap();
    assert_eq!(
        scene.json_as(&cookie_of(&response), "/api/v1/me").await["display_name"],
        "Name of bob"
    );
    assert_eq!(
        scene
            .get_as(&ann, "/api/v1/me")
            .send()
            .await
            .unwrap()
            .status(),
        401
    );
}

#[tokio::test]
async fn a_session_ends_when_idle_and_use_prolongs_it_up_to_twelve_hours() {
    let scene = Scene::start().await;
    let idle = scene.sign_in("ann").await;
    let busy = scene.sign_in("bob").await;
    let status = |cookie: String| {
        let request = scene.get_as(&cookie, "/api/v1/me");
        async move { request.send().await.unwrap().status().as_u16() }
    };
    let mut spent = 0;
    while spent + IDLE_SECONDS - 60 < SESSION_SECONDS {
        scene.clock.advance(IDLE_SECONDS - 60);
        spent += IDLE_SECONDS - 60;
        // The use is noted beside the answer, so it is waited for.
        let before = scene.json_as(&busy, "/api/v1/session").await;
        assert!(before["expires_at"].is_string());
        let since = scene.clock.seconds() - 30;
        poll(|| async {
            let store = &scene.store;
            let hash = token_hash(&busy);
            let holder = store.holder(&hash, scene.clock.now()).await.unwrap();
            holder.is_some_and(|it| it.last_seen > since)
        })
        .await;
    }
    assert_eq!(status(idle).await, 401);
    assert_eq!(status(busy.clone()).await, 200);
    scene.clock.advance(SESSION_SECONDS - spent);
    assert_eq!(status(busy).await, 401);
}

#[tokio::test]
async fn the_database_holds_no_token_and_no_code() {
    let scene = Scene::start().await;
    let code = scene.code("ann").await;
    let cookie = scene.sign_in("bob").await;
    let token = cookie.split_once('=').unwrap().1;
    assert!(scene.stores("Name of bob"));
    for secret in [token, &code, &code.replace('-', "")] {
        assert!(!scene.stores(secret), "{secret}");
    }
}

fn token_hash(cookie: &str) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(cookie.split_once('=').unwrap().1).into()
}

/// Asks until the answer is yes.
async fn poll<F: Future<Output = bool>>(mut question: impl FnMut() -> F) {
    for _ in 0..10_000 {
        if question().await {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("it never happened");
}
