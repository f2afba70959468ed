//! `OpenID` Connect, against an identity provider in this process.

mod away;
mod begin;
pub mod issuer;
mod keys;
mod logout;
mod refused;
mod sign;
mod walk;

use citizen_score_server::oidc::OidcSettings;
use citizen_score_server::state::Settings;
use openidconnect::{ClientId, ClientSecret, IssuerUrl, RedirectUrl};
use reqwest::header::HeaderMap;
use reqwest::{Client, Response, redirect};

use crate::scene::Scene;
use issuer::{CALLBACK, CLIENT, Issuer, SECRET};

pub const BEGIN: &str = "/sign-in/oidc";

/// How this server is known to the provider.
pub fn known_to(issuer: &Issuer) -> OidcSettings {
    OidcSettings {
        issuer: IssuerUrl::new(issuer.url.clone()).unwrap(),
        client_id: ClientId::new(CLIENT.to_owned()),
        client_secret: Some(ClientSecret::new(SECRET.to_owned())),
        claim: "sub".to_owned(),
        scopes: Vec::new(),
        name: "City ID".to_owned(),
        redirect: RedirectUrl::new(CALLBACK.to_owned()).unwrap(),
    }
}

pub fn settings(issuer: &Issuer) -> Settings {
    Settings {
        oidc: Some(known_to(issuer)),
        ..Settings::default()
    }
}

/// A server, and a provider whose clock is the server's.
pub async fn start() -> (Scene, Issuer) {
    let issuer = Issuer::start().await;
    let scene = Scene::with(settings(&issuer)).await;
    issuer.follow(&scene.clock);
    (scene, issuer)
}

/// A client that follows nothing by itself.
pub fn client() -> Client {
    let client = Client::builder().redirect(redirect::Policy::none());
    client.build().unwrap()
}

/// All cookies that an answer sets, as they are sent back; those that it takes away are not among them.
pub fn cookies(headers: &HeaderMap) -> String {
    let set = headers.get_all("set-cookie").iter();
    let set = set.map(|it| it.to_str().unwrap());
    let kept = set.filter(|it| !it.contains("Max-Age=0"));
    let pairs: Vec<&str> = kept.map(|it| it.split(';').next().unwrap()).collect();
    pairs.join("; ")
}

/// A browser that asks as one does for a person who follows a link on the server's own page.
pub async fn visit(scene: &Scene, cookie: &str, path: &str) -> Response {
    let request = client().get(scene.url(path)).header("cookie", cookie);
    let request = request
        .header("sec-fetch-mode", "navigate")
        .header("accept", "text/html");
    request.send().await.unwrap()
}

/// Begins: where the browser is sent, and its cookie.
pub async fn begin(scene: &Scene, cookie: &str) -> (String, String) {
    let answer = visit(scene, cookie, BEGIN).await;
    assert_eq!(answer.status(), 303);
    let there = answer.headers()["location"].to_str().unwrap().to_owned();
    (there, cookies(answer.headers()))
}

/// Goes all the way as the one whom the provider takes the browser for; the answer is that to the way back.
pub async fn go(scene: &Scene, issuer: &Issuer, cookie: &str) -> Response {
    let (there, begun) = begin(scene, cookie).await;
    let back = issuer.pass(&there).await;
    visit(scene, &format!("{begun}; {cookie}"), &back).await
}

/// Signs in as somebody, and answers with the cookie of the session.
pub async fn sign_in(scene: &Scene, issuer: &Issuer, who: &str) -> String {
    issuer.is(who);
    let answer = go(scene, issuer, "").await;
    assert_eq!(answer.status(), 303);
    cookies(answer.headers())
}

/// Status of what only a signed-in resident is told.
pub async fn status(scene: &Scene, cookie: &str) -> u16 {
    let answer = scene.get_as(cookie, "/api/v1/me").send().await;
    answer.unwrap().status().as_u16()
}
