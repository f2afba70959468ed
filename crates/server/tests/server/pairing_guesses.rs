//! Guessing the code of a pairing: it is slow, and tells nothing.

use citizen_score_contract::pairing::{PAIRING_SECONDS, PairingStatus};
use citizen_score_server::sign_in::SLOW_DOWN;
use citizen_score_server::state::Settings;
use reqwest::{Response, StatusCode};
use serde_json::Value;

use crate::pairing::{answer, ask, token, told};
use crate::scene::Scene;

/// All of an answer that somebody could tell it apart by.
pub async fn whole(response: Response) -> (u16, Vec<String>, String) {
    let status = response.status().as_u16();
    let mut names: Vec<String> = response.headers().keys().map(ToString::to_string).collect();
    names.sort();
    let mut body: Value = response.json().await.unwrap();
    body["request_id"] = Value::Null;
    (status, names, body.to_string())
}

fn wait_of(response: &Response) -> i64 {
    assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    let seconds = response.headers()["retry-after"].to_str().unwrap();
    seconds.parse().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_pairing_is_told_with_its_key_and_to_nobody_without() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let expired = ask(&scene, &display).await;
    scene.clock.advance(i64::from(PAIRING_SECONDS));
    let refused = ask(&scene, &display).await;
    told(&scene, &ann, &refused, false, "refuse").await;
    let used = ask(&scene, &display).await;
    told(&scene, &ann, &used, false, "approve").await;
    let response = token(&scene, &display, &used.device_code).await;
    assert_eq!(response.status(), StatusCode::OK);

    for (new, status) in [
        (&expired, PairingStatus::Expired),
        (&refused, PairingStatus::Refused),
        (&used, PairingStatus::Used),
    ] {
        for wish in ["", "approve", "refuse"] {
            let seen = told(&scene, &bob, new, true, wish).await;
            assert_eq!((seen.status, seen.session), (status, None), "{wish}");
        }
    }
    let mut answers = Vec::new();
    for code in [&expired.user_code, &refused.user_code, &used.user_code] {
        for wish in ["", "approve", "refuse"] {
            // Far enough apart that none is held up.
            scene.clock.advance(SLOW_DOWN.forgotten_after);
            let bob = scene.sign_in("bob").await;
            let wrong = Some("AAAAAAAAAAAAAAAAAAAAAA");
            for (code, key) in [
                (&**code, None),
                (code, wrong),
                ("BBBB-BBBB", None),
                ("x", None),
            ] {
                answers.push(whole(answer(&scene, &bob, code, key, wish).await).await);
            }
        }
    }
    assert_eq!(answers[0].0, 404);
    assert!(answers.iter().all(|it| *it == answers[0]), "{answers:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_slows_down_and_holds_up_neither_a_scan_nor_signing_in() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let ann = scene.sign_in("ann").await;
    let new = ask(&scene, &display).await;
    // Four that can be no code or never were, and one that is right with a wrong key.
    for code in ["BBBB-BBBB", "BBBB-BBBC", "AAAA-AAAA", "x"] {
        let guess = answer(&scene, &ann, code, None, "approve").await;
        assert_eq!(guess.status(), StatusCode::NOT_FOUND);
    }
    let wrong_key = answer(&scene, &ann, &new.user_code, Some("wrong"), "").await;
    assert_eq!(wrong_key.status(), StatusCode::OK);
    for wish in ["", "approve", "refuse"] {
        let typed = answer(&scene, &ann, &new.user_code, None, wish).await;
        assert!((1..=2).contains(&wait_of(&typed)));
    }
    // The same network as somebody else.
    let bob = scene.sign_in("bob").await;
    let typed = answer(&scene, &bob, &new.user_code, None, "").await;
    assert!((1..=2).contains(&wait_of(&typed)));
    let scanned = told(&scene, &ann, &new, true, "").await;
    assert_eq!(scanned.status, PairingStatus::Waiting);
    // It doubles.
    scene.clock.advance(2);
    let guess = answer(&scene, &ann, "BBBB-BBBB", None, "").await;
    assert_eq!(guess.status(), StatusCode::NOT_FOUND);
    let typed = answer(&scene, &ann, &new.user_code, None, "approve").await;
    assert!((3..=4).contains(&wait_of(&typed)));
    scene.clock.advance(4);
    let approved = told(&scene, &ann, &new, false, "approve").await;
    assert_eq!(approved.status, PairingStatus::Approved);
    // A good one forgets nothing: whoever can ask for a pairing could have one at will.
    let guess = answer(&scene, &ann, "BBBB-BBBB", None, "").await;
    assert_eq!(guess.status(), StatusCode::NOT_FOUND);
    let guess = answer(&scene, &ann, "BBBB-BBBB", None, "").await;
    assert!((7..=8).contains(&wait_of(&guess)));
    // Whoever approved it is told all the same.
    let seen = told(&scene, &ann, &new, false, "").await;
    assert_eq!(seen.status, PairingStatus::Approved);
}

#[tokio::test]
async fn a_resident_who_guesses_from_many_addresses_is_slowed_down_all_the_same() {
    let scene = Scene::with(Settings {
        behind_tls: true,
        ..Settings::default()
    })
    .await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let guess = |phone: &str, at: i64| {
        let request = scene.get_as(phone, "/api/v1/pairings/BBBB-BBBB");
        request
            .header("x-forwarded-for", format!("198.51.100.{at}"))
            .send()
    };
    for at in 0..5 {
        assert_eq!(guess(&ann, at).await.unwrap().status(), 404);
    }
    assert!((1..=2).contains(&wait_of(&guess(&ann, 9).await.unwrap())));
    assert_eq!(guess(&bob, 9).await.unwrap().status(), 404);
}
