//! The page of a shared display: what is painted, and what it is told.

use citizen_score_contract::KioskConfig;
use citizen_score_server::state::{Kiosk, Settings};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::pages::{boot, header};
use crate::scene::{INDEX, Scene};

const GUARD: &str = "<script src=\"/guard-0123456789abcdef.js\"></script>";
const STYLE: &str = "<link rel=\"stylesheet\" href=\"/kiosk-0123456789abcdef.css\">";

pub async fn page(scene: &Scene, cookie: &str, path: &str) -> String {
    let answer = scene.get_as(cookie, path).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(header(&answer, "cache-control"), "no-store", "{path}");
    answer.text().await.unwrap()
}

pub async fn kiosk(kiosk: Kiosk) -> Scene {
    Scene::with(Settings {
        kiosk,
        ..Settings::default()
    })
    .await
}

pub fn everyone(phone_url: Option<&str>) -> Kiosk {
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
        .display("Hall <script>alert(1)</script> & \"co\"")
        .await;
    for path in ["/", "/history", "/index.html", "/no/such/page"] {
        let html = page(&scene, &display, path).await;
        assert!(html.contains("<html lang=\"en\" data-kiosk=\"attract\">"));
        assert!(html.contains(&format!("<head>{GUARD}{STYLE}<meta charset")));
        let (_, frame) = html.split_once("<!--frame-->").unwrap();
        let (frame, _) = frame.split_once("<!--/frame-->").unwrap();
        assert!(frame.contains("<main id=\"attract\" class=\"attract\""));
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
    let display = scene.display("Left").await;
    assert!(!page(&scene, &display, "/").await.contains("demo-strip"));
}

#[tokio::test]
async fn the_policy_lets_the_guard_its_style_and_its_worker_run() {
    let scene = Scene::start().await;
    let display = scene.display("Left").await;
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
    let cookie = scene.display("Left").await;
    let (found, scene) = told(scene, cookie).await;
    assert_eq!(found, at("Left", own(&scene)));

    let scene = kiosk(settled.clone()).await;
    let cookie = scene.display("Left").await;
    let expected = KioskConfig {
        idle_seconds: 25,
        limit_seconds: 60,
        printing: true,
        ..at("Left", Some(score.to_owned()))
    };
    assert_eq!(told(scene, cookie).await.0, expected);

    // Where everybody is a display, a phone has nowhere to go unless it is told.
    let scene = kiosk(everyone(None)).await;
    let cookie = scene.display("Left").await;
    let (found, scene) = told(scene, cookie).await;
    assert_eq!(found, at("Left", None));
    assert_eq!(told(scene, String::new()).await.0, at("Kiosk", None));
    let scene = kiosk(everyone(Some(score))).await;
    let found = told(scene, String::new()).await.0;
    assert_eq!(found, at("Kiosk", Some(score.to_owned())));

    // A host that is none is not passed on.
    let scene = Scene::start().await;
    let cookie = scene.display("Left").await;
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
    let cookie = scene.display("Left").await;
    let request = scene.get_as(&cookie, "/config.json");
    let answer = request.header("host", "score.example.org").send().await;
    let config: Value = answer.unwrap().json().await.unwrap();
    assert_eq!(config["kiosk"]["phone_url"], "https://score.example.org");
}

#[tokio::test]
async fn a_receipt_says_why_the_visit_ended_in_three_languages() {
    let scene = Scene::start().await;
    let display = scene.display("Left").await;
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
            let line = format!("<p lang=\"{tag}\" dir=\"ltr\">");
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
