//! The page of a shared display: what is painted, what is ended, and what nobody keeps.

use citizen_score_contract::KioskConfig;
use citizen_score_server::displays::new_key;
use citizen_score_server::state::{Kiosk, Settings};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::pages::{boot, header};
use crate::records::help;
use crate::refused::CALLS;
use crate::scene::{INDEX, Scene};

const GUARD: &str = "<script src=\"/guard-0123456789abcdef.js\"></script>";
const STYLE: &str = "<link rel=\"stylesheet\" href=\"/kiosk-0123456789abcdef.css\">";

async fn page(scene: &Scene, cookie: &str, path: &str) -> String {
    let answer = scene.get_as(cookie, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(header(&answer, "cache-control"), "no-store", "{path}");
    answer.text().await.unwrap()
}

async fn kiosk(kiosk: Kiosk) -> Scene {
    Scene::with(Settings {
        kiosk,
        ..Settings::default()
    })
    .await
}

fn everyone(phone_url: Option<&str>) -> Kiosk {
    Kiosk {
        everyone: Some("Kiosk".to_owned()),
        phone_url: phone_url.map(str::to_owned),
        ..Kiosk::default()
    }
}

#[tokio::test]
async fn a_display_gets_its_guard_first_and_the_screen_in_three_languages() {
    let scene = Scene::demo().await;
    let display = scene
        .display_cookie("Hall <script>alert(1)</script> & \"co\"")
        .await;
    for path in ["/", "/history", "/index.html", "/no/such/page"] {
        let html = page(&scene, &display, path).await;
        assert!(html.contains("<html lang=\"en\" data-kiosk=\"attract\">"));
        assert!(html.contains(&format!("<head>{GUARD}{STYLE}<meta charset")));
        let (_, frame) = html.split_once("<!--frame-->").unwrap();
        let (frame, _) = frame.split_once("<!--/frame-->").unwrap();
        assert!(frame.contains("<section id=\"attract\" class=\"attract\""));
        for (tag, begin, name) in [
            ("en", "Touch here to begin", "English"),
            ("nl", "Raak dit aan om te beginnen", "Nederlands"),
            ("zh-CN", "触摸此处开始", "简体中文"),
        ] {
            let button = format!(
                "<button type=\"button\" class=\"attract-begin\" data-begin=\"{tag}\" \
                 lang=\"{tag}\"><span class=\"attract-begin-title\">{begin}</span> \
                 <span class=\"attract-begin-language\">{name}</span></button>"
            );
            assert_eq!(frame.matches(&button).count(), 1, "{frame}");
        }
        assert_eq!(frame.matches("<h1").count(), 1);
        assert_eq!(frame.matches("2026.1").count(), 3);
        assert_eq!(frame.matches("demo-strip").count(), 1);
        assert!(frame.contains("Hall &lt;script&gt;alert(1)"), "{frame}");
        assert!(!frame.contains("kiosk."), "{frame}");
        assert!(!frame.contains("attract-receipt"), "{frame}");
        assert_eq!(
            html.matches("<script").count(),
            INDEX.matches("<script").count() + 1
        );
    }
    let scene = Scene::start().await;
    let display = scene.display_cookie("Left").await;
    assert!(!page(&scene, &display, "/").await.contains("demo-strip"));
}

#[tokio::test]
async fn the_policy_lets_the_guard_its_style_and_its_worker_run() {
    let scene = Scene::start().await;
    let display = scene.display_cookie("Left").await;
    let answer = scene.get_as(&display, "/").send().await.unwrap();
    let policy = header(&answer, "content-security-policy").to_owned();
    for part in ["script-src", "style-src", "worker-src", "connect-src"] {
        let list = policy.split(';').find(|it| it.trim().starts_with(part));
        assert!(list.unwrap().contains(" 'self'"), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline"));
    std::fs::write(scene.app().join("kiosk-worker.js"), "onfetch").unwrap();
    std::fs::write(scene.app().join("guard-0123456789abcdef.js"), "guard").unwrap();
    for (path, keep) in [
        ("/kiosk-worker.js", "public, no-cache"),
        (
            "/guard-0123456789abcdef.js",
            "public, max-age=31536000, immutable",
        ),
    ] {
        let answer = scene.get_as(&display, path).send().await.unwrap();
        assert_eq!(header(&answer, "content-type"), "text/javascript", "{path}");
        assert_eq!(header(&answer, "cache-control"), keep, "{path}");
    }
}

#[tokio::test]
async fn everybody_elses_device_gets_nothing_of_it() {
    let scene = kiosk(Kiosk {
        phone_url: Some("https://score.example.org".to_owned()),
        ..Kiosk::default()
    })
    .await;
    let ann = scene.sign_in("ann").await;
    for cookie in ["", "cs_display=", "cs_display=short", &ann] {
        let answer = scene.get_as(cookie, "/?after=done").send().await.unwrap();
        assert!(!answer.headers().contains_key("set-cookie"));
        let html = answer.text().await.unwrap();
        assert!(!html.contains("attract") && !html.contains(GUARD) && !html.contains(STYLE));
        assert_eq!(boot(&html).config.kiosk, None);
        let config = scene.get_as(cookie, "/config.json").send().await.unwrap();
        assert_eq!(header(&config, "cache-control"), "public, no-cache");
        assert!(header(&config, "vary").contains("cookie"));
        let config: Value = config.json().await.unwrap();
        assert_eq!(config["kiosk"], Value::Null);
    }
    assert!(
        boot(
            &scene
                .get_as(&ann, "/")
                .send()
                .await
                .unwrap()
                .text()
                .await
                .unwrap()
        )
        .me
        .is_some()
    );
}

#[tokio::test]
async fn a_display_is_told_how_to_behave() {
    let own = |scene: &Scene| Some(scene.url(""));
    let at = |name: &str, phone_url: Option<String>| KioskConfig {
        name: name.to_owned(),
        phone_url,
        idle_seconds: 180,
        limit_seconds: 600,
        printing: false,
    };
    let score = "https://score.example.org";
    let settled = Kiosk {
        phone_url: Some(score.to_owned()),
        idle_seconds: 25,
        limit_seconds: 60,
        printing: true,
        ..Kiosk::default()
    };
    let told = |scene: Scene, cookie: String| async move {
        let html = page(&scene, &cookie, "/").await;
        let config = scene.get_as(&cookie, "/config.json").send().await.unwrap();
        assert_eq!(header(&config, "cache-control"), "no-store");
        let found = boot(&html);
        assert_eq!(config.json::<Value>().await.unwrap(), json!(found.config));
        assert_eq!((found.me, found.not_scored), (None, false));
        (found.config.kiosk.unwrap(), scene)
    };

    let scene = Scene::start().await;
    let cookie = scene.display_cookie("Left").await;
    let (found, scene) = told(scene, cookie).await;
    assert_eq!(found, at("Left", own(&scene)));

    let scene = kiosk(settled.clone()).await;
    let cookie = scene.display_cookie("Left").await;
    let expected = KioskConfig {
        idle_seconds: 25,
        limit_seconds: 60,
        printing: true,
        ..at("Left", Some(score.to_owned()))
    };
    assert_eq!(told(scene, cookie).await.0, expected);

    // Where everybody is a display, a phone has nowhere to go unless it is told.
    let scene = kiosk(everyone(None)).await;
    let cookie = scene.display_cookie("Left").await;
    let (found, scene) = told(scene, cookie).await;
    assert_eq!(found, at("Left", None));
    assert_eq!(told(scene, String::new()).await.0, at("Kiosk", None));
    let scene = kiosk(everyone(Some(score))).await;
    let found = told(scene, String::new()).await.0;
    assert_eq!(found, at("Kiosk", Some(score.to_owned())));

    // A host that is none is not passed on.
    let scene = Scene::start().await;
    let cookie = scene.display_cookie("Left").await;
    let request = scene.get_as(&cookie, "/config.json");
    let answer = request.header("host", "evil.example/path?").send().await;
    let config: Value = answer.unwrap().json().await.unwrap();
    assert_eq!(config["kiosk"]["name"], "Left");
    assert_eq!(config["kiosk"]["phone_url"], Value::Null);
}

#[tokio::test]
async fn the_display_of_a_server_behind_tls_sends_phones_there() {
    let scene = Scene::with(Settings {
        behind_tls: true,
        ..Settings::default()
    })
    .await;
    let cookie = scene.display_cookie("Left").await;
    let request = scene.get_as(&cookie, "/config.json");
    let answer = request.header("host", "score.example.org").send().await;
    let config: Value = answer.unwrap().json().await.unwrap();
    assert_eq!(config["kiosk"]["phone_url"], "https://score.example.org");
}

#[tokio::test]
async fn a_page_load_ends_the_visit_and_takes_the_cookie_away() {
    for mode in [Kiosk::default(), everyone(None)] {
        let in_kiosk_mode = mode.everyone.is_some();
        let scene = kiosk(mode).await;
        let display = scene.display_cookie("Left").await;
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
    let left = scene.display_cookie("Left").await;
    let right = scene.display_cookie("Right").await;
    let ann = scene.sign_in_at(&left, "ann").await;
    let bob = scene.sign_in_at(&right, "bob").await;
    // The browser was killed: its new start knows the key and nothing else.
    page(&scene, &left, "/?after=fault").await;
    for (cookie, status) in [(&ann, 401), (&bob, 200)] {
        let answer = scene.get_as(cookie, "/api/v1/me").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
    }
}

#[tokio::test]
async fn a_receipt_says_why_the_visit_ended_in_three_languages() {
    let scene = Scene::start().await;
    let display = scene.display_cookie("Left").await;
    let untold = "The server could not be told at once";
    for (query, english) in [
        ("after=done", "You are signed out"),
        ("after=idle", "Nobody had touched"),
        ("after=limit", "The time of the visit was over"),
        ("after=ended", "ended from elsewhere"),
        ("after=connection&untold=1", "The connection was lost"),
        ("after=fault&untold=1", "Something went wrong"),
    ] {
        let html = page(&scene, &display, &format!("/?{query}")).await;
        let (_, receipt) = html
            .split_once("<div class=\"attract-receipt\" role=\"status\">")
            .unwrap();
        let (receipt, _) = receipt.split_once("</div>").unwrap();
        assert!(receipt.contains(english), "{query}: {receipt}");
        assert_eq!(receipt.contains(untold), query.contains("untold"));
        for tag in ["en", "nl", "zh-CN"] {
            let line = format!("<p lang=\"{tag}\">");
            assert_eq!(receipt.matches(&line).count(), 1, "{receipt}");
        }
    }
    for query in [
        "after=quick",
        "after=quick&untold=1",
        "after=%3Cscript%3E",
        "done",
        "",
    ] {
        let html = page(&scene, &display, &format!("/?{query}")).await;
        assert!(!html.contains("attract-receipt"), "{query}");
        assert!(!html.contains(untold), "{query}");
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
    let display = scene.display_cookie("Left").await;
    let both = scene.sign_in_at(&display, "bob").await;
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
    let display = scene.display_cookie("Left").await;
    let ann = scene.sign_in_at(&display, "ann").await;
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
