//! The database goes away, or is held by another program, or the disk is full: what is asked meanwhile is told to
//! come again, what was acknowledged stays, and nothing is half done.

mod full_disk;
mod gone;
mod held;
mod locked;
mod screen;
mod silent;
mod way;

use std::sync::Arc;
use std::time::{Duration, Instant};

use citizen_score_server::state::Settings;
use reqwest::{Response, StatusCode};
use serde_json::json;

use crate::asking::{Asking, claim};
use crate::scene::Scene;
use crate::stream::Event;
use way::Way;

/// How soon all is as before when it is back, at the latest.
const BACK: Duration = Duration::from_secs(10);

fn told_to_come_again(answer: &Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let seconds = answer.headers()["retry-after"].to_str().unwrap();
    assert_eq!(seconds, "10");
}

/// A server that reaches the database of a scene by a way, and sends heartbeats so often.
async fn over(scene: &Scene, database: &str, heartbeat: Duration) -> Arc<Scene> {
    let settings = Settings {
        heartbeat,
        ..Settings::default()
    };
    Arc::new(scene.twin_over(database, settings).await)
}

/// A way to the database of a scene, and the address of the database by it.
async fn way(scene: &Scene, address: &str) -> (Way, String) {
    let host = address.rsplit_once('@').unwrap().1;
    let host = host.split_once('/').unwrap().0;
    let way = Way::to(host.to_owned()).await;
    let cut_off = scene.database().replace(host, &way.address);
    (way, cut_off)
}

/// Asks for something of each kind, and is told to come again each time, soon enough for a request.
async fn asks_in_vain(server: &Scene, cookie: &str, code: &str) {
    let asked = Instant::now();
    let case = claim("blood_donation");
    let (me, page, case, sign_in, ready, alive) = tokio::join!(
        server.get_as(cookie, "/api/v1/me").send(),
        server
            .get_as(cookie, "/")
            .header("accept", "text/html")
            .send(),
        server.ask(cookie, "the-one-case-of-ann", &case),
        server.post_session(json!({ "code": code })),
        server.get("/readyz").send(),
        server.get("/healthz").send(),
    );
    let page = page.unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    for answer in [me.unwrap(), page, case, sign_in] {
        told_to_come_again(&answer);
    }
    assert_eq!(ready.unwrap().status(), 503);
    assert_eq!(alive.unwrap().status(), 200);
    assert!(
        asked.elapsed() < Duration::from_secs(12),
        "{:?}",
        asked.elapsed()
    );
}

/// Asks until it is answered as before.
async fn is_back(server: &Scene, cookie: &str) {
    let begun = Instant::now();
    let me = || server.get_as(cookie, "/api/v1/me").send();
    while me().await.unwrap().status() != 200 {
        assert!(begun.elapsed() < BACK);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn is_gift(event: &Event) -> bool {
    event.name == "entry" && event.json()["id"] == "gift"
}
