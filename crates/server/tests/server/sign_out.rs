//! Signing out by a cookie, for a page that cannot reach the server: whatever is asked next ends the
//! session, and is answered as nobody's.

use reqwest::{Method, Response};
use serde_json::json;

use crate::scene::Scene;
use crate::stream::Stream;

const WISH: &str = "cs_sign_out=1";

/// All cookies that an answer sets, in their order.
fn set(response: &Response) -> Vec<String> {
    let all = response.headers().get_all("set-cookie").iter();
    all.map(|it| it.to_str().unwrap().to_owned()).collect()
}

fn takes_both_away(response: &Response) {
    let set = set(response);
    assert_eq!(set.len(), 2, "{set:?}");
    assert!(set[0].starts_with("cs_session=;"), "{set:?}");
    assert!(set[1].starts_with("cs_sign_out=;"), "{set:?}");
    for cookie in &set {
        assert!(cookie.contains("Max-Age=0") && cookie.contains("Path=/"));
    }
    assert_eq!(response.headers()["cache-control"], "no-store");
}

#[tokio::test]
async fn whatever_is_asked_next_ends_the_session_and_is_answered_as_nobodys() {
    for (method, path, status) in [
        (Method::GET, "/", 200),
        (Method::GET, "/history", 200),
        (Method::HEAD, "/", 200),
        (Method::GET, "/config.json", 200),
        (Method::GET, "/healthz", 200),
        (Method::GET, "/no-such-file.js", 404),
        (Method::GET, "/api/v1/rulebook", 200),
        (Method::GET, "/api/v1/me", 401),
        (Method::GET, "/api/v1/me/entries", 401),
        (Method::GET, "/api/v1/me/events", 401),
        (Method::GET, "/api/v1/session", 401),
        (Method::GET, "/api/v1/nowhere", 404),
        (Method::DELETE, "/api/v1/session", 204),
        (Method::PUT, "/api/v1/me/consent", 401),
        (Method::POST, "/", 405),
    ] {
        let scene = Scene::start().await;
        let ann = scene.sign_in("ann").await;
        let request = scene.client.request(method.clone(), scene.url(path));
        let request = request.header("cookie", format!("{ann}; {WISH}"));
        let response = if method == Method::PUT {
            request
                .json(&json!({ "given": true }))
                .send()
                .await
                .unwrap()
        } else {
            request.send().await.unwrap()
        };
        assert_eq!(response.status(), status, "{method} {path}");
        if method == Method::DELETE {
            // The call itself takes the session's cookie away once more.
            assert_eq!(set(&response).len(), 3);
        } else {
            takes_both_away(&response);
        }
        let text = response.text().await.unwrap();
        assert!(!text.contains("Name of ann"), "{method} {path}");
        let after = scene.get_as(&ann, "/api/v1/me").send().await.unwrap();
        assert_eq!(after.status(), 401, "{method} {path}");
    }
}

#[tokio::test]
async fn the_session_ends_wherever_the_wish_stands_among_the_cookies_and_other_sessions_live_on() {
    for cookies in [
        |ann: &str| format!("{WISH}; {ann}"),
        |ann: &str| format!("cs_language=nl; {ann}; a=b;{WISH}"),
        |ann: &str| format!("{WISH}; {WISH}; {ann}"),
        |ann: &str| format!("cs_sign_out=0; {ann}; {WISH}"),
    ] {
        let scene = Scene::start().await;
        let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
        let elsewhere = scene.sign_in("ann").await;
        let response = scene.get_as(&cookies(&ann), "/").send().await.unwrap();
        takes_both_away(&response);
        for (cookie, status) in [(&ann, 401), (&bob, 200), (&elsewhere, 200)] {
            let after = scene.get_as(cookie, "/api/v1/me").send().await.unwrap();
            assert_eq!(after.status(), status);
        }
    }
}

#[tokio::test]
async fn another_value_is_no_wish_and_the_language_is_still_read() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    for other in [
        "cs_sign_out=",
        "cs_sign_out=0",
        "cs_sign_out",
        "xcs_sign_out=1",
    ] {
        let cookies = format!("{ann}; {other}");
        let response = scene.get_as(&cookies, "/api/v1/me").send().await.unwrap();
        assert_eq!(response.status(), 200, "{other}");
        assert_eq!(set(&response).len(), 0);
    }
    let cookies = format!("cs_language=nl; {ann}; {WISH}");
    let response = scene.get_as(&cookies, "/").send().await.unwrap();
    assert_eq!(response.headers()["content-language"], "nl");
    assert!(response.text().await.unwrap().contains("\"me\":null"));
}

#[tokio::test]
async fn a_new_sign_in_ends_the_session_before_and_its_own_cookie_comes_last() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let cookies = format!("{ann}; {WISH}");
    let body = json!({ "code": scene.code("bob").await });
    let response = scene.post_json(&cookies, "/api/v1/session", body).await;
    assert_eq!(response.status(), 200);
    let set = set(&response);
    assert_eq!(set.len(), 3, "{set:?}");
    assert!(set[1].starts_with("cs_sign_out=;"));
    let bob = set[2].split(';').next().unwrap();
    assert!(bob.len() > "cs_session=".len() + 40, "{bob}");
    for (cookie, status) in [(&*ann, 401), (bob, 200)] {
        let after = scene.get_as(cookie, "/api/v1/me").send().await.unwrap();
        assert_eq!(after.status(), status);
    }
    // One that fails leaves nobody signed in either.
    let cookies = format!("{bob}; {WISH}");
    let body = json!({ "code": "0000-0000" });
    let response = scene.post_json(&cookies, "/api/v1/session", body).await;
    assert_eq!(response.status(), 401);
    takes_both_away(&response);
    let after = scene.get_as(bob, "/api/v1/me").send().await.unwrap();
    assert_eq!(after.status(), 401);
}

#[tokio::test]
async fn without_a_session_the_wish_is_fulfilled_already() {
    let scene = Scene::start().await;
    for cookies in [
        WISH.to_owned(),
        format!("{WISH}; cs_session=nonsense"),
        format!("{WISH}; cs_session={}", "x".repeat(43)),
    ] {
        let response = scene.get_as(&cookies, "/api/v1/me").send().await.unwrap();
        assert_eq!(response.status(), 401);
        takes_both_away(&response);
    }
}

#[tokio::test]
async fn open_screens_of_that_session_are_told() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &ann, None).await;
    assert_eq!(stream.next().await.name, "standing");
    let cookies = format!("{ann}; {WISH}");
    scene.get_as(&cookies, "/healthz").send().await.unwrap();
    assert_eq!(stream.next().await.name, "signed_out");
}

#[tokio::test]
async fn the_display_that_asks_stays_one() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall, left").await;
    let visit = scene.visit(&display, "ann").await;
    let response = scene
        .get_as(&format!("{visit}; {WISH}"), "/")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let text = response.text().await.unwrap();
    assert!(text.contains("Town hall, left"));
    let after = scene.get_as(&visit, "/api/v1/me").send().await.unwrap();
    assert_eq!(after.status(), 401);
}
