//! The whole way: there, back, and signed in.

use citizen_score_server::state::Settings;
use serde_json::json;

use super::issuer::Issuer;
use super::sign::Key;
use super::{begin, cookies, go, known_to, settings, sign_in, start, status, visit};
use crate::scene::Scene;

#[tokio::test]
async fn whoever_the_provider_vouches_for_is_signed_in() {
    let (scene, issuer) = start().await;
    let answer = go(&scene, &issuer, "").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()["location"], "/");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let set: Vec<&str> = answer
        .headers()
        .get_all("set-cookie")
        .iter()
        .map(|it| it.to_str().unwrap())
        .collect();
    assert_eq!(set.len(), 2);
    assert!(
        set[0].starts_with("cs_session=") && set[0].ends_with("; Path=/; HttpOnly; SameSite=Lax")
    );
    assert!(
        set[1].starts_with("cs_oidc=;") && set[1].contains("Max-Age=0"),
        "{set:?}"
    );
    let cookie = cookies(answer.headers());
    let session = scene.json_as(&cookie, "/api/v1/session").await;
    assert_eq!(session["display_name"], "Name of ann");
    let log = scene.json_as(&cookie, "/api/v1/me/access-log").await;
    let first = &log["accesses"][0];
    assert_eq!(
        (&first["kind"], &first["by"]),
        (&json!("sign_in"), &json!("OpenID Connect"))
    );
    // Nothing of a token is kept, and nothing of it reaches the browser.
    let token = issuer.change(|it| it.last_token.clone());
    for text in [&*token, "an-access-token", "sid of ann"] {
        assert!(!scene.stores(text), "{text}");
        assert!(!set.iter().any(|it| it.contains(text)));
    }
    assert_eq!(issuer.change(|it| it.asked), 1);
}

#[tokio::test]
async fn the_resident_is_named_by_whichever_claim_is_set() {
    for claim in ["preferred_username", "urn:city:resident", "email"] {
        let issuer = Issuer::start().await;
        let mut oidc = known_to(&issuer);
        claim.clone_into(&mut oidc.claim);
        oidc.scopes = vec!["profile".to_owned(), "email".to_owned()];
        let scene = Scene::with(Settings {
            oidc: Some(oidc),
            ..Settings::default()
        })
        .await;
        let (there, _) = begin(&scene, "").await;
        assert!(there.contains("scope=openid+profile+email"), "{there}");
        issuer.is("f3b1c0de");
        issuer.change(|it| it.more = json!({ claim: "bob" }));
        let answer = go(&scene, &issuer, "").await;
        assert_eq!(answer.status(), 303, "{claim}");
        let me = scene
            .json_as(&cookies(answer.headers()), "/api/v1/me")
            .await;
        assert_eq!(me["display_name"], "Name of bob");
        // What is no text, and what is missing, names nobody.
        for more in [
            json!({ claim: 7 }),
            json!({ claim: "" }),
            json!({ claim: ["bob"] }),
            json!({}),
        ] {
            issuer.change(|it| it.more = more);
            assert_eq!(go(&scene, &issuer, "").await.status(), 401, "{claim}");
        }
    }
}

#[tokio::test]
async fn every_usual_signature_is_believed() {
    for key in [Key::Rsa, Key::P256(3), Key::Ed25519(3)] {
        let (scene, issuer) = start().await;
        issuer.change(|it| {
            it.key = key;
            it.keys = vec![Key::P256(1), Key::Ed25519(1), key];
        });
        assert_eq!(go(&scene, &issuer, "").await.status(), 303, "{key:?}");
    }
}

#[tokio::test]
async fn one_server_begins_and_another_ends() {
    let (first, issuer) = start().await;
    let second = first.twin(settings(&issuer)).await;
    let (there, begun) = begin(&first, "").await;
    let back = issuer.pass(&there).await;
    let answer = visit(&second, &begun, &back).await;
    assert_eq!(answer.status(), 303);
    let cookie = cookies(answer.headers());
    for server in [&first, &second] {
        assert_eq!(status(server, &cookie).await, 200);
    }
    // It is used up at both.
    assert_eq!(visit(&first, &begun, &back).await.status(), 401);
}

#[tokio::test]
async fn a_sign_in_makes_a_new_session_and_ends_the_one_before() {
    let (scene, issuer) = start().await;
    let before = scene.sign_in("bob").await;
    let elsewhere = scene.sign_in("bob").await;
    let answer = go(&scene, &issuer, &before).await;
    let now = cookies(answer.headers());
    assert_ne!(now, before);
    assert_eq!(status(&scene, &before).await, 401);
    assert_eq!(status(&scene, &elsewhere).await, 200);
    let me = scene.json_as(&now, "/api/v1/me").await;
    assert_eq!(me["display_name"], "Name of ann");
    // Nobody chooses the token of a session: one that was never given out is not taken over.
    let planted = format!("cs_session={}", "a".repeat(43));
    let answer = go(&scene, &issuer, &planted).await;
    assert_ne!(cookies(answer.headers()), planted);
    assert_eq!(status(&scene, &planted).await, 401);
}

#[tokio::test]
async fn signing_in_there_gives_nobody_free_guesses_at_codes() {
    let (scene, issuer) = start().await;
    let guess = || scene.post_session(json!({ "code": "0000-0000" }));
    for _ in 0..4 {
        assert_eq!(guess().await.status(), 401);
    }
    sign_in(&scene, &issuer, "ann").await;
    assert_eq!(guess().await.status(), 401);
    assert_eq!(guess().await.status(), 429);
}

#[tokio::test]
async fn a_provider_that_does_not_name_itself_need_not() {
    let (scene, issuer) = start().await;
    issuer.change(|it| it.names_itself = false);
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
}
