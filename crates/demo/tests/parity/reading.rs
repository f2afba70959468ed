//! What everyone reads, and what a resident reads of the own record.

use crate::both::{Ask, Both};

/// Residents whose ledgers are short enough to be compared in full.
const RESIDENTS: [&str; 6] = ["desk", "new", "top", "low", "edge", "mixed"];

#[tokio::test(flavor = "multi_thread")]
async fn what_everyone_may_see() {
    let mut both = Both::start().await;
    for path in [
        "/config.json",
        "/api/v1/rulebook",
        "/api/v1/rulebook/upcoming",
        "/api/v1/keys",
    ] {
        assert_eq!(both.get("nobody", path).await.status, 200, "{path}");
        let head = Ask::new("nobody", "HEAD", path);
        assert_eq!(both.ask(head).await.status, 200, "{path}");
    }
    assert_eq!(both.get("display", "/config.json").await.status, 200);
    // The announced rules are in force from the new year on, and announced no longer.
    both.wait(38 * 24 * 3600);
    let upcoming = both.get("nobody", "/api/v1/rulebook/upcoming").await;
    assert_eq!(upcoming.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_residents_read_of_their_records() {
    let mut both = Both::start().await;
    for who in RESIDENTS {
        both.sign_in(who).await;
        for path in [
            "/api/v1/session",
            "/api/v1/me",
            "/api/v1/me/entries",
            "/api/v1/me/entries?limit=200",
            "/api/v1/me/cases",
            "/api/v1/me/cases?limit=200",
            "/api/v1/me/access-log",
            "/api/v1/me/access-log?kind=sign_in",
            "/api/v1/me/access-log?from=2026-11-24&to=2026-11-24",
            "/api/v1/me/access-log?to=2026-11-23",
            "/api/v1/me/access-log?format=csv",
            "/api/v1/me/consent",
            "/api/v1/me/drafts-key",
            "/api/v1/me/display-sessions",
            "/api/v1/me/record",
            "/api/v1/me/record?format=csv",
        ] {
            assert_eq!(both.get(who, path).await.status, 200, "{path}");
        }
        let record = both.get(who, "/api/v1/me/record").await;
        let [one, other] = record.bodies.map(|body| {
            let record: serde_json::Value = serde_json::from_slice(&body).unwrap();
            record["digests"].clone()
        });
        assert_eq!(one, other);
        let lines = Ask::new(who, "GET", "/api/v1/me/entries");
        let lines = lines.header("accept", "text/plain, application/x-ndjson;q=0.9");
        assert_eq!(both.ask(lines).await.status, 200);
        let page = both.get(who, "/api/v1/me/entries?limit=200").await;
        for view in page.body["entries"].as_array().unwrap() {
            let id = view["entry"]["id"].as_str().unwrap();
            let path = format!("/api/v1/me/entries/{id}");
            assert_eq!(both.get(who, &path).await.status, 200);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_page_by_page() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    for (list, limit, least) in [("entries", 7, 65), ("cases", 2, 6), ("access-log", 1, 2)] {
        let mut path = format!("/api/v1/me/{list}?limit={limit}");
        let mut found = 0;
        loop {
            let page = both.get("mixed", &path).await;
            let name = if list == "access-log" {
                "accesses"
            } else {
                list
            };
            found += page.body[name].as_array().unwrap().len();
            if page.body["next_cursor"].is_null() {
                break;
            }
            let cursors = page.field("/next_cursor");
            both.keep("cursor", cursors);
            path = format!("/api/v1/me/{list}?limit={limit}&cursor={{cursor}}");
        }
        assert_eq!(found, least, "{list}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_ledger() {
    let mut both = Both::start().await;
    both.sign_in("long").await;
    assert_eq!(both.get("long", "/api/v1/me").await.status, 200);
    let page = both.get("long", "/api/v1/me/entries?limit=200").await;
    let cursor = page.field("/next_cursor");
    both.keep("cursor", cursor);
    let next = both.get("long", "/api/v1/me/entries?cursor={cursor}").await;
    assert_eq!(next.body["entries"].as_array().unwrap().len(), 50);
}

#[tokio::test(flavor = "multi_thread")]
async fn days_pass_and_entries_lapse() {
    let mut both = Both::start().await;
    for day in [1, 30, 90, 300] {
        both.wait((day % 7 + 1) * 24 * 3600);
        for who in RESIDENTS {
            both.sign_in(who).await;
            both.get(who, "/api/v1/me").await;
            both.get(who, "/api/v1/me/entries?limit=200").await;
        }
    }
}
