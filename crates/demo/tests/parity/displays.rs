//! Visits at the display: by choosing, and by a phone.

use crate::both::{Ask, Both};

async fn visit(both: &mut Both, who: &str) {
    let body = format!("{{\"resident\":\"{who}\"}}");
    let ask = Ask::new("display", "POST", "/api/v1/session").json(&body);
    assert_eq!(both.ask(ask).await.status, 200);
}

fn extend(limit: &str) -> Ask {
    let body = format!("{{\"limit\":{limit}}}");
    Ask::new("display", "POST", "/api/v1/session/extend").json(&body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_reads_and_does_nothing_else() {
    let mut both = Both::start().await;
    visit(&mut both, "mixed").await;
    for path in [
        "/api/v1/session",
        "/api/v1/me",
        "/api/v1/me/entries",
        "/api/v1/me/cases",
        "/api/v1/me/access-log",
        "/api/v1/me/access-log?format=csv",
        "/api/v1/me/consent",
        "/api/v1/me/record",
        "/api/v1/me/drafts-key",
        "/api/v1/me/display-sessions",
        "/api/v1/me/tier-proofs/7K3M9QXD",
        "/api/v1/pairings/WDJB-MJHT",
    ] {
        both.get("display", path).await;
    }
    for (method, path) in [
        ("POST", "/api/v1/me/cases"),
        ("PUT", "/api/v1/me/consent"),
        ("POST", "/api/v1/me/tier-proofs"),
        ("PUT", "/api/v1/me/entries/mixed-fare/statement"),
        ("PUT", "/api/v1/me/evidence/abc"),
    ] {
        both.ask(Ask::new("display", method, path)).await;
    }
    both.sign_in("mixed").await;
    let visits = both.get("mixed", "/api/v1/me/display-sessions").await;
    let id = visits.field("/sessions/0/id");
    both.keep("visit", id);
    both.get("mixed", "/api/v1/me/access-log").await;
    both.sign_in("low").await;
    for (who, status) in [("low", 404), ("mixed", 204), ("mixed", 404)] {
        let end = Ask::new(who, "DELETE", "/api/v1/me/display-sessions/{visit}");
        assert_eq!(both.ask(end).await.status, status);
    }
    assert_eq!(both.get("display", "/api/v1/me").await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_lasts_as_long_as_somebody_says_so() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    assert_eq!(
        both.ask(Ask {
            who: "desk",
            ..extend("true")
        })
        .await
        .status,
        403
    );
    assert_eq!(both.ask(extend("true")).await.status, 401);
    visit(&mut both, "desk").await;
    assert_eq!(both.ask(extend("1")).await.status, 400);
    both.wait(170);
    both.get("display", "/api/v1/session").await;
    both.ask(extend("false")).await;
    both.wait(170);
    both.ask(extend("false")).await;
    for times in 0..11 {
        both.wait(100);
        let status = both.ask(extend("true")).await.status;
        assert_eq!(status, if times < 10 { 200 } else { 409 });
    }
    both.wait(195);
    assert_eq!(both.get("display", "/api/v1/session").await.status, 401);
    visit(&mut both, "desk").await;
    for _ in 0..5 {
        both.wait(120);
        both.ask(extend("false")).await;
    }
    assert_eq!(both.get("display", "/api/v1/session").await.status, 401);
}

/// Asks for a pairing, and keeps its codes.
async fn pairing(both: &mut Both) {
    let made = both
        .ask(Ask::new("display", "POST", "/api/v1/pairings"))
        .await;
    assert_eq!(made.status, 201);
    for (name, pointer) in [
        ("device", "/device_code"),
        ("user", "/user_code"),
        ("key", "/user_key"),
    ] {
        let values = made.field(pointer);
        both.keep(name, values);
    }
}

fn token() -> Ask {
    let ask = Ask::new("display", "POST", "/api/v1/pairings/token");
    ask.json("{\"device_code\":\"{device}\"}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_lets_the_display_in_or_not() {
    let mut both = Both::start().await;
    both.sign_in("desk").await;
    both.sign_in("mixed").await;
    for who in ["nobody", "desk"] {
        assert_eq!(
            both.ask(Ask::new(who, "POST", "/api/v1/pairings"))
                .await
                .status,
            403
        );
    }
    let phone = |who: &'static str, call: &str| {
        let method = if call.is_empty() { "GET" } else { "POST" };
        Ask::new(
            who,
            method,
            &format!("/api/v1/pairings/{{user}}{call}?key={{key}}"),
        )
    };
    pairing(&mut both).await;
    both.wait(20);
    assert_eq!(both.ask(phone("nobody", "")).await.status, 401);
    both.ask(phone("desk", "")).await;
    let bare = Ask::new("desk", "GET", "/api/v1/pairings/{user}");
    assert_eq!(both.ask(bare.clone()).await.status, 200);
    let wrong = Ask::new("desk", "GET", "/api/v1/pairings/{user}?code=1");
    assert_eq!(both.ask(wrong).await.status, 400);
    both.ask(phone("desk", "/approve")).await;
    both.ask(phone("desk", "/refuse")).await;
    both.ask(phone("mixed", "/approve")).await;
    both.ask(phone("mixed", "")).await;
    both.wait(5);
    assert_eq!(both.ask(token()).await.status, 200);
    assert_eq!(both.ask(token()).await.status, 400);
    assert_eq!(both.get("display", "/api/v1/me").await.status, 200);
    both.ask(phone("desk", "")).await;
    both.ask(bare.clone()).await;
    both.ask(phone("mixed", "")).await;
    both.get("desk", "/api/v1/me/display-sessions").await;
    both.get("desk", "/api/v1/me/access-log").await;
    both.ask(Ask::new("display", "DELETE", "/api/v1/session"))
        .await;
    both.ask(phone("desk", "")).await;
    pairing(&mut both).await;
    both.ask(phone("desk", "/refuse")).await;
    both.ask(phone("desk", "/approve")).await;
    assert_eq!(both.ask(token()).await.status, 403);
    pairing(&mut both).await;
    both.wait(300);
    both.ask(phone("desk", "/approve")).await;
    assert_eq!(both.ask(token()).await.status, 400);
    let wrong = Ask::new("display", "POST", "/api/v1/pairings/token");
    both.ask(wrong.clone().json("{\"device_code\":\"short\"}"))
        .await;
    both.ask(wrong.clone().json("{}")).await;
    both.ask(Ask {
        who: "desk",
        ..token()
    })
    .await;
    // Loading its page anew ends what the display asked for.
    pairing(&mut both).await;
    both.ask(phone("desk", "/approve")).await;
    visit(&mut both, "mixed").await;
    let shown = both.request(1, &Ask::new("display", "GET", "/"));
    let now = both.now();
    both.demo.page_loaded(&shown, now);
    let headers = both.request(0, &Ask::new("display", "GET", "/"));
    let cookie = headers.header("cookie").unwrap().parse().unwrap();
    let headers = axum::http::HeaderMap::from_iter([(axum::http::header::COOKIE, cookie)]);
    let display = both.state.display(&headers).await.unwrap().unwrap();
    both.state.end_visits_at(&display).await.unwrap();
    assert_eq!(both.get("display", "/api/v1/me").await.status, 401);
    assert_eq!(both.ask(token()).await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn heartbeats_and_displays_that_are_none() {
    let mut both = Both::start().await;
    let beat = |who: &'static str, body: &str| {
        Ask::new(who, "POST", "/api/v1/display/heartbeat").json(body)
    };
    for (who, body, status) in [
        ("nobody", "{}", 403),
        ("display", "{}", 400),
        ("display", "{\"build\":\"\",\"restarts\":0}", 400),
        ("display", "{\"build\":\"a b\",\"restarts\":0}", 400),
        ("display", "{\"build\":\"abc-1\",\"restarts\":3}", 200),
    ] {
        assert_eq!(both.ask(beat(who, body)).await.status, status, "{body}");
    }
    // A key that is good for nothing makes nobody's own device.
    for cookies in &mut both.cookies {
        let key = ("cs_display".to_owned(), "x".repeat(43));
        cookies.insert("removed".to_owned(), vec![key]);
    }
    let sign_in = Ask::new("removed", "POST", "/api/v1/session");
    let refused = both.ask(sign_in.json("{\"resident\":\"desk\"}")).await;
    assert_eq!(refused.status, 403);
    both.get("removed", "/config.json").await;
}
