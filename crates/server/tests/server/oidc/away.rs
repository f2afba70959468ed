//! A provider that does not answer, or wrongly.

use openidconnect::IssuerUrl;
use serde_json::json;
use tokio::net::TcpListener;

use super::{BEGIN, begin, go, issuer::Issuer, known_to, start, visit};
use crate::pairing::code_of;
use crate::scene::Scene;
use citizen_score_server::state::Settings;

#[tokio::test]
async fn while_it_is_away_people_are_told_and_afterwards_it_works() {
    let (scene, issuer) = start().await;
    issuer.change(|it| it.away = true);
    let page = visit(&scene, "", BEGIN).await;
    assert_eq!(page.status(), 503);
    assert!(page.headers().contains_key("retry-after"));
    let number = page.headers()["x-request-id"].to_str().unwrap().to_owned();
    let html = page.text().await.unwrap();
    assert!(
        html.contains("The service that you sign in with does not answer"),
        "{html}"
    );
    assert!(html.contains(&number));
    let problem = scene.get(BEGIN).send().await.unwrap();
    assert_eq!(code_of(problem).await, (503, "unavailable".to_owned()));
    // Everything else goes on.
    let cookie = scene.sign_in("bob").await;
    assert_eq!(super::status(&scene, &cookie).await, 200);
    issuer.change(|it| it.away = false);
    // It is left alone for five seconds.
    assert_eq!(visit(&scene, "", BEGIN).await.status(), 503);
    scene.clock.advance(5);
    assert_eq!(go(&scene, &issuer, "").await.status(), 303);
}

#[tokio::test]
async fn one_that_goes_away_in_the_middle_is_told_as_such() {
    let (scene, issuer) = start().await;
    let (there, begun) = begin(&scene, "").await;
    let back = issuer.pass(&there).await;
    // Nobody listens there any more.
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nowhere = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let mut oidc = known_to(&issuer);
    oidc.issuer = IssuerUrl::new(nowhere).unwrap();
    let other = scene
        .twin(Settings {
            oidc: Some(oidc),
            ..Settings::default()
        })
        .await;
    let back = back.split("&iss=").next().unwrap().to_owned();
    let answer = visit(&other, &begun, &back).await;
    assert_eq!(answer.status(), 503);
}

#[tokio::test]
async fn what_cannot_be_believed_of_it_is_not() {
    for describe in [
        |it: &mut serde_json::Value| it["issuer"] = json!("https://evil.example"),
        |it: &mut serde_json::Value| it["jwks_uri"] = json!("http://evil.example/keys"),
        |it: &mut serde_json::Value| it["jwks_uri"] = json!("http://169.254.169.254/keys"),
        |it: &mut serde_json::Value| it["token_endpoint"] = json!(null),
        |it: &mut serde_json::Value| it["filler"] = json!("x".repeat(256 * 1024)),
        |it: &mut serde_json::Value| *it = json!([]),
    ] {
        let issuer = Issuer::start().await;
        issuer.change(|it| it.describe = describe);
        let scene = Scene::with(super::settings(&issuer)).await;
        assert_eq!(visit(&scene, "", BEGIN).await.status(), 503);
    }
}
