//! Every way not to be signed in, with one and the same answer.

use reqwest::Response;
use serde_json::{Value, json};

use super::issuer::{Issuer, rand_bytes};
use super::sign::{Key, Twist, encoded};
use super::{BEGIN, begin, client, cookies, go, start, visit};
use crate::scene::Scene;

/// What is answered, without the number of the request.
async fn refused(scene: &Scene, cookie: &str, path: &str) -> Value {
    let request = client().get(scene.url(path)).header("cookie", cookie);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 401, "{path}");
    assert_eq!(cookies(answer.headers()), "");
    let mut problem: Value = answer.json().await.unwrap();
    problem["request_id"] = Value::Null;
    problem
}

fn is_page(html: &str) {
    assert!(html.contains("You are not signed in") && html.contains("href=\"/sign-in/oidc\""));
    assert!(html.contains("Request number: "));
}

async fn is_refused(answer: Response, what: &str) {
    assert_eq!(answer.status(), 401, "{what}");
    assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    assert_eq!(cookies(answer.headers()), "", "{what}");
    is_page(&answer.text().await.unwrap());
}

#[tokio::test]
async fn what_comes_back_must_belong_to_what_was_begun() {
    let (scene, issuer) = start().await;
    let mut answers = Vec::new();
    for change in [
        |back: &str| back.replace("state=", "state=x"),
        |back: &str| back.split("&state=").next().unwrap().to_owned(),
        |back: &str| format!("{back}&state=again"),
        |back: &str| back.replace("code=", "no_code="),
        |back: &str| back.replace("code=", "error=access_denied&no_code="),
        |back: &str| format!("{back}&error=access_denied"),
        |back: &str| back.replace("code=", "code=x"),
        |back: &str| back.replace("realms", "other"),
        |back: &str| back.split("&iss=").next().unwrap().to_owned(),
        |_: &str| "/sign-in/oidc/callback".to_owned(),
    ] {
        let (there, begun) = begin(&scene, "").await;
        let back = issuer.pass(&there).await;
        answers.push(refused(&scene, &begun, &change(&back)).await);
        // It was good for one look.
        answers.push(refused(&scene, &begun, &back).await);
    }
    // Another browser's cookie, none, one too many, and one that is none.
    let (there, begun) = begin(&scene, "").await;
    let (_, another) = begin(&scene, "").await;
    let back = issuer.pass(&there).await;
    let twice = format!("{begun}; {begun}");
    let made_up = format!("cs_oidc={}", encoded([7; 32]));
    for cookie in [&another, "", &twice, &made_up, "cs_oidc=short"] {
        answers.push(refused(&scene, cookie, &back).await);
    }
    // Too late.
    let (there, begun) = begin(&scene, "").await;
    let back = issuer.pass(&there).await;
    scene.clock.advance(601);
    answers.push(refused(&scene, &begun, &back).await);
    // And nobody: the provider is right, and the resident is not here.
    issuer.is("canary-nobody");
    let (there, begun) = begin(&scene, "").await;
    answers.push(refused(&scene, &begun, &issuer.pass(&there).await).await);
    assert_eq!(answers[0]["code"], "sign_in_refused");
    assert!(answers.iter().all(|it| *it == answers[0]), "{answers:#?}");
}

