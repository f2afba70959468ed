//! A collector that is away, hangs or refuses harms nobody, and is told of once.

use std::time::{Duration, Instant};

use tokio::net::TcpListener;

use super::collector::{Collector, Manner};
use super::{get, traced};
use crate::running::Running;
use crate::scene::Scene;

const TOLD: &str = "the collector does not take traces";

/// Longer than an answer takes on a busy machine, and shorter than the collector is waited for.
const AT_ONCE: Duration = Duration::from_secs(2);

/// Time for what waits to be sent, and for the end of the rest.
const END: Duration = Duration::from_secs(8);

/// Asks more often than spans fit into a batch, and then ends the server; answers with its log.
async fn ask_and_end(server: Running, scene: &Scene) -> String {
    for _ in 0..600 {
        let asked = Instant::now();
        let answer = get(&server, "/healthz").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert!(asked.elapsed() < AT_ONCE);
    }
    let ending = Instant::now();
    let log = server.end(scene).await;
    assert!(ending.elapsed() < END, "{:?}", ending.elapsed());
    assert_eq!(log.matches(TOLD).count(), 1, "{log}");
    assert!(log.contains("\"ended\""), "{log}");
    log
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_hangs_holds_up_neither_requests_nor_the_end() {
    let (scene, collector) = (Scene::start().await, Collector::start(Manner::Hangs).await);
    let log = ask_and_end(traced(&scene, &collector, &[]), &scene).await;
    assert!(log.contains("it took too long"), "{log}");
    assert!(log.contains("were not sent in time"), "{log}");
    assert!(!collector.told().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_refuses_is_told_of_once() {
    let scene = Scene::start().await;
    let collector = Collector::start(Manner::Answers(503)).await;
    let log = ask_and_end(traced(&scene, &collector, &[]), &scene).await;
    assert!(log.contains("it answered 503"), "{log}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_is_away_is_told_of_once() {
    let scene = Scene::start().await;
    // Nobody listens at the address of one that is gone.
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/v1/traces", gone.local_addr().unwrap());
    drop(gone);
    let environment = [("CITIZEN_SCORE_TRACES_ENDPOINT", &*endpoint)];
    ask_and_end(Running::with(&scene, &environment), &scene).await;
}
