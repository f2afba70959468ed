//! Pairing under attack: replaying an approval, and taking what is another's.

use std::time::Duration;

use citizen_score_contract::pairing::{PAIRING_SECONDS, PairingStatus};
use citizen_score_server::state::Settings;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::pairing::{answer, ask, code_of, held, token, told};
use crate::pairing_guesses::whole;
use crate::scene::{Scene, cookie_of};

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_holds_once_and_cannot_be_replayed() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let new = ask(&scene, &display).await;
    let sessions = || scene.json_as(&ann, "/api/v1/me/display-sessions");
    for round in 0..2 {
        for wish in ["approve", "approve", "refuse"] {
            let seen = told(&scene, &ann, &new, false, wish).await;
            assert_eq!(seen.status, PairingStatus::Approved, "{round} {wish}");
            let seen = told(&scene, &bob, &new, true, wish).await;
            assert_eq!((seen.status, seen.session), (PairingStatus::Used, None));
        }
        let without = answer(&scene, &bob, &new.user_code, None, "approve").await;
        assert_eq!(without.status(), StatusCode::NOT_FOUND);
        let taken = token(&scene, &display, &new.device_code).await;
        if round == 0 {
            assert_eq!(taken.status(), StatusCode::OK);
            let session: Value = taken.json().await.unwrap();
            assert_eq!(session["display_name"], "Name of ann");
        } else {
            assert_eq!(code_of(taken).await, (400, "expired_token".to_owned()));
        }
        assert_eq!(sessions().await["sessions"].as_array().unwrap().len(), 1);
    }
    // After its end it does not come back.
    let listed = sessions().await;
    let id = listed["sessions"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/me/display-sessions/{id}");
    // Nobody else ends it.
    let bobs = scene.send_as(&bob, Method::DELETE, &path).send().await;
    assert_eq!(bobs.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(sessions().await, listed);
    let anns = scene.send_as(&ann, Method::DELETE, &path).send().await;
    assert_eq!(anns.unwrap().status(), StatusCode::NO_CONTENT);
    let seen = told(&scene, &ann, &new, false, "approve").await;
    assert_eq!(seen.status, PairingStatus::Used);
    let taken = token(&scene, &display, &new.device_code).await;
    assert_eq!(code_of(taken).await, (400, "expired_token".to_owned()));
    assert_eq!(sessions().await, json!({ "sessions": [] }));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_at_the_same_moment_one_approves_and_one_gets_the_session() {
    let scene = Scene::start().await;
    let twin = scene.twin(Settings::default()).await;
    let display = scene.display("Town hall 2").await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    for _ in 0..4 {
        let new = ask(&scene, &display).await;
        let approvals = (0..6).map(|at| {
            let phone = if at % 2 == 0 { &ann } else { &bob };
            let server = if at % 3 == 0 { &twin } else { &scene };
            told(server, phone, &new, true, "approve")
        });
        let seen = futures_util::future::join_all(approvals).await;
        let approved = seen
            .iter()
            .filter(|it| it.status == PairingStatus::Approved);
        assert_eq!(approved.count(), 3, "{seen:?}");
        let tokens = (0..6).map(|at| {
            let server = if at % 2 == 0 { &twin } else { &scene };
            token(server, &display, &new.device_code)
        });
        let answers = futures_util::future::join_all(tokens).await;
        let good = answers.iter().filter(|it| it.status() == StatusCode::OK);
        assert_eq!(good.count(), 1, "{answers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_goes_to_the_display_that_asked_and_to_nobody_else() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let other = scene.display("Library").await;
    let ann = scene.sign_in("ann").await;
    let new = ask(&scene, &display).await;
    told(&scene, &ann, &new, false, "approve").await;
    let unknown = "A".repeat(43);
    let mut answers = Vec::new();
    for (display, device_code) in [
        (&other, &*new.device_code),
        (&display, &unknown),
        (&display, "x"),
        (&display, &new.user_code),
    ] {
        answers.push(whole(token(&scene, display, device_code).await).await);
    }
    assert_eq!(answers[0].0, 400);
    assert!(answers[0].2.contains("expired_token"), "{answers:?}");
    assert!(answers.iter().all(|it| *it == answers[0]), "{answers:#?}");
    for nobody in ["", &*ann, "cs_display=x", &*format!("{display}; {other}")] {
        let taken = code_of(token(&scene, nobody, &new.device_code).await).await;
        assert_eq!(taken, (403, "only_on_display".to_owned()), "{nobody}");
        let made = scene.post_json(nobody, "/api/v1/pairings", json!({})).await;
        assert_eq!(code_of(made).await, (403, "only_on_display".to_owned()));
    }
    let taken = token(&scene, &display, &new.device_code).await;
    assert_eq!(taken.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_device_of_ones_own_answers_a_pairing() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let ann = scene.sign_in("ann").await;
    let visit = scene.visit(&display, "ann").await;
    let new = ask(&scene, &display).await;
    for wish in ["", "approve", "refuse"] {
        for key in [None, Some(&*new.user_key)] {
            let at_display = answer(&scene, &visit, &new.user_code, key, wish).await;
            let refused = code_of(at_display).await;
            assert_eq!(refused, (403, "not_on_display".to_owned()));
            let nobody = answer(&scene, &display, &new.user_code, key, wish).await;
            assert_eq!(code_of(nobody).await, (401, "signed_out".to_owned()));
            let path = format!("/api/v1/pairings/{}/{wish}", new.user_code);
            let method = if wish.is_empty() {
                Method::GET
            } else {
                Method::POST
            };
            let request = scene.send_as(&ann, method, path.trim_end_matches('/'));
            let elsewhere = request.header("sec-fetch-site", "cross-site").send().await;
            let refused = code_of(elsewhere.unwrap()).await;
            assert_eq!(refused, (403, "cross_site".to_owned()));
        }
    }
    for query in ["key=a&key=b", "code=a"] {
        let path = format!("/api/v1/pairings/{}?{query}", new.user_code);
        let wrong = scene.get_as(&ann, &path).send().await.unwrap();
        assert_eq!(code_of(wrong).await, (400, "invalid".to_owned()));
    }
    let seen = told(&scene, &ann, &new, true, "").await;
    assert_eq!(seen.status, PairingStatus::Waiting);
}

#[tokio::test]
async fn a_display_has_three_live_pairings_and_old_ones_are_forgotten() {
    let scene = Scene::start().await;
    let (display, other) = (
        scene.display("Town hall 2").await,
        scene.display("Library").await,
    );
    let ann = scene.sign_in("ann").await;
    let others = ask(&scene, &other).await;
    let mut made = Vec::new();
    for _ in 0..4 {
        made.push(ask(&scene, &display).await);
    }
    let void = told(&scene, &ann, &made[0], true, "approve").await;
    assert_eq!(void.status, PairingStatus::Expired);
    let late = code_of(token(&scene, &display, &made[0].device_code).await).await;
    assert_eq!(late, (400, "expired_token".to_owned()));
    for new in made[1..].iter().chain([&others]) {
        let seen = told(&scene, &ann, new, true, "").await;
        assert_eq!(seen.status, PairingStatus::Waiting);
    }
    // The next document of a display knows nothing of what the last one asked.
    let found = scene.store.display_named("Town hall 2").await.unwrap();
    let (id, now) = (found.unwrap().id, scene.clock.now());
    scene.store.end_display_sessions(id, now).await.unwrap();
    for (new, status) in [
        (&made[3], PairingStatus::Expired),
        (&others, PairingStatus::Waiting),
    ] {
        assert_eq!(told(&scene, &ann, new, true, "").await.status, status);
    }
    scene.clock.advance(i64::from(PAIRING_SECONDS) + 3600);
    ask(&scene, &display).await;
    let ann = scene.sign_in("ann").await;
    let key = Some(&*others.user_key);
    let forgotten = answer(&scene, &ann, &others.user_code, key, "").await;
    assert_eq!(forgotten.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_for_a_token_whose_connection_died_holds_up_no_other() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let ann = scene.sign_in("ann").await;
    let new = ask(&scene, &display).await;
    drop(held(&scene, &display, &new.device_code).await);
    // The server may take a moment to see that the connection is gone; a request that is not answered at
    // once is held in its place.
    let waiting = loop {
        let mut asked = Box::pin(token(&scene, &display, &new.device_code));
        let early = tokio::time::timeout(Duration::from_millis(500), &mut asked).await;
        let Ok(response) = early else { break asked };
        assert_eq!(code_of(response).await, (400, "slow_down".to_owned()));
    };
    told(&scene, &ann, &new, false, "approve").await;
    let response = waiting.await;
    assert_eq!(response.status(), StatusCode::OK);
    cookie_of(&response);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_database_holds_no_code_and_no_key() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let new = ask(&scene, &display).await;
    assert!(scene.stores("Town hall 2"));
    let (_, key) = display.split_once('=').unwrap();
    let letters = new.user_code.replace('-', "");
    for secret in [
        &new.device_code,
        &new.user_code,
        &letters,
        &new.user_key,
        key,
    ] {
        assert!(!scene.stores(secret), "{secret}");
    }
}
