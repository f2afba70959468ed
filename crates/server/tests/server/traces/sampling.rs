//! How many requests are traced, and who says so.

use super::collector::{Collector, Manner};
use super::{PARENT, get, traced};
use crate::scene::Scene;

/// A request of a trace that nobody takes down.
const PARENT_NOT_TRACED: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

#[tokio::test(flavor = "multi_thread")]
async fn who_decided_before_decides_and_else_one_of_many_is_traced() {
    let (scene, collector) = (Scene::start().await, Collector::start(Manner::Takes).await);
    let server = traced(&scene, &collector, &[("CITIZEN_SCORE_TRACES_ONE_IN", "0")]);
    for (path, parent) in [
        ("/healthz", None),
        ("/readyz", Some(PARENT_NOT_TRACED)),
        ("/config.json", Some(PARENT)),
    ] {
        let asked = get(&server, path);
        let asked = match parent {
            Some(parent) => asked.header("traceparent", parent),
            None => asked,
        };
        asked.send().await.unwrap();
    }
    server.end(&scene).await;
    let spans = collector.spans();
    let names: Vec<&str> = spans.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["GET /config.json"]);

    let collector = Collector::start(Manner::Takes).await;
    let server = traced(&scene, &collector, &[("CITIZEN_SCORE_TRACES_ONE_IN", "4")]);
    for _ in 0..400 {
        get(&server, "/healthz").send().await.unwrap();
    }
    server.end(&scene).await;
    let traced = collector.spans().len();
    // With a chance of one in 4 it is outside of this less often than once in a hundred million times.
    assert!((50..150).contains(&traced), "{traced}");
}
