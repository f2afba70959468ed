//! The database is gone for half a minute.

use std::sync::Arc;
use std::time::{Duration, Instant};

use citizen_score_server::store::Store;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use super::screen::Screen;
use super::way::Line;
use super::{BACK, asks_in_vain, is_back, is_gift, over, told_to_come_again, way};
use crate::asking::{Asking, claim};
use crate::database::postgres;
use crate::records::help;
use crate::scene::{Scene, cookie_of};

/// How long the database is gone.
const GONE: Duration = Duration::from_secs(30);

/// The standings are looked at anew so long after a failure.
const KEPT: Duration = Duration::from_secs(20);

/// Cases that are on their way when the database goes.
const ON_THEIR_WAY: usize = 5;

/// Cases that somebody sends while the database goes, each until it is taken.
fn are_on_their_way(server: &Arc<Scene>, cookie: &str) -> Vec<JoinHandle<()>> {
    let send = |number| {
        let (server, cookie) = (Arc::clone(server), cookie.to_owned());
        tokio::spawn(async move {
            let (key, case) = (format!("case-{number}-of-bob"), claim("blood_donation"));
            let begun = Instant::now();
            loop {
                let answer = server.ask(&cookie, &key, &case).await;
                if answer.status() == StatusCode::CREATED {
                    return;
                }
                told_to_come_again(&answer);
                assert!(begun.elapsed() < GONE + BACK, "{number}");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        })
    };
    (0..ON_THEIR_WAY).map(send).collect()
}

async fn cases(server: &Scene, cookie: &str) -> usize {
    let list = server.json_as(cookie, "/api/v1/me/cases").await;
    list["cases"].as_array().unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_gone_is_waited_for_and_all_goes_on_when_it_is_back() {
    let Some(address) = postgres() else {
        return;
    };
    let mut scene = Scene::start().await;
    let (way, cut_off) = way(&scene, &address).await;
    // A stream that finds the database gone ends; one that has nothing to do stays.
    let busy = over(&scene, &cut_off, Duration::from_secs(1)).await;
    let quiet = over(&scene, &cut_off, Duration::from_hours(1)).await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let code = scene.code("ann").await;
    let direct = Store::open(&scene.database()).await.unwrap();
    let screens = [
        Screen::open(&busy, &ann).await,
        Screen::open(&quiet, &ann).await,
    ];
    // What is done from now on, only the two do.
    scene.end().await;

    let on_their_way = are_on_their_way(&busy, &bob);
    way.becomes(Line::Refused);
    let begun = Instant::now();
    let mut imported = false;
    while begun.elapsed() < GONE {
        if begun.elapsed() > GONE / 2 && !imported {
            way.becomes(Line::HungUp);
            scene.import_entries("ann", &[help("gift", 3, 40)]).await;
            imported = true;
        }
        asks_in_vain(&busy, &ann, &code).await;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }

    way.becomes(Line::Open);
    is_back(&quiet, &ann).await;
    // Each screen is told what it missed, once.
    for screen in &screens {
        screen.until(BACK, is_gift).await;
        screen
            .until(BACK, |it| it.name == "standing" && it.score() == 1040)
            .await;
        assert_eq!(screen.count(is_gift), 1);
    }
    // What was asked in vain is done when it is asked again, and once.
    let mut numbers = Vec::new();
    for server in [&busy, &quiet, &busy] {
        let answer = server
            .ask(&ann, "the-one-case-of-ann", &claim("blood_donation"))
            .await;
        assert_eq!(answer.status(), StatusCode::CREATED);
        let case: Value = answer.json().await.unwrap();
        numbers.push(case["id"].clone());
    }
    assert!(numbers.iter().all(|it| *it == numbers[0]), "{numbers:?}");
    assert_eq!(cases(&quiet, &ann).await, 1);
    for case in on_their_way {
        case.await.unwrap();
    }
    assert_eq!(cases(&quiet, &bob).await, ON_THEIR_WAY);
    // The code was not used up.
    let signed_in = busy.post_session(json!({ "code": code })).await;
    assert_eq!(signed_in.status(), 200);
    let page = busy
        .get_as(&cookie_of(&signed_in), "/")
        .header("accept", "text/html");
    assert_eq!(page.send().await.unwrap().status(), 200);
    // They hear again of what another does.
    scene.import_entries("ann", &[help("more", 2, 20)]).await;
    for screen in &screens {
        screen
            .until(Duration::from_secs(2), |it| {
                it.name == "standing" && it.score() == 1060
            })
            .await;
    }
    // And what is kept is kept again.
    let begun = Instant::now();
    loop {
        let kept = direct.kept_standing("ann").await.unwrap();
        if kept.is_some_and(|kept| kept.ledger_head == 2) {
            break;
        }
        assert!(begun.elapsed() < KEPT);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
