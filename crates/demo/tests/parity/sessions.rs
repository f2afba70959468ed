//! Signing in and out, and how long sessions last.

use crate::both::{Ask, Both};

#[tokio::test(flavor = "multi_thread")]
async fn sessions_begin_and_end() {
    let mut both = Both::start().await;
    assert_eq!(both.get("desk", "/api/v1/session").await.status, 401);
    both.sign_in("desk").await;
    let before = both.cookies.clone();
    both.wait(100);
    assert_eq!(both.get("desk", "/api/v1/session").await.status, 200);
    // Signing in again on the same browser ends the session before.
    both.sign_in("desk").await;
    let after = std::mem::replace(&mut both.cookies, before);
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 401);
    both.cookies = after;
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 200);
    let out = both
        .ask(Ask::new("desk", "DELETE", "/api/v1/session"))
        .await;
    assert_eq!(out.status, 204);
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 401);
    // Also for somebody who is not signed in.
    let out = both
        .ask(Ask::new("desk", "DELETE", "/api/v1/session"))
        .await;
    assert_eq!(out.status, 204);
    assert_eq!(both.get("desk", "/api/v1/session").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_end_by_themselves() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    both.wait(30 * 60);
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn own_devices_are_seen_and_ended() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    both.wait(100);
    let phone = Ask::new("phone", "POST", "/api/v1/session").json("{\"resident\":\"desk\"}");
    both.ask(phone.header("user-agent", "Mozilla/5.0 (Android 16) Firefox/142.0"))
        .await;
    both.get("desk", "/api/v1/me/access-log").await;
    both.wait(200);
    both.sign_in("mixed").await;
    let seen = both.get("desk", "/api/v1/me/sessions").await;
    for (place, name) in ["phone", "own"].into_iter().enumerate() {
        let id = seen.field(&format!("/sessions/{place}/id"));
        both.keep(name, id);
    }
    let end = |who, name: &str| Ask::new(who, "DELETE", &format!("/api/v1/me/sessions/{{{name}}}"));
    for (who, name, status) in [
        ("mixed", "phone", 404),
        ("desk", "phone", 204),
        ("desk", "phone", 404),
        ("phone", "own", 401),
        ("desk", "own", 204),
        ("desk", "own", 401),
    ] {
        assert_eq!(
            both.ask(end(who, name)).await.status,
            status,
            "{who} {name}"
        );
    }
    let visit = Ask::new("display", "POST", "/api/v1/session").json("{\"resident\":\"desk\"}");
    both.ask(visit).await;
    assert_eq!(both.get("display", "/api/v1/me/sessions").await.status, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_could_not_say_so_signs_out_by_a_cookie() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    let before = both.cookies.clone();
    for cookies in &mut both.cookies {
        let wish = ("cs_sign_out".to_owned(), "1".to_owned());
        cookies.get_mut("desk").unwrap().push(wish);
    }
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 401);
    both.cookies = before;
    assert_eq!(both.get("desk", "/api/v1/me").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_sign_ins() {
    let mut both = Both::start().await;
    for (body, status) in [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("{}", 400),
        ("{\"code\":1}", 400),
        ("{\"resident\":\"desk\",\"more\":1}", 400),
        ("{\"resident\":\"desk\"} x", 400),
        ("{\"resident\":\"desk\",\"code\":\"1\"}", 400),
        ("{\"resident\":\"nobody\"}", 401),
        ("{\"resident\":\"\"}", 401),
        ("{\"code\":\"1234-5678\"}", 401),
    ] {
        let ask = Ask::new("desk", "POST", "/api/v1/session").json(body);
        assert_eq!(both.ask(ask).await.status, status, "{body}");
    }
    let mut ask = Ask::new("desk", "POST", "/api/v1/session").header("content-type", "text/plain");
    ask.body = b"{\"resident\":\"desk\"}".to_vec();
    assert_eq!(both.ask(ask.clone()).await.status, 415);
    ask.headers.clear();
    let mut large = ask.header("content-type", "application/json");
    large.body = vec![b' '; 32 * 1024 + 1];
    assert_eq!(both.ask(large).await.status, 413);
}
