//! The log: one JSON object a line where that is wished, the request's number in it, and nothing about anybody.

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::asking::pdf;
use crate::oidc::issuer::{CALLBACK, CLIENT, Issuer, SECRET};
use crate::oidc::{client, cookies};
use crate::records::{fine, line};
use crate::running::Running;
use crate::scene::{Scene, cookie_of};

#[tokio::test(flavor = "multi_thread")]
async fn the_log_names_requests_that_failed_and_nobody() {
    let scene = Scene::start().await;
    let mut entry = fine("canary-entry", 3, -20);
    entry.reference = "canary-reference".into();
    let registration =
        json!({ "resident": "canary-id", "name": "Canary Name", "number": "C-7-canary" });
    let lines = format!("{registration}\n{}", line("canary-id", &entry));
    assert!(scene.import(lines).await.status.success());
    let code = scene.code("canary-id").await;
    let server = Running::start(&scene);
    let client = Client::new();
    let ask = |method: Method, path: &str| client.request(method, format!("{}{path}", server.url));
    let session = "/api/v1/session";
    let wrong = ask(Method::POST, session).json(&json!({ "code": "9876-5432" }));
    assert_eq!(wrong.send().await.unwrap().status(), 401);
    let signed_in = ask(Method::POST, session).json(&json!({ "code": code }));
    let cookie = cookie_of(&signed_in.send().await.unwrap());
    let asked = |method, path: &str| ask(method, path).header("cookie", &cookie);
    for path in [
        "/api/v1/me",
        "/api/v1/me/entries",
        "/api/v1/me/entries/canary-entry",
        "/api/v1/me/entries/canary-nowhere",
        "/api/v1/me/access-log",
        "/api/v1/me/record",
        "/entry/canary-entry?lang=canary-query",
        "/canary-path",
    ] {
        asked(Method::GET, path).send().await.unwrap();
    }
    let statement = asked(Method::PUT, "/api/v1/me/entries/canary-entry/statement");
    let statement = statement.json(&json!({ "text": "canary words" }));
    assert_eq!(statement.send().await.unwrap().status(), 200);
    let case = json!({
        "kind": "objection", "entry": "canary-entry", "ground": "not_me", "words": "canary words",
        "evidence": [{ "digest": crate::asking::digest(&pdf("canary")), "name": "canary-file.pdf" }],
    });
    let path = format!(
        "/api/v1/me/evidence/{}",
        crate::asking::digest(&pdf("canary"))
    );
    let uploaded = asked(Method::PUT, &path).body(pdf("canary"));
    assert_eq!(uploaded.send().await.unwrap().status(), 200);
    let opened = asked(Method::POST, "/api/v1/me/cases");
    let opened = opened.header("idempotency-key", "canary-key-1").json(&case);
    assert_eq!(opened.send().await.unwrap().status(), 201);
    drop(
        asked(Method::GET, "/api/v1/me/events")
            .send()
            .await
            .unwrap(),
    );

    // Something fails inside: the one who asked and the log have the same number.
    scene.break_push().await;
    let failed = asked(Method::GET, "/api/v1/me/push").send().await.unwrap();
    assert_eq!(failed.status(), 500);
    let problem: Value = failed.json().await.unwrap();
    let number = problem["request_id"].as_str().unwrap().to_owned();
    drop(server);

    let log = std::fs::read_to_string(scene.folder.path().join("log")).unwrap();
    let lines: Vec<Value> = log
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    assert!(
        lines
            .iter()
            .all(|it| it["timestamp"].is_string() && it["level"].is_string())
    );
    let told = lines.iter().find(|it| it["level"] == "ERROR").unwrap();
    assert_eq!(told["request_id"], number.as_str());
    let token = cookie.split_once('=').unwrap().1;
    let lower = log.to_lowercase();
    for secret in ["canary", token, &code, "9876-5432"] {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret}\n{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_at_an_identity_provider_leaves_nothing_of_it_in_the_log() {
    let (scene, issuer) = (Scene::start().await, Issuer::start().await);
    let registration = json!({ "resident": "canary-id", "name": "Canary", "number": "C-7-canary" });
    let imported = scene.import(registration.to_string()).await;
    assert!(imported.status.success());
    let public = CALLBACK.strip_suffix("/sign-in/oidc/callback").unwrap();
    let server = Running::with(
        &scene,
        &[
            ("CITIZEN_SCORE_OIDC_ISSUER", &issuer.url),
            ("CITIZEN_SCORE_OIDC_CLIENT_ID", CLIENT),
            ("CITIZEN_SCORE_OIDC_CLIENT_SECRET", SECRET),
            ("CITIZEN_SCORE_PUBLIC_URL", public),
        ],
    );
    let mut secrets = vec!["canary".to_owned(), SECRET.to_owned()];
    let ask = |path: &str| client().get(format!("{}{path}", server.url));
    let location = "location";
    for (who, status) in [("canary-id", 303), ("canary-of-nobody", 401)] {
        issuer.is(who);
        issuer.change(|it| it.more = json!({ "sid": "canary-sid", "email": "canary@example.org" }));
        let begun = ask("/sign-in/oidc").send().await.unwrap();
        let there = begun.headers()[location].to_str().unwrap().to_owned();
        let cookie = cookies(begun.headers());
        let back = issuer.pass(&there).await;
        let answer = ask(&back).header("cookie", &cookie).send().await.unwrap();
        assert_eq!(answer.status(), status, "{who}");
        let given = cookies(answer.headers());
        secrets.extend([&cookie, &given].map(|it| it.rsplit('=').next().unwrap().to_owned()));
        let parts = back.split(['=', '&']).filter(|it| it.len() > 20);
        secrets.extend(parts.map(str::to_owned));
        secrets.extend(
            issuer
                .change(|it| it.last_token.clone())
                .split('.')
                .map(str::to_owned),
        );
    }
    // What is refused, and what the provider says is over.
    let callback = "/sign-in/oidc/callback?code=canary-code&state=canary-state&error=canary-error";
    let cookie = format!("cs_oidc={}", "canary-".repeat(7).split_at(43).0);
    let refused = ask(callback).header("cookie", cookie).send().await;
    assert_eq!(refused.unwrap().status(), 401);
    let token = issuer.logout_token(Some("canary-id"), Some("canary-sid"));
    let url = format!("{}/sign-in/oidc/logout", server.url);
    for (text, status) in [
        (token.text(), 200),
        (token.text(), 400),
        ("canary".into(), 400),
    ] {
        let told = client().post(&url).form(&[("logout_token", &text)]);
        assert_eq!(told.send().await.unwrap().status(), status);
        secrets.extend(text.split('.').map(str::to_owned));
    }
    drop(server);
    let log = std::fs::read_to_string(scene.folder.path().join("log")).unwrap();
    assert!(
        log.contains("the identity provider signs nobody in"),
        "{log}"
    );
    assert!(
        log.contains("a sign-out of the identity provider is refused"),
        "{log}"
    );
    let lower = log.to_lowercase();
    for secret in secrets.iter().filter(|it| !it.is_empty()) {
        assert!(!lower.contains(&secret.to_lowercase()), "{secret}\n{log}");
    }
}
