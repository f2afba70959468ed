//! The network swallows what is sent to the database.

use std::time::Duration;

use reqwest::StatusCode;

use super::screen::Screen;
use super::way::Line;
use super::{asks_in_vain, is_back, is_gift, over, way};
use crate::asking::{Asking, claim};
use crate::database::postgres;
use crate::records::help;
use crate::scene::Scene;

/// How soon a screen with nothing to do is told, where nothing said that the connections were lost: they are
/// tried, a few at a time.
const HEARD: Duration = Duration::from_secs(40);

/// Nothing says so, neither then nor when it carries again.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_falls_silent_is_left_for_a_new_connection() {
    let Some(address) = postgres() else {
        return;
    };
    let scene = Scene::start().await;
    let (way, cut_off) = way(&scene, &address).await;
    let server = over(&scene, &cut_off, Duration::from_hours(1)).await;
    let (cookie, code) = (scene.sign_in("ann").await, scene.code("ann").await);
    let screen = Screen::open(&server, &cookie).await;
    way.becomes(Line::Dumb);
    // A connection that was used within the last second is trusted, and a request on it waits for its whole time.
    tokio::time::sleep(Duration::from_secs(2)).await;
    asks_in_vain(&server, &cookie, &code).await;
    scene.add("ann", &[help("gift", 3, 40)]).await;
    asks_in_vain(&server, &cookie, &code).await;
    way.becomes(Line::Open);
    is_back(&server, &cookie).await;
    screen.until(HEARD, is_gift).await;
    // The other server was never held up, and this one is not held up by what the first left behind.
    let answer = server
        .ask(&cookie, "a-case-of-ann", &claim("blood_donation"))
        .await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}
