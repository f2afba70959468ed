//! The network swallows what is sent to the database.

use std::sync::Arc;
use std::time::{Duration, Instant};

use citizen_score_server::store::Store;
use futures_util::future::join_all;
use reqwest::StatusCode;
use sqlx::{Connection as _, Executor as _};

use super::screen::Screen;
use super::way::{Line, Way};
use super::{BACK, asks_in_vain, is_back, is_gift, over, told_to_come_again, way};
use crate::asking::{Asking, claim};
use crate::database::postgres;
use crate::records::help;
use crate::scene::Scene;

/// How soon a screen with nothing to do is told, where nothing said that the connections were lost: they are
/// tried, a few at a time.
const HEARD: Duration = Duration::from_secs(40);

/// A server that reaches its database by a way, with somebody who is signed in.
struct Behind {
    scene: Scene,
    way: Way,
    /// The database, by the way.
    cut_off: String,
    server: Arc<Scene>,
    /// That of `ann`.
    cookie: String,
}

impl Behind {
    /// Nothing where the tests are not run against `PostgreSQL`.
    async fn a_way() -> Option<Self> {
        let address = postgres()?;
        let scene = Scene::start().await;
        let (way, cut_off) = way(&scene, &address).await;
        let server = over(&scene, &cut_off, Duration::from_hours(1)).await;
        let cookie = scene.sign_in("ann").await;
        Some(Self {
            scene,
            way,
            cut_off,
            server,
            cookie,
        })
    }

    /// As many reads at once as there are connections in the pool, and more.
    async fn reads(&self) -> Vec<StatusCode> {
        let read = || self.server.get_as(&self.cookie, "/api/v1/me/cases");
        // Longer than the server takes to give a request up.
        let read = || read().timeout(Duration::from_secs(40)).send();
        let answers = join_all((0..40).map(|_| read())).await;
        answers
            .into_iter()
            .map(|answer| answer.unwrap().status())
            .collect()
    }
}

/// Nothing says so, neither then nor when it carries again.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_falls_silent_is_left_for_a_new_connection() {
    let Some(it) = Behind::a_way().await else {
        return;
    };
    let code = it.scene.code("ann").await;
    let screen = Screen::open(&it.server, &it.cookie).await;
    it.way.becomes(Line::Dumb);
    // A connection that was used within the last second is trusted, and a request on it waits for its whole time.
    tokio::time::sleep(Duration::from_secs(2)).await;
    asks_in_vain(&it.server, &it.cookie, &code).await;
    it.scene.add("ann", &[help("gift", 3, 40)]).await;
    asks_in_vain(&it.server, &it.cookie, &code).await;
    it.way.becomes(Line::Open);
    is_back(&it.server, &it.cookie).await;
    screen.until(HEARD, is_gift).await;
    // The other server was never held up, and this one is not held up by what the first left behind.
    let answer = it
        .server
        .ask(&it.cookie, "a-case-of-ann", &claim("blood_donation"))
        .await;
    assert_eq!(answer.status(), StatusCode::CREATED);
}

/// What nearly every request asks first is not waited for for long, and is back at once.
#[tokio::test(flavor = "multi_thread")]
async fn the_connections_beside_the_pool_are_not_waited_for_longer_than_some_seconds() {
    let Some(it) = Behind::a_way().await else {
        return;
    };
    let me = || it.server.get_as(&it.cookie, "/api/v1/me").send();
    assert_eq!(me().await.unwrap().status(), StatusCode::OK);
    it.way.becomes(Line::Dumb);
    let begun = Instant::now();
    for answer in join_all((0..20).map(|_| me())).await {
        told_to_come_again(&answer.unwrap());
    }
    assert!(
        begun.elapsed() < Duration::from_secs(12),
        "{:?}",
        begun.elapsed()
    );
    it.way.becomes(Line::Open);
    for answer in join_all((0..20).map(|_| me())).await {
        assert_eq!(answer.unwrap().status(), StatusCode::OK);
    }
}

/// All connections that lie there are as old as the first that does not answer.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_fell_silent_while_nobody_used_them_are_all_left_at_once() {
    let Some(it) = Behind::a_way().await else {
        return;
    };
    assert_eq!(it.reads().await, [StatusCode::OK; 40]);
    it.way.becomes(Line::Dumb);
    tokio::time::sleep(Duration::from_secs(2)).await;
    it.way.becomes(Line::Open);
    let begun = Instant::now();
    // One after the other: each meets one of the old connections.
    for _ in 0..10 {
        let read = it.server.get_as(&it.cookie, "/api/v1/me/cases").send();
        assert_eq!(read.await.unwrap().status(), StatusCode::OK);
    }
    assert!(begun.elapsed() < BACK, "{:?}", begun.elapsed());
}

/// What was asked on them is given up, and so are they, wherever they were.
#[tokio::test(flavor = "multi_thread")]
async fn connections_that_fell_silent_in_the_middle_of_a_request_are_given_up_with_it() {
    let Some(it) = Behind::a_way().await else {
        return;
    };
    assert_eq!(it.reads().await, [StatusCode::OK; 40]);
    let mut raw = it.scene.raw().await;
    let mut held = raw.begin().await.unwrap();
    let lock = "LOCK TABLE cases IN ACCESS EXCLUSIVE MODE";
    held.execute(lock).await.unwrap();
    let (waiting, ()) = tokio::join!(it.reads(), async {
        // Until all have asked and wait for the lock.
        tokio::time::sleep(Duration::from_secs(1)).await;
        it.way.becomes(Line::Dumb);
    });
    assert_eq!(waiting, [StatusCode::SERVICE_UNAVAILABLE; 40]);
    held.rollback().await.unwrap();
    it.way.becomes(Line::Open);
    let begun = Instant::now();
    while it.reads().await != [StatusCode::OK; 40] {
        // All make new connections at once.
        assert!(begun.elapsed() < 2 * BACK, "{:?}", begun.elapsed());
    }
}

/// A server that ends does not wait for a farewell.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_fell_silent_holds_up_no_end() {
    let Some(it) = Behind::a_way().await else {
        return;
    };
    let store = Store::open(&it.cut_off).await.unwrap();
    let resident = store.resident("ann").await.unwrap();
    assert!(resident.is_some());
    it.way.becomes(Line::Dumb);
    let ends = tokio::time::timeout(Duration::from_secs(8), store.close());
    assert!(ends.await.is_ok(), "it waits");
}
