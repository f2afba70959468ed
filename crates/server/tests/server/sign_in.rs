//! Signing in and out.

use citizen_score_server::sign_in::CODE_SECONDS;
use citizen_score_server::state::Settings;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::scene::{Scene, cookie_of};

#[tokio::test]
async fn a_code_signs_in_once_however_it_is_typed() {
    let scene = Scene::start().await;
    let code = scene.code("ann").await;
    let typed = format!("  {} {} ", &code[..4], &code[5..]);
    let response = scene.post_session(json!({ "code": typed })).await;
    assert_eq!(response.status(), StatusCode::OK);
    let set = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        set.starts_with("cs_session=") && set.ends_with("; Path=/; HttpOnly; SameSite=Lax"),
        "{set}"
    );
    let cookie = cookie_of(&response);
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["display_name"], "Name of ann");
    assert_eq!(scene.json_as(&cookie, "/api/v1/session").await, answer);
    let again = scene.post_session(json!({ "code": code })).await;
    assert_eq!(again.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn wrong_used_late_and_malformed_codes_get_one_and_the_same_answer() {
    let scene = Scene::start().await;
    let used = scene.code("ann").await;
    scene.post_session(json!({ "code": used })).await;
    let late = scene.code("ann").await;
    scene.clock.advance(CODE_SECONDS);
    let mut answers = Vec::new();
    for body in [
        json!({ "code": used }),
        json!({ "code": late }),
        json!({ "code": "0000-0000" }),
        json!({ "code": "x" }),
        json!({ "resident": "ann" }),
    ] {
        let response = scene.post_session(body).await;
        let mut names: Vec<String> = response.headers().keys().map(ToString::to_string).collect();
        names.sort();
        let status = response.status();
        let mut problem: Value = response.json().await.unwrap();
        problem["request_id"] = Value::Null;
        answers.push((status, names, problem));
    }
    assert_eq!(answers[0].0, StatusCode::UNAUTHORIZED);
    assert_eq!(answers[0].2["code"], "sign_in_refused");
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:#?}"
    );
}

#[tokio::test]
async fn guessing_slows_down_and_a_good_code_must_wait_too() {
    let scene = Scene::start().await;
    for _ in 0..5 {
        let response = scene.post_session(json!({ "code": "0000-0000" })).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    }
    let code = scene.code("ann").await;
    let response = scene.post_session(json!({ "code": code })).await;
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: i64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["code"], "too_many_tries");
    // The sixth wrong try doubles the wait.
    scene.clock.advance(2);
    assert_eq!(
        scene
            .post_session(json!({ "code": "0000-0001" }))
            .await
            .status(),
        401
    );
    let response = scene.post_session(json!({ "code": code })).await;
    let wait: i64 = response.headers()["retry-after"]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((3..=4).contains(&wait), "{wait}");
    // The code was not used up by waiting; once good, everything is forgotten.
    scene.clock.advance(4);
    assert_eq!(
        scene.post_session(json!({ "code": code })).await.status(),
        200
    );
    assert_eq!(
        scene
            .post_session(json!({ "code": "0000-0002" }))
            .await
            .status(),
        401
    );
    assert_eq!(
        scene
            .post_session(json!({ "code": "0000-0003" }))
            .await
            .status(),
        401
    );
}

#[tokio::test]
async fn an_hour_later_wrong_tries_are_forgotten() {
    let scene = Scene::start().await;
    for _ in 0..5 {
        scene.post_session(json!({ "code": "0000-0000" })).await;
    }
    assert_eq!(
        scene
            .post_session(json!({ "code": "0000-0000" }))
            .await
            .status(),
        429
    );
    scene.clock.advance(3600);
    for _ in 0..5 {
        assert_eq!(
            scene
                .post_session(json!({ "code": "0000-0000" }))
                .await
                .status(),
            401
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_of_tries_at_once_uses_a_code_once_and_does_not_escape_the_count() {
    let scene = Scene::start().await;
    let code = scene.code("ann").await;
    let tries = (0..12).map(|_| scene.post_session(json!({ "code": code })));
    let statuses: Vec<u16> = futures_util::future::join_all(tries)
        .await
        .iter()
        .map(|response| response.status().as_u16())
        .collect();
    let count = |status| statuses.iter().filter(|it| **it == status).count();
    assert_eq!(count(200), 1, "{statuses:?}");
    assert_eq!(count(401) + count(429), 11, "{statuses:?}");
    assert!(count(401) <= 5, "{statuses:?}");
}

#[tokio::test]
async fn made_up_residents_need_no_code_in_a_demo_and_others_always_do() {
    let scene = Scene::demo().await;
    let ann = scene.post_session(json!({ "resident": "ann" })).await;
    assert_eq!(ann.status(), StatusCode::OK);
    for resident in ["bob", "nobody", ""] {
        let response = scene.post_session(json!({ "resident": resident })).await;
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{resident}");
        assert!(!response.headers().contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn behind_tls_the_cookie_is_bound_to_the_host_and_proxied_addresses_are_told_apart() {
    let scene = Scene::with(Settings {
        behind_tls: true,
        ..Settings::default()
    })
    .await;
    let code = scene.code("ann").await;
    let response = scene.post_session(json!({ "code": code })).await;
    let set = response.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        set.starts_with("__Host-cs_session=") && set.contains("; Secure"),
        "{set}"
    );
    assert!(response.headers().contains_key("strict-transport-security"));
    let wrong = |address: &str| {
        let request = scene.client.post(scene.url("/api/v1/session"));
        request
            .header("x-forwarded-for", address)
            .json(&json!({ "code": "0000-0000" }))
            .send()
    };
    for _ in 0..5 {
        assert_eq!(wrong("203.0.113.1").await.unwrap().status(), 401);
    }
    assert_eq!(wrong("203.0.113.1").await.unwrap().status(), 429);
    assert_eq!(wrong("203.0.113.2").await.unwrap().status(), 401);
}
