//! Displays: setting them up, telling them apart, and hearing of them.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use citizen_score_server::displays::new_key;
use citizen_score_server::state::Settings;
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::{rulebook, said};
use crate::pages::header;
use crate::scene::{INDEX, Scene, program};

impl Scene {
    /// A heartbeat as the browser with this cookie.
    pub async fn beat(&self, cookie: &str, body: Value) -> Response {
        let path = "/api/v1/display/heartbeat";
        self.post_json(cookie, path, body).await
    }
}

/// An answer of the server itself, and not of where it leads.
async fn opened(scene: &Scene, path: &str, headers: &[(&str, &str)]) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let mut request = client.get(scene.url(path));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn displays_are_added_listed_and_removed() {
    let scene = Scene::start().await;
    let none = scene.run(&["displays", "list"]).await;
    assert!(none.status.success() && none.stdout.is_empty(), "{none:?}");
    let added = scene.run(&["displays", "add", "Town hall, left"]).await;
    assert!(added.status.success(), "{added:?}");
    let key = String::from_utf8(added.stdout.clone()).unwrap();
    let key = key.trim();
    assert_eq!(key.len(), 43);
    assert!(said(&added).contains("/display?key="), "{}", said(&added));
    let again = scene.run(&["displays", "add", "Town hall, left"]).await;
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(said(&again), "there is a display `Town hall, left` already");

    let cookie = format!("cs_display={key}");
    let list = || async {
        let output = scene.run(&["displays", "list"]).await;
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(
        list().await,
        "Town hall, left: never heard of, 0 restarts\n"
    );
    scene
        .beat(&cookie, json!({ "build": "b-1", "restarts": 1 }))
        .await;
    let text = list().await;
    assert!(
        text.starts_with("Town hall, left: last heard of less than a minute ago (20")
            && text.ends_with("Z), build b-1, 1 restart\n"),
        "{text}"
    );
    assert!(!text.contains(key));

    let removed = scene.run(&["displays", "remove", "Town hall, left"]).await;
    assert!(removed.status.success(), "{removed:?}");
    let again = scene.run(&["displays", "remove", "Town hall, left"]).await;
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(said(&again), "there is no display `Town hall, left`");
    let late = scene
        .beat(&cookie, json!({ "build": "b-1", "restarts": 1 }))
        .await;
    assert_eq!(late.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_is_signed_in_at_a_display_that_is_removed_is_signed_out() {
    let scene = Scene::start().await;
    let left = scene.display("Left").await;
    let right = scene.display("Right").await;
    let ann = scene.visit(&left, "ann").await;
    let bob = scene.visit(&right, "bob").await;
    scene.run(&["displays", "remove", "Left"]).await;
    for (cookie, status) in [(&ann, 401), (&bob, 200)] {
        let answer = scene.get_as(cookie, "/api/v1/me").send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status);
    }
}

#[tokio::test]
async fn nobody_can_sign_in_at_a_display_that_is_removed() {
    let scene = Scene::start().await;
    let left = scene.display("Left").await;
    scene.run(&["displays", "remove", "Left"]).await;
    let body = json!({ "code": scene.code("ann").await });
    let refused = scene
        .post_json(&left, "/api/v1/session", body.clone())
        .await;
    assert_eq!(refused.status(), StatusCode::FORBIDDEN);
    let answer: Value = refused.json().await.unwrap();
    assert_eq!(answer["code"], "only_on_display");
    // The code is not used up by it.
    let own = scene.post_json("", "/api/v1/session", body).await;
    assert_eq!(own.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_browser_becomes_a_display_by_its_key_and_by_nothing_else() {
    for behind_tls in [false, true] {
        let scene = Scene::with(Settings {
            behind_tls,
            ..Settings::default()
        })
        .await;
        let cookie = scene.display("Left").await;
        let key = cookie.strip_prefix("cs_display=").unwrap();
        let good = format!("/display?key={key}");
        let answer = opened(&scene, &good, &[]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(header(&answer, "location"), "/");
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let secure = if behind_tls { "; Secure" } else { "" };
        assert_eq!(
            header(&answer, "set-cookie"),
            format!("{cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000{secure}")
        );
        let strange = new_key().unwrap();
        for wrong in [
            "/display".to_owned(),
            "/display?key=".to_owned(),
            format!("/display?key={strange}"),
            format!("/display?key={key}x"),
            format!("/display?key={key}&key={key}"),
            format!("/display?kee={key}"),
            format!("/display?key={}", &key[1..]),
        ] {
            let answer = opened(&scene, &wrong, &[]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{wrong}");
            assert!(!answer.headers().contains_key("set-cookie"), "{wrong}");
        }
        let linked = opened(&scene, &good, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(linked.status(), StatusCode::NOT_FOUND);
        assert!(!linked.headers().contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn the_database_holds_no_key() {
    let scene = Scene::start().await;
    let cookie = scene.display("Left").await;
    let key = cookie.strip_prefix("cs_display=").unwrap();
    assert!(scene.stores("Left"));
    assert!(!scene.stores(key));
}

#[tokio::test]
async fn a_display_is_heard_of_and_told_the_newest_build() {
    let scene = Scene::start().await;
    let display = scene.display("Left").await;
    let row = || async { scene.store.displays().await.unwrap().remove(0) };
    // A watchdog that was started anew counts from 0 again; what is kept goes on.
    for (told, kept) in [(2, 2), (2, 2), (5, 5), (1, 6), (0, 6), (3, 9)] {
        scene.clock.advance(30);
        let before = scene.clock.now().timestamp();
        let answer = scene
            .beat(&display, json!({ "build": "build-0", "restarts": told }))
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer, json!({ "build": "build-1" }));
        let row = row().await;
        assert_eq!(row.restarts, kept);
        assert_eq!(row.build.as_deref(), Some("build-0"));
        let heard = row.last_heartbeat.unwrap();
        // A second may begin meanwhile.
        let after = scene.clock.now().timestamp();
        assert!((before..=after).contains(&heard.timestamp()), "{heard}");
    }
    let before = row().await;
    scene.clock.advance(30);
    for (body, field) in [
        (json!({ "build": "", "restarts": 0 }), "build"),
        (json!({ "build": "a b", "restarts": 0 }), "build"),
        (json!({ "build": "é", "restarts": 0 }), "build"),
        (json!({ "build": "a".repeat(65), "restarts": 0 }), "build"),
        (json!({ "build": 1, "restarts": 0 }), "build"),
        (json!({ "build": "a", "restarts": -1 }), "restarts"),
        (
            json!({ "build": "a", "restarts": 4_294_967_296_u64 }),
            "restarts",
        ),
        (json!({ "build": "a", "restarts": 0, "who": "ann" }), "who"),
        (json!({ "build": "a" }), "body"),
        (json!([]), "body"),
    ] {
        let answer = scene.beat(&display, body.clone()).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{body}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "invalid", "{body}");
        assert_eq!(problem["field"], field, "{body}: {problem}");
    }
    assert_eq!(row().await, before);
}

#[tokio::test]
async fn nobody_else_is_heard_and_a_session_makes_no_display() {
    let scene = Scene::start().await;
    let ann = scene.sign_in("ann").await;
    let strange = format!("cs_display={}", new_key().unwrap());
    let display = scene.display("Left").await;
    let twice = format!("{display}; {display}");
    for cookie in ["", &ann, &strange, "cs_display=", &twice] {
        for body in [json!({ "build": "a", "restarts": 0 }), json!("junk")] {
            let answer = scene.beat(cookie, body).await;
            assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{cookie}");
            let problem: Value = answer.json().await.unwrap();
            assert_eq!(problem["code"], "only_on_display", "{cookie}");
        }
    }
    assert_eq!(
        scene.store.displays().await.unwrap()[0].last_heartbeat,
        None
    );
}

#[tokio::test]
async fn a_server_in_kiosk_mode_takes_no_name_of_a_display_with_a_key() {
    let scene = Scene::start().await;
    scene.display("Left").await;
    let output = scene
        .run(&[
            "serve",
            "--kiosk",
            "--kiosk-name",
            "Left",
            "--listen",
            "127.0.0.1:0",
        ])
        .await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("`Left` is the name of a display with a key of its own"),
        "{output:?}"
    );
    // And its own display is a display like the others, without a key.
    let mut kiosk = Settings::default();
    kiosk.kiosk.everyone = Some("Hall".to_owned());
    let scene = Scene::with(kiosk).await;
    let answer = scene.beat("", json!({ "build": "a", "restarts": 0 })).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let list = scene.run(&["displays", "list"]).await;
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(
        list.starts_with("Hall, without a key: last heard of "),
        "{list}"
    );
    let taken = scene.run(&["displays", "add", "Hall"]).await;
    assert_eq!(taken.status.code(), Some(1));
    // Taken away while the server runs, it is there again with the next request.
    scene.run(&["displays", "remove", "Hall"]).await;
    let answer = scene.beat("", json!({ "build": "a", "restarts": 0 })).await;
    assert_eq!(answer.status(), StatusCode::OK);
}

/// What a server says on standard error until it has begun to serve.
fn log_of(folder: &TempDir, options: &[&str]) -> String {
    let database = format!("sqlite:{}", folder.path().join("test.sqlite").display());
    let mut server = program()
        .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
        .args(["--rulebook", rulebook().to_str().unwrap()])
        .args(["--database", &database])
        .args(options)
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(server.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    server.kill().unwrap();
    let output = server.wait_with_output().unwrap();
    let log = String::from_utf8(output.stderr).unwrap();
    assert!(line.starts_with("Citizen Score is at "), "{line}{log}");
    log
}

#[test]
fn a_server_in_kiosk_mode_says_what_will_not_work() {
    let folder = TempDir::new().unwrap();
    let app = folder.path().join("app");
    std::fs::create_dir(&app).unwrap();
    let page = INDEX.replace("/guard-0123456789abcdef.js", "");
    std::fs::write(app.join("index.html"), page).unwrap();
    let (phone, guard) = ("nobody can sign in by phone", "without what guards");
    let app = app.to_str().unwrap();
    let log = log_of(&folder, &["--kiosk", "--app", app]);
    assert!(log.contains(phone) && log.contains(guard), "{log}");
    std::fs::write(format!("{app}/index.html"), INDEX).unwrap();
    let url = "https://score.example.org:8443";
    let log = log_of(&folder, &["--kiosk", "--phone-url", url, "--app", app]);
    assert!(!log.contains(phone) && !log.contains(guard), "{log}");
    let log = log_of(&folder, &["--app", app]);
    assert!(!log.contains(phone) && !log.contains(guard), "{log}");
}
