//! Sessions on a resident's own devices: seen, and ended from one of them.

use citizen_score_contract::sessions::{OpenSession, OpenSessions};
use citizen_score_server::sign_in::IDLE_SECONDS;
use reqwest::{Method, Response};
use serde_json::{Value, json};

use crate::contract::{golden, is_of};
use crate::pairing::code_of;
use crate::scene::{Scene, cookie_of};
use crate::stream::Stream;

const LIST: &str = "/api/v1/me/sessions";

const PHONE: &str = "Mozilla/5.0 (Android 16; Mobile; rv:142.0) Gecko/142.0 Firefox/142.0";

async fn sign_in_with(scene: &Scene, resident: &str, agent: &str) -> String {
    let body = json!({ "code": scene.code(resident).await });
    let request = scene.client.post(scene.url("/api/v1/session"));
    let response = request.header("user-agent", agent).json(&body).send().await;
    cookie_of(&response.unwrap())
}

async fn listed(scene: &Scene, cookie: &str) -> Vec<OpenSession> {
    let list = scene.json_as(cookie, LIST).await;
    let list: OpenSessions = serde_json::from_value(list).unwrap();
    list.sessions
}

async fn own_id(scene: &Scene, cookie: &str) -> String {
    let session = scene.json_as(cookie, "/api/v1/session").await;
    session["id"].as_str().unwrap().to_owned()
}

async fn end(scene: &Scene, cookie: &str, id: &str) -> Response {
    let path = format!("{LIST}/{id}");
    let request = scene.send_as(cookie, Method::DELETE, &path);
    request.send().await.unwrap()
}

async fn status(scene: &Scene, cookie: &str) -> u16 {
    let answer = scene.get_as(cookie, "/api/v1/me").send().await;
    answer.unwrap().status().as_u16()
}

#[tokio::test]
async fn the_list_is_as_the_contract_says() {
    let scene = Scene::start().await;
    let phone = sign_in_with(&scene, "ann", PHONE).await;
    sign_in_with(&scene, "ann", "curl/8.5.0").await;
    let answer = scene.get_as(&phone, LIST).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let list: Value = answer.json().await.unwrap();
    is_of::<OpenSessions>(&list, &golden!("open-sessions"));
}

#[tokio::test]
async fn own_devices_are_listed_newest_first_and_nothing_fine_is_told_of_them() {
    let scene = Scene::start().await;
    let began = scene.clock.seconds();
    let phone = sign_in_with(&scene, "ann", PHONE).await;
    let phones = own_id(&scene, &phone).await;
    scene.clock.advance(90);
    let other = sign_in_with(&scene, "ann", "<script>evil</script>").await;
    scene.sign_in("bob").await;
    let display = scene.display("Town hall 2").await;
    scene.visit(&display, "ann").await;
    let list = listed(&scene, &other).await;
    let [first, second] = &list[..] else {
        panic!("{list:?}");
    };
    assert_eq!(first.id, own_id(&scene, &other).await);
    assert_eq!(second.id, phones);
    assert_eq!((first.current, second.current), (true, false));
    assert_eq!((&first.browser, &first.system), (&None, &None));
    assert_eq!(second.browser.as_deref(), Some("Firefox"));
    assert_eq!(second.system.as_deref(), Some("Android"));
    // Some seconds may pass while this runs.
    assert!((0..60).contains(&(second.signed_in_at.timestamp() - began)));
    assert_eq!(second.last_seen_at, second.signed_in_at);
    let lives = second.expires_at - second.last_seen_at;
    assert_eq!(lives.num_seconds(), IDLE_SECONDS);
    // What ended by itself is not listed, and nothing has used the phone since.
    scene.clock.advance(IDLE_SECONDS - 60);
    assert_eq!(listed(&scene, &other).await.len(), 1);
}

#[tokio::test]
async fn no_token_and_no_agent_is_told_or_kept() {
    let scene = Scene::start().await;
    let phone = sign_in_with(&scene, "ann", PHONE).await;
    let token = phone.split_once('=').unwrap().1;
    let text = scene.get_as(&phone, LIST).send().await.unwrap();
    let text = text.text().await.unwrap();
    assert!(!text.contains(token) && !text.contains("142"), "{text}");
    assert!(scene.stores("Firefox") && !scene.stores("Gecko"));
}

#[tokio::test(flavor = "multi_thread")]
async fn ending_another_device_signs_it_out_at_once_and_leaves_this_one() {
    let scene = Scene::start().await;
    let (this, other) = (scene.sign_in("ann").await, scene.sign_in("ann").await);
    let mut stream = Stream::open(&scene, &other, None).await;
    assert_eq!(stream.next().await.name, "standing");
    let answer = end(&scene, &this, &own_id(&scene, &other).await).await;
    assert_eq!(answer.status(), 204);
    assert!(!answer.headers().contains_key("set-cookie"));
    assert_eq!(stream.next().await.name, "signed_out");
    assert!(stream.any().await.is_none());
    assert_eq!(status(&scene, &other).await, 401);
    assert_eq!(status(&scene, &this).await, 200);
    assert_eq!(listed(&scene, &this).await.len(), 1);
}

#[tokio::test]
async fn ending_the_session_that_asks_is_a_sign_out() {
    let scene = Scene::start().await;
    let this = scene.sign_in("ann").await;
    let answer = end(&scene, &this, &own_id(&scene, &this).await).await;
    assert_eq!(answer.status(), 204);
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.contains("Max-Age=0"), "{cookie}");
    assert_eq!(status(&scene, &this).await, 401);
}

#[tokio::test]
async fn a_session_of_another_resident_or_at_a_display_or_of_no_name_is_not_found() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let display = scene.display("Town hall 2").await;
    let visit = scene.visit(&display, "bob").await;
    let visits = scene.json_as(&bob, "/api/v1/me/display-sessions").await;
    let visit_id = visits["sessions"][0]["id"].as_str().unwrap();
    assert_eq!(visit_id, own_id(&scene, &visit).await);
    let anns = own_id(&scene, &ann).await;
    let long = "x".repeat(65);
    for id in [&*anns, visit_id, "none", &long, "%ff", "%2e%2e", "'--"] {
        let answer = code_of(end(&scene, &bob, id).await).await;
        assert_eq!(answer, (404, "not_found".to_owned()), "{id}");
    }
    // Nor does the call for displays end a session on an own device.
    let path = format!("/api/v1/me/display-sessions/{}", own_id(&scene, &bob).await);
    let answer = scene.send_as(&bob, Method::DELETE, &path).send().await;
    assert_eq!(answer.unwrap().status(), 404);
    for cookie in [&ann, &bob, &visit] {
        assert_eq!(status(&scene, cookie).await, 200);
    }
}

#[tokio::test]
async fn of_very_many_sessions_the_one_that_asks_is_always_listed() {
    let scene = Scene::start().await;
    let first = scene.sign_in("ann").await;
    for _ in 0..100 {
        scene.sign_in("ann").await;
    }
    let list = listed(&scene, &first).await;
    assert_eq!(list.len(), 100);
    assert!(list[99].current && list[..99].iter().all(|it| !it.current));
}