#[tokio::test]
async fn an_id_token_that_is_not_good_signs_nobody_in() {
    const TWISTS: [(&str, Twist); 24] = [
        ("another nonce", |it| {
            it.claims["nonce"] = json!(encoded(rand_bytes()));
        }),
        ("no nonce", |it| {
            drop(it.claims.as_object_mut().unwrap().remove("nonce"));
        }),
        ("for others", |it| it.claims["aud"] = json!("another")),
        ("for others too", |it| {
            it.claims["aud"] = json!(["citizen-score-test", "another"]);
        }),
        ("for nobody", |it| it.claims["aud"] = json!([])),
        ("of another party", |it| it.claims["azp"] = json!("another")),
        ("of another issuer", |it| {
            it.claims["iss"] = json!("https://evil.example");
        }),
        ("of almost the issuer", |it| {
            it.claims["iss"] = json!(format!("{}/", it.claims["iss"].as_str().unwrap()));
        }),
        ("expired", |it| {
            let now = it.claims["iat"].as_i64().unwrap();
            it.claims["exp"] = json!(now - 61);
        }),
        ("without an end", |it| {
            drop(it.claims.as_object_mut().unwrap().remove("exp"));
        }),
        ("made long ago", |it| {
            it.claims["iat"] = json!(it.claims["iat"].as_i64().unwrap() - 700);
        }),
        ("made tomorrow", |it| {
            it.claims["iat"] = json!(it.claims["iat"].as_i64().unwrap() + 86_400);
            it.claims["exp"] = json!(it.claims["exp"].as_i64().unwrap() + 86_400);
        }),
        ("alg none", |it| {
            it.header["alg"] = json!("none");
            it.spoil = |_| Vec::new();
        }),
        ("alg none with a signature", |it| {
            it.header["alg"] = json!("none");
        }),
        ("unsigned", |it| it.spoil = |_| Vec::new()),
        ("a broken signature", |it| {
            it.spoil = |mut signature| {
                signature[7] ^= 1;
                signature
            };
        }),
        ("another's signature", |it| it.key = Key::Ed25519(66)),
        ("another's signature, without the key's name", |it| {
            it.key = Key::Ed25519(66);
            it.header.as_object_mut().unwrap().remove("kid");
        }),
        ("a key of another kind", |it| {
            it.header["kid"] = json!(Key::P256(9).name());
        }),
        ("a shared secret", |it| {
            it.key = Key::Shared;
            it.header = json!({ "alg": "HS256" });
        }),
        ("an unknown algorithm", |it| {
            it.header["alg"] = json!("ES256K");
        }),
        ("what must be understood", |it| {
            it.header["crit"] = json!(["b64"]);
        }),
        ("of another kind", |it| it.header["typ"] = json!("at+jwt")),
        ("without a subject", |it| {
            drop(it.claims.as_object_mut().unwrap().remove("sub"));
        }),
    ];
    let (scene, issuer) = start().await;
    for (what, twist) in TWISTS {
        issuer.change(|it| it.twist = twist);
        is_refused(go(&scene, &issuer, "").await, what).await;
    }
    // None of these counts as a guess, and the same provider signs in when it is right.
    issuer.change(|it| it.twist = |_| {});
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
}

#[tokio::test]
async fn a_clock_that_is_a_little_off_is_forgiven() {
    const TWISTS: [Twist; 3] = [
        |it| it.claims["exp"] = json!(it.claims["iat"].as_i64().unwrap() - 50),
        |it| it.claims["iat"] = json!(it.claims["iat"].as_i64().unwrap() + 50),
        |it| it.claims["azp"] = it.claims["aud"].clone(),
    ];
    let (scene, issuer) = start().await;
    for twist in TWISTS {
        issuer.change(|it| it.twist = twist);
        assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    }
}

#[tokio::test]
async fn a_code_is_exchanged_by_whoever_asked_for_it() {
    let (scene, issuer) = start().await;
    issuer.change(|it| it.forget_challenge = true);
    is_refused(go(&scene, &issuer, "").await, "wrong PKCE").await;
    issuer.change(|it| it.forget_challenge = false);
    // A code of another browser's sign-in, put into one's own: its verifier does not fit.
    let (there, _) = begin(&scene, "").await;
    let stolen = issuer.pass(&there).await;
    let stolen = stolen
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .to_owned();
    let (there, begun) = begin(&scene, "").await;
    let back = issuer.pass(&there).await;
    let own = back
        .split("code=")
        .nth(1)
        .unwrap()
        .split('&')
        .next()
        .unwrap()
        .to_owned();
    let answer = visit(&scene, &begun, &back.replace(&own, &stolen)).await;
    is_refused(answer, "another's code").await;
}

#[tokio::test]
async fn a_claim_of_nobody_counts_as_a_wrong_try() {
    let (scene, issuer) = start().await;
    issuer.is("canary-nobody");
    for _ in 0..5 {
        is_refused(go(&scene, &issuer, "").await, "nobody").await;
    }
    let answer = go(&scene, &issuer, "").await;
    assert_eq!(answer.status(), 429);
    assert!(answer.headers().contains_key("retry-after"));
    assert!(
        answer
            .text()
            .await
            .unwrap()
            .contains("too many wrong tries")
    );
    // Whoever is right waits too, as with codes.
    issuer.is("ann");
    assert_eq!(go(&scene, &issuer, "").await.status(), 429);
    scene.clock.advance(2);
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
    assert!(!scene.stores("canary-nobody"));
}

#[tokio::test]
async fn the_page_is_in_the_language_of_whoever_reads_it() {
    let (scene, _issuer): (Scene, Issuer) = start().await;
    for (language, words) in [("nl", "U bent niet aangemeld"), ("zh-CN", "您尚未登录")] {
        let request = client().get(scene.url(&format!("{BEGIN}/callback")));
        let request = request.header("sec-fetch-mode", "navigate");
        let answer = request.header("accept-language", language).send().await;
        let answer = answer.unwrap();
        assert_eq!(answer.headers()["content-language"], language);
        assert!(answer.text().await.unwrap().contains(words), "{language}");
    }
}
