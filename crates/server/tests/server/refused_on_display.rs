//! A visit at a shared display reads: every call of the API that writes, and every file, is refused
//! there. A call that is added is expected to be refused until it is named here.

use reqwest::StatusCode;

use crate::refused::{CALLS, Refusing, is_problem, said};

/// Calls that a display makes, or whoever is at it.
const ON_DISPLAY: [(&str, &str); 19] = [
    ("GET", "/rulebook"),
    ("GET", "/rulebook/upcoming"),
    ("GET", "/keys"),
    ("GET", "/session"),
    ("POST", "/session"),
    ("DELETE", "/session"),
    ("POST", "/session/extend"),
    ("GET", "/me"),
    ("GET", "/me/entries"),
    ("GET", "/me/entries/{id}"),
    ("GET", "/me/cases"),
    ("GET", "/me/cases/{id}"),
    ("GET", "/me/events"),
    ("GET", "/me/access-log"),
    ("GET", "/me/consent"),
    ("GET", "/me/tier-proofs/{code}"),
    ("POST", "/pairings"),
    ("POST", "/pairings/token"),
    ("POST", "/display/heartbeat"),
];

/// Calls that are nobody's, with or without a session.
const ANYONES: [(&str, &str); 2] = [
    ("GET", "/tier-proofs/{shown}"),
    ("HEAD", "/tier-proofs/{shown}"),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_reads_and_writes_nothing_and_takes_no_file() {
    let it = Refusing::start().await;
    let display = it.scene.display("Town hall 2").await;
    let visit = it.scene.visit(&display, "ann").await;
    let before = it.anns().await;
    let refused = |call: &&(&str, &str)| !ON_DISPLAY.contains(call) && !ANYONES.contains(call);
    let mut count = 0;
    for (method, call) in CALLS.iter().filter(refused) {
        let answer = it.call(method, call, Some(&visit)).send().await.unwrap();
        is_problem(answer, 403, "not_on_display", &format!("{method} {call}")).await;
        count += 1;
    }
    assert!(count >= 20, "{count}");
    for file in [
        "/me/record?format=csv",
        "/me/record?format=json",
        "/me/access-log?format=csv",
    ] {
        let answer = it.call("GET", file, Some(&visit)).send().await.unwrap();
        is_problem(answer, 403, "not_on_display", file).await;
    }
    assert_eq!(it.anns().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_may_read_what_is_not_a_file() {
    let it = Refusing::start().await;
    let display = it.scene.display("Town hall 2").await;
    let visit = it.scene.visit(&display, "ann").await;
    for (method, call) in ON_DISPLAY {
        if method != "GET" || call == "/rulebook/upcoming" {
            continue;
        }
        let answer = it.call(method, call, Some(&visit)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{call}");
        assert!(
            !answer.headers().contains_key("content-disposition"),
            "{call}"
        );
        assert!(!said(answer).await.is_empty());
    }
    let ledger = it.call("GET", "/me/entries", Some(&visit));
    let ledger = ledger.header("accept", "application/x-ndjson").send().await;
    let ledger = ledger.unwrap().text().await.unwrap();
    assert!(
        ledger.trim_end().ends_with("{\"end\":{\"entries\":1}}"),
        "{ledger}"
    );
}
