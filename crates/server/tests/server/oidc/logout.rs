//! Back-channel logout: the provider says what is over.

use std::time::{Duration, Instant};

use reqwest::Response;
use serde_json::{Value, json};

use super::issuer::Issuer;
use super::sign::{Key, Token, Twist};
use super::{settings, sign_in, start, status};
use crate::scene::Scene;
use crate::stream::Stream;

const LOGOUT: &str = "/sign-in/oidc/logout";

async fn tell(scene: &Scene, token: &str) -> Response {
    let request = scene.client.post(scene.url(LOGOUT));
    request
        .form(&[("logout_token", token)])
        .send()
        .await
        .unwrap()
}

async fn is_taken(scene: &Scene, token: &Token) {
    let answer = tell(scene, &token.text()).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
}

async fn is_refused(answer: Response, what: &str) {
    assert_eq!(answer.status(), 400, "{what}");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let problem: Value = answer.json().await.unwrap();
    assert_eq!(problem["code"], "invalid", "{what}");
    assert_eq!(problem["detail"], "cannot be used", "{what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sessions_that_are_named_end_at_every_server_within_a_second() {
    let (first, issuer) = start().await;
    let second = first.twin(settings(&issuer)).await;
    let at_first = sign_in(&first, &issuer, "ann").await;
    let at_second = sign_in(&second, &issuer, "ann").await;
    let by_code = first.sign_in("ann").await;
    let bobs = sign_in(&first, &issuer, "bob").await;
    let mut streams = Vec::new();
    for (server, cookie) in [
        (&first, &at_first),
        (&first, &at_second),
        (&second, &at_first),
        (&second, &at_second),
    ] {
        let mut stream = Stream::open(server, cookie, None).await;
        assert_eq!(stream.next().await.name, "standing");
        streams.push(stream);
    }
    let begun = Instant::now();
    is_taken(&second, &issuer.logout_token(Some("ann"), None)).await;
    for stream in &mut streams {
        assert_eq!(stream.next().await.name, "signed_out");
    }
    assert!(
        begun.elapsed() < Duration::from_secs(1),
        "{:?}",
        begun.elapsed()
    );
    for server in [&first, &second] {
        assert_eq!(status(server, &at_first).await, 401);
        assert_eq!(status(server, &at_second).await, 401);
        // What was begun in another way, and what is another's, goes on.
        assert_eq!(status(server, &by_code).await, 200);
        assert_eq!(status(server, &bobs).await, 200);
    }
}

#[tokio::test]
async fn a_session_that_is_named_ends_and_no_other_of_theirs() {
    let (scene, issuer) = start().await;
    let mut cookies = Vec::new();
    for sid in ["one", "two", "three"] {
        issuer.change(|it| it.more = json!({ "sid": sid }));
        cookies.push(sign_in(&scene, &issuer, "ann").await);
    }
    is_taken(&scene, &issuer.logout_token(None, Some("one"))).await;
    is_taken(&scene, &issuer.logout_token(Some("ann"), Some("two"))).await;
    // Of nobody, and of another: taken, and nothing ends.
    is_taken(&scene, &issuer.logout_token(Some("bob"), Some("three"))).await;
    is_taken(&scene, &issuer.logout_token(Some("nobody"), None)).await;
    for (cookie, expected) in cookies.iter().zip([401, 401, 200]) {
        assert_eq!(status(&scene, cookie).await, expected);
    }
}

#[tokio::test]
async fn a_server_of_another_site_may_tell_it_and_a_cookie_does_not_matter() {
    let (scene, issuer) = start().await;
    let anns = sign_in(&scene, &issuer, "ann").await;
    let bobs = scene.sign_in("bob").await;
    let token = issuer.logout_token(Some("ann"), None).text();
    let request = scene.client.post(scene.url(LOGOUT)).header("cookie", &bobs);
    let request = request
        .header("sec-fetch-site", "cross-site")
        .header("origin", "https://id.example");
    let answer = request.form(&[("logout_token", &token)]).send().await;
    assert_eq!(answer.unwrap().status(), 200);
    assert_eq!(status(&scene, &anns).await, 401);
    assert_eq!(status(&scene, &bobs).await, 200);
}

#[tokio::test]
async fn the_same_is_told_once_at_whichever_server() {
    let (first, issuer) = start().await;
    let second = first.twin(settings(&issuer)).await;
    let token = issuer.logout_token(Some("ann"), None);
    is_taken(&first, &token).await;
    let cookie = sign_in(&first, &issuer, "ann").await;
    for server in [&first, &second] {
        is_refused(tell(server, &token.text()).await, "again").await;
    }
    // Signed anew with other words, it is still the same by its name.
    let mut again = token.clone();
    again.claims["iat"] = json!(again.claims["iat"].as_i64().unwrap() + 1);
    is_refused(tell(&second, &again.text()).await, "its name again").await;
    // And when its name is forgotten, it is too old.
    first.clock.advance(400);
    is_refused(tell(&first, &token.text()).await, "much later").await;
    assert_eq!(status(&first, &cookie).await, 200);
}

#[tokio::test]
async fn a_new_key_is_asked_for() {
    let (scene, issuer) = start().await;
    let cookie = sign_in(&scene, &issuer, "ann").await;
    issuer.change(|it| {
        it.key = Key::P256(4);
        it.keys = vec![Key::P256(4)];
    });
    is_taken(&scene, &issuer.logout_token(Some("ann"), None)).await;
    assert_eq!(status(&scene, &cookie).await, 401);
}

const TWISTS: [(&str, Twist); 23] = [
    ("a shared secret", |it| {
        it.key = Key::Shared;
        it.header = json!({ "alg": "HS256" });
    }),
    ("another issuer", |it| {
        it.claims["iss"] = json!("https://evil.example");
    }),
    ("for others", |it| it.claims["aud"] = json!("another")),
    ("old", |it| {
        it.claims["iat"] = json!(it.claims["iat"].as_i64().unwrap() - 400);
    }),
    ("of tomorrow", |it| {
        it.claims["iat"] = json!(it.claims["iat"].as_i64().unwrap() + 86_400);
    }),
    ("expired", |it| {
        it.claims["exp"] = json!(it.claims["iat"].as_i64().unwrap() - 61);
    }),
    ("without a time", |it| {
        drop(it.claims.as_object_mut().unwrap().remove("iat"));
    }),
    ("a time beyond all", |it| it.claims["iat"] = json!(i64::MIN)),
    ("no events", |it| {
        drop(it.claims.as_object_mut().unwrap().remove("events"));
    }),
    ("another event", |it| {
        it.claims["events"] = json!({ "https://example.org/joke": {} });
    }),
    ("an event that is none", |it| {
        it.claims["events"] =
            json!({ "http://schemas.openid.net/event/backchannel-logout": "yes" });
    }),
    ("with a nonce", |it| it.claims["nonce"] = json!("a")),
    ("with an empty nonce", |it| it.claims["nonce"] = json!(null)),
    ("without a name", |it| {
        drop(it.claims.as_object_mut().unwrap().remove("jti"));
    }),
    ("with an empty name", |it| it.claims["jti"] = json!("")),
    ("about nobody", |it| {
        drop(it.claims.as_object_mut().unwrap().remove("sub"));
    }),
    ("about a number", |it| it.claims["sub"] = json!(7)),
    ("alg none", |it| {
        it.header["alg"] = json!("none");
        it.spoil = |_| Vec::new();
    }),
    ("unsigned", |it| it.spoil = |_| Vec::new()),
    ("a broken signature", |it| {
        it.spoil = |mut signature| {
            signature[7] ^= 1;
            signature
        };
    }),
    ("another's signature", |it| it.key = Key::Ed25519(66)),
    ("of another kind", |it| it.header["typ"] = json!("at+jwt")),
    ("what must be understood", |it| {
        it.header["crit"] = json!(["b64"]);
    }),
];

#[tokio::test]
async fn what_is_no_good_logout_token_ends_nothing() {
    let (scene, issuer) = start().await;
    let cookie = sign_in(&scene, &issuer, "ann").await;
    for (what, twist) in TWISTS {
        let mut token = issuer.logout_token(Some("ann"), None);
        twist(&mut token);
        is_refused(tell(&scene, &token.text()).await, what).await;
    }
    let good = issuer.logout_token(Some("ann"), None).text();
    let id_token = issuer.change(|it| it.last_token.clone());
    for (what, text) in [
        ("nothing", ""),
        ("no token", "a.b.c"),
        ("two parts", good.rsplit_once('.').unwrap().0),
        ("four parts", &format!("{good}.e30")),
        ("an ID token", &id_token),
    ] {
        is_refused(tell(&scene, text).await, what).await;
    }
    assert_eq!(status(&scene, &cookie).await, 200);
    is_malformed(&scene, &issuer, &good).await;
    assert_eq!(status(&scene, &cookie).await, 200);
    // After all that, the good one is taken.
    assert_eq!(tell(&scene, &good).await.status(), 200);
    assert_eq!(status(&scene, &cookie).await, 401);
}

/// Requests that are no form with one token.
async fn is_malformed(scene: &Scene, issuer: &Issuer, good: &str) {
    let post = || scene.client.post(scene.url(LOGOUT));
    let other = issuer.logout_token(Some("ann"), None).text();
    let twice = post().form(&[("logout_token", good), ("logout_token", &other)]);
    is_refused(twice.send().await.unwrap(), "two tokens").await;
    let elsewhere = post().form(&[("token", good)]);
    is_refused(elsewhere.send().await.unwrap(), "another field").await;
    is_refused(
        post()
            .json(&json!({ "logout_token": good }))
            .send()
            .await
            .unwrap(),
        "JSON",
    )
    .await;
    is_refused(post().send().await.unwrap(), "no body").await;
    let large = post().form(&[("logout_token", "a".repeat(40_000))]);
    assert_eq!(large.send().await.unwrap().status(), 413);
    let read = scene.get(LOGOUT).send().await.unwrap();
    assert_eq!(read.status(), 405);
}
