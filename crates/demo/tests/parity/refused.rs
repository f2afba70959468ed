//! What is refused, and to whom.

use crate::both::{Ask, Both};

/// Every path of the API, and some that are none.
const PATHS: [&str; 36] = [
    "/api/v1",
    "/api/v1/",
    "/api/v1/rulebook",
    "/api/v1/rulebook/",
    "/api/v1/rulebook/other",
    "/api/v1/keys",
    "/api/v1/session",
    "/api/v1/session/extend",
    "/api/v1/me",
    "/api/v1/me/",
    "/api/v1/me/entries",
    "/api/v1/me/entries/",
    "/api/v1/me/entries/nothing",
    "/api/v1/me/entries/%FF",
    "/api/v1/me/entries/nothing/statement",
    "/api/v1/me/entries/nothing/more",
    "/api/v1/me/cases",
    "/api/v1/me/cases/2026-AAAA-AAAA",
    "/api/v1/me/cases/short",
    "/api/v1/me/cases/2026-AAAA-AAAA/answer",
    "/api/v1/me/cases/2026-AAAA-AAAA/withdraw",
    "/api/v1/me/evidence/abc",
    "/api/v1/me/record",
    "/api/v1/me/access-log",
    "/api/v1/me/consent",
    "/api/v1/me/drafts-key",
    "/api/v1/me/display-sessions",
    "/api/v1/me/sessions",
    "/api/v1/me/sessions/abc",
    "/api/v1/me/display-sessions/abc",
    "/api/v1/me/tier-proofs",
    "/api/v1/me/tier-proofs/abc",
    "/api/v1/pairings",
    "/api/v1/pairings/WDJBMJHT",
    "/api/v1/display/heartbeat",
    "/api/v2/me",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_method_on_every_path_by_nobody_and_by_somebody() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    for path in PATHS {
        for method in ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"] {
            for who in ["nobody", "desk"] {
                // These do something, and are asked for elsewhere.
                let ends = method == "DELETE" && path == "/api/v1/session";
                // Wrong codes are counted, which the demo does not.
                let guesses = path.contains("/pairings/") && who == "desk";
                if !ends && !guesses {
                    both.ask(Ask::new(who, method, path)).await;
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_queries() {
    let mut both = Both::start().await;
    both.sign_in("mixed").await;
    for (path, queries) in [
        (
            "/api/v1/me/entries",
            &[
                "limit=0",
                "limit=201",
                "limit=1&limit=1",
                "limit=%31",
                "cursor=x",
                "cursor=",
                "page=2",
                "limit=5&",
            ][..],
        ),
        ("/api/v1/me/cases", &["limit=x", "cursor=YTIwMjY", "a=b"]),
        (
            "/api/v1/me/access-log",
            &[
                "kind=other",
                "kind=import",
                "from=2026-02-30",
                "from=2026-02-03&to=2026-02-02",
                "format=xml",
                "format=csv&limit=3",
                "format=json&limit=1",
                "cursor=bjQy",
                "cursor=x",
            ],
        ),
        (
            "/api/v1/me/record",
            &["format=pdf", "format=csv&format=csv", "a"],
        ),
    ] {
        for query in queries {
            both.get("mixed", &format!("{path}?{query}")).await;
        }
    }
    for query in ["", "limit=1", "=", "&&", "a&b"] {
        let path = format!("/api/v1/me/entries?{query}");
        let ask = Ask::new("mixed", "GET", &path).header("accept", "application/x-ndjson");
        both.ask(ask).await;
    }
    let ask = Ask::new("mixed", "GET", "/api/v1/me/entries");
    both.ask(ask.header("accept", "application/x-ndjson; q=0"))
        .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn other_sites_and_other_holders() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-origin"),
        ("origin", "https://elsewhere.example"),
    ] {
        for (method, path) in [
            ("GET", "/api/v1/me"),
            ("POST", "/api/v1/me/cases"),
            ("GET", "/api/v1/tier-proofs/7K3M9QXD"),
        ] {
            both.ask(Ask::new("desk", method, path).header(name, value))
                .await;
        }
    }
    let foreign = Ask::new("desk", "GET", "/api/v1/me").header("drafts-holder", "somebody");
    assert_eq!(both.ask(foreign).await.status, 401);
    let key = both.get("desk", "/api/v1/me/drafts-key").await;
    let holder = key.field("/holder");
    both.keep("holder", holder);
    let own = Ask::new("desk", "GET", "/api/v1/me").header("drafts-holder", "{holder}");
    assert_eq!(both.ask(own).await.status, 200);
    // The entries and cases of others are as unknown as what never was.
    for path in ["entries/mixed-fare", "cases/2026-9DQX-M3TY"] {
        let found = both.get("desk", &format!("/api/v1/me/{path}")).await;
        assert_eq!(found.status, 404);
    }
}
