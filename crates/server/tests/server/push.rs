//! `/me/push`: what a browser may ask for, and what becomes of a subscription.

use citizen_score_server::sign_in::{IDLE_SECONDS, SESSION_SECONDS};
use reqwest::Method;
use serde_json::{Value, json};

use crate::asking::problem;
use crate::push_service::{Browser, PushService, sending};
use crate::records::help;
use crate::scene::Scene;

const PUSH: &str = "/api/v1/me/push";

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_told_what_it_asked_for_until_it_says_otherwise() {
    let service = PushService::start().await;
    let scene = Scene::with(sending()).await;
    let (ann, other) = (scene.sign_in("ann").await, scene.sign_in("ann").await);
    let before = scene.json_as(&ann, PUSH).await;
    assert_eq!(
        (&before["told"], &before["until"]),
        (&Value::Null, &Value::Null)
    );
    let browser = Browser::new(&service, "anns-phone");
    let quiet = json!({ "from": 1320, "to": 420, "zone": "Europe/Amsterdam" });
    let wish = browser.wish(&["sign_in", "record"], &quiet);
    let answer: Value = browser.put(&scene, &ann, &wish).await.json().await.unwrap();
    let told = json!({ "about": ["record", "sign_in"], "quiet": quiet });
    assert_eq!((&answer["told"], &answer["key"]), (&told, &before["key"]));
    let until: chrono::DateTime<chrono::Utc> = answer["until"].as_str().unwrap().parse().unwrap();
    let left = until.timestamp() - scene.clock.seconds();
    assert!(
        (SESSION_SECONDS - 60..=SESSION_SECONDS).contains(&left),
        "{left}"
    );
    assert_eq!(scene.json_as(&ann, PUSH).await, answer);
    // Another session of the same resident has its own.
    assert_eq!(scene.json_as(&other, PUSH).await["told"], Value::Null);
    let changed = browser.wish(&["case"], &Value::Null);
    let answer: Value = browser
        .put(&scene, &ann, &changed)
        .await
        .json()
        .await
        .unwrap();
    assert_eq!(answer["told"], json!({ "about": ["case"], "quiet": null }));
    for _ in 0..2 {
        let ended = scene
            .send_as(&ann, Method::DELETE, PUSH)
            .send()
            .await
            .unwrap();
        assert_eq!(ended.status(), 204);
        assert_eq!(scene.json_as(&ann, PUSH).await["told"], Value::Null);
    }
    let test = scene
        .post_json(&ann, "/api/v1/me/push/test", json!({}))
        .await;
    assert_eq!(problem(test).await.1, "not_found");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_is_refused_by_field() {
    let service = PushService::start().await;
    let scene = Scene::with(sending()).await;
    let ann = scene.sign_in("ann").await;
    let browser = Browser::new(&service, "anns-phone");
    let good = browser.wish(
        &["record"],
        &json!({ "from": 0, "to": 1439, "zone": "UTC" }),
    );
    let long = format!("https://fcm.googleapis.com/{}", "a".repeat(1024));
    for (at, value, field) in [
        (
            "/endpoint",
            json!("http://fcm.googleapis.com/a"),
            "endpoint",
        ),
        ("/endpoint", json!("https://example.org/a"), "endpoint"),
        ("/endpoint", json!("https://127.0.0.1/a"), "endpoint"),
        ("/endpoint", json!("http://localhost:80/a"), "endpoint"),
        (
            "/endpoint",
            json!("https://fcm.googleapis.com:22/a"),
            "endpoint",
        ),
        ("/endpoint", json!(long), "endpoint"),
        ("/endpoint", json!(7), "endpoint"),
        ("/p256dh", json!(""), "p256dh"),
        ("/p256dh", json!("A".repeat(87)), "p256dh"),
        ("/auth", json!("BTBZMqHH6r4Tts7J_aSIgg=="), "auth"),
        ("/auth", json!("BTBZMqHH6r4Tts7J_aSI"), "auth"),
        ("/language", json!(""), "language"),
        ("/language", json!("nl_NL"), "language"),
        ("/language", json!("a".repeat(36)), "language"),
        ("/language", json!("en\",\"about\":\"x"), "language"),
        ("/told/about", json!([]), "told.about"),
        ("/told/about", json!(["case", "case"]), "told.about"),
        ("/told/about", json!(["weather"]), "told.about[0]"),
        ("/told/quiet/from", json!(1440), "told.quiet.from"),
        ("/told/quiet/from", json!(-1), "told.quiet.from"),
        ("/told/quiet/to", json!(65_535), "told.quiet.to"),
        ("/told/quiet/to", json!(0), "told.quiet.to"),
        ("/told/quiet/zone", json!("Mars/Olympus"), "told.quiet.zone"),
        (
            "/told/quiet/zone",
            json!("../etc/localtime"),
            "told.quiet.zone",
        ),
    ] {
        let mut wish = good.clone();
        *wish.pointer_mut(at).unwrap() = value;
        let answer = problem(browser.put(&scene, &ann, &wish).await).await;
        assert_eq!(
            answer,
            (400, "invalid".into(), Some(field.into())),
            "{wish}"
        );
    }
    let mut more = good.clone();
    more["points"] = json!(40);
    assert_eq!(problem(browser.put(&scene, &ann, &more).await).await.0, 400);
    assert_eq!(scene.json_as(&ann, PUSH).await["told"], Value::Null);
    assert_eq!(browser.put(&scene, &ann, &good).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_without_a_contact_sends_nothing() {
    let service = PushService::start().await;
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let nothing = json!({ "key": null, "told": null, "until": null });
    assert_eq!(scene.json_as(&ann, PUSH).await, nothing);
    let browser = Browser::new(&service, "anns-phone");
    let wish = browser.wish(&["record"], &Value::Null);
    assert_eq!(
        problem(browser.put(&scene, &ann, &wish).await).await.1,
        "not_found"
    );
    let test = scene
        .post_json(&ann, "/api/v1/me/push/test", json!({}))
        .await;
    assert_eq!(problem(test).await.1, "not_found");
}

/// Every way in which a session ends takes its subscription along; being idle alone does not.
#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_goes_with_its_session() {
    let mut service = PushService::start().await;
    let scene = Scene::with(sending()).await;
    let names = ["kept", "signed-out", "replaced", "taken"];
    let browsers = names.map(|name| Browser::new(&service, name));
    let mut cookies = Vec::new();
    for browser in &browsers {
        let cookie = scene.sign_in("ann").await;
        let wish = browser.wish(&["record"], &Value::Null);
        assert_eq!(browser.put(&scene, &cookie, &wish).await.status(), 200);
        cookies.push(cookie);
    }
    // Nobody uses any of them for an hour.
    scene.clock.advance(2 * IDLE_SECONDS);
    scene.store.sweep_sessions(scene.clock.now()).await.unwrap();
    let out = scene.send_as(&cookies[1], Method::DELETE, "/api/v1/session");
    assert_eq!(out.send().await.unwrap().status(), 204);
    // Somebody else signs in on that browser.
    let code = json!({ "code": scene.code("bob").await });
    let bob = scene.post_json(&cookies[2], "/api/v1/session", code).await;
    assert_eq!(bob.status(), 200);
    // The same browser subscribes for another session.
    let bob = crate::scene::cookie_of(&bob);
    let wish = browsers[3].wish(&["record"], &Value::Null);
    assert_eq!(browsers[3].put(&scene, &bob, &wish).await.status(), 200);
    scene.add("ann", &[help("anns", 0, 20)]).await;
    let all: Vec<&Browser> = browsers.iter().collect();
    let first = service.told(&all).await;
    assert_eq!(first, ("/kept".into(), "record".into()));
    // Bob's news goes to bob, and nothing else has gone to anybody meanwhile.
    scene.add("bob", &[help("bobs", 0, 20)]).await;
    assert_eq!(service.told(&all).await, ("/taken".into(), "record".into()));
    // At the end of the session it is over, by itself.
    scene.clock.advance(SESSION_SECONDS);
    let late = Browser::new(&service, "late");
    late.subscribe(&scene, &scene.sign_in("bob").await).await;
    scene.add("ann", &[help("anns-second", 0, 20)]).await;
    scene.add("bob", &[help("bobs-second", 0, 20)]).await;
    assert_eq!(service.told(&[&late]).await.0, "/late");
}
