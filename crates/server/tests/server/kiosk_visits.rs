//! Visits at a shared display: what ends them, and that nobody keeps what they read.

use citizen_score_server::displays::new_key;
use citizen_score_server::state::Kiosk;
use reqwest::{Method, StatusCode};

use crate::kiosk_page::{everyone, kiosk, page};
use crate::pages::{boot, header};
use crate::records::help;
use crate::refused::CALLS;
use crate::scene::Scene;

#[tokio::test]
async fn a_page_load_ends_the_visit_and_takes_the_cookie_away() {
    for mode in [Kiosk::default(), everyone(None)] {
        let in_kiosk_mode = mode.everyone.is_some();
        let scene = kiosk(mode).await;
        let display = scene.display("Left").await;
        let elsewhere = scene.sign_in("bob").await;
        let status = |cookie: String| {
            let request = scene.get_as(&cookie, "/api/v1/me");
            async move { request.send().await.unwrap().status().as_u16() }
        };
        let mut visits = vec![(display.clone(), scene.sign_in("ann").await)];
        if in_kiosk_mode {
            visits.push((String::new(), scene.sign_in("ann").await));
        }
        for (display, session) in visits {
            let both = format!("{display}; {session}");
            let head = scene.send_as(&both, Method::HEAD, "/").send().await;
            assert_eq!(header(&head.unwrap(), "cache-control"), "no-store");
            // A file is no page.
            scene.get_as(&both, "/favicon.svg").send().await.unwrap();
            assert_eq!(status(both.clone()).await, 200);
            let answer = scene.get_as(&both, "/history").send().await.unwrap();
            let clear = header(&answer, "set-cookie");
            assert!(
                clear.starts_with("cs_session=; ") && clear.contains("Max-Age=0"),
                "{clear}"
            );
            let html = answer.text().await.unwrap();
            assert!(!html.contains("Name of ann"), "{html}");
            assert_eq!(boot(&html).me, None);
            for cookie in [both, session] {
                assert_eq!(status(cookie).await, 401);
            }
        }
        assert_eq!(status(elsewhere).await, 200);
    }
}

#[tokio::test]
async fn a_display_that_lost_its_session_cookie_ends_its_visits_and_no_others() {
    let scene = Scene::start().await;
    let left = scene.display("Left").await;
    let right = scene.display("Right").await;
    let ann = scene.visit(&left, "ann").await;
    let bob = scene.visit(&right, "bob").await;
    // The browser was killed: its new start knows the key and nothing else.
    page(&scene, &left, "/?after=fault").await;
    for (cookie, status) in [(&ann, 401), (&bob, 200)] {
        let answer = scene.get_as(cookie, "/api/v1/me").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
    }
}

#[tokio::test]
async fn a_display_that_was_removed_is_nobodys_own_device() {
    let scene = Scene::start().await;
    let strange = format!("cs_display={}", new_key().unwrap());
    let session = scene.sign_in("ann").await;
    let both = format!("{strange}; {session}");
    let answer = scene.get_as(&both, "/").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(header(&answer, "cache-control"), "no-store");
    assert!(header(&answer, "set-cookie").contains("Max-Age=0"));
    let html = answer.text().await.unwrap();
    assert!(
        html.contains("out of use") && html.contains("buiten gebruik"),
        "{html}"
    );
    assert!(
        !html.contains("<script") && !html.contains("kiosk."),
        "{html}"
    );
    let answer = scene.get_as(&session, "/api/v1/me").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    // The same where the key itself is gone, and the session of a visit is not.
    let display = scene.display("Left").await;
    let both = scene.visit(&display, "bob").await;
    let session = both.rsplit("; ").next().unwrap();
    let answer = scene.get_as(session, "/").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert!(!answer.text().await.unwrap().contains("Name of bob"));
    let answer = scene.get_as(&both, "/api/v1/me").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    // Where everybody is a display, it is one more.
    let scene = kiosk(everyone(None)).await;
    let html = page(&scene, &strange, "/").await;
    assert_eq!(boot(&html).config.kiosk.unwrap().name, "Kiosk");
}

#[tokio::test]
async fn nothing_that_a_visit_reads_is_kept_by_anybody() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("one", 1, 20)]).await;
    let display = scene.display("Left").await;
    let ann = scene.visit(&display, "ann").await;
    let reads = CALLS.into_iter().filter(|(method, call)| {
        *method == "GET" && (call.starts_with("/me") || *call == "/session")
    });
    let mut good = 0;
    for (_, call) in reads {
        let path = call
            .replace("/me/cases/{id}", "/me/cases/none")
            .replace("{id}", "one")
            .replace("{digest}", &"0".repeat(64))
            .replace("{code}", "ZZZZZZZZ");
        for query in ["", "?format=csv"] {
            for accept in ["*/*", "application/x-ndjson"] {
                let path = format!("/api/v1{path}{query}");
                let request = scene.get_as(&ann, &path).header("accept", accept);
                let answer = request.send().await.unwrap();
                good += usize::from(answer.status() == StatusCode::OK);
                assert_eq!(header(&answer, "cache-control"), "no-store", "{path}");
                assert!(!answer.headers().contains_key("last-modified"), "{path}");
            }
        }
    }
    assert!(good > 10, "{good}");
    for path in ["/", "/config.json", "/more"] {
        let answer = scene.get_as(&ann, path).send().await.unwrap();
        assert_eq!(header(&answer, "cache-control"), "no-store", "{path}");
    }
}
