//! Real answers about displays against the contract's golden files.

use citizen_score_contract::{DisplaySessions, NewPairing, Pairing, Problem, Session};
use serde_json::{Value, json};

use crate::contract::{golden, is_of};
use crate::pairing::{answer, token};
use crate::scene::{Scene, cookie_of};

#[tokio::test]
async fn a_pairing_and_the_visit_that_comes_of_it_have_the_fields_of_the_contract() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let phone = scene.sign_in("ann").await;
    let made = scene
        .post_json(&display, "/api/v1/pairings", json!({}))
        .await;
    let made: Value = made.json().await.unwrap();
    is_of::<NewPairing>(&made, &golden!("new-pairing"));
    let text = |name: &str| made[name].as_str().unwrap();
    answer(&scene, &phone, text("user_code"), None, "approve").await;
    let response = token(&scene, &display, text("device_code")).await;
    let visit = format!("{display}; {}", cookie_of(&response));
    let session: Value = response.json().await.unwrap();
    is_of::<Session>(&session, &golden!("session-visit"));
    let shown = scene.json_as(&visit, "/api/v1/session").await;
    is_of::<Session>(&shown, &golden!("session-visit"));
    let body = json!({ "limit": true });
    let extended = scene
        .post_json(&visit, "/api/v1/session/extend", body)
        .await;
    is_of::<Session>(&extended.json().await.unwrap(), &golden!("session-visit"));
    let listed = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    is_of::<DisplaySessions>(&listed, &golden!("display-sessions"));
    let seen = answer(&scene, &phone, text("user_code"), None, "").await;
    is_of::<Pairing>(&seen.json().await.unwrap(), &golden!("pairing"));
}

#[tokio::test]
async fn problems_of_displays_are_sent_as_the_contract_says() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let visit = scene.visit(&display, "ann").await;
    let golden: Vec<Value> = serde_json::from_value(golden!("problems")).unwrap();
    let code = "x".repeat(43);
    for (answer, code) in [
        (token(&scene, &display, &code).await, "expired_token"),
        (token(&scene, "", &code).await, "only_on_display"),
        (
            answer(&scene, &visit, "x", None, "approve").await,
            "not_on_display",
        ),
    ] {
        let answer: Value = answer.json().await.unwrap();
        let expected = golden.iter().find(|it| it["code"] == code).unwrap();
        is_of::<Problem>(&answer, expected);
        for field in ["type", "title", "status", "code"] {
            assert_eq!(answer[field], expected[field], "{code}");
        }
    }
}
