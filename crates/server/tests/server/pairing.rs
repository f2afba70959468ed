//! Signing in at a display with a phone (RFC 8628), as it goes where nobody means harm.

use std::time::{Duration, Instant};

use citizen_score_contract::pairing::{PAIRING_SECONDS, PairingStatus, WAIT_SECONDS};
use citizen_score_contract::{DisplaySessions, NewPairing, Pairing, Session};
use citizen_score_server::state::{Kiosk, Settings};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::scene::{Scene, cookie_of};
use crate::stream::Stream;

/// A display asks for a pairing.
pub async fn ask(scene: &Scene, display: &str) -> NewPairing {
    let response = scene
        .post_json(display, "/api/v1/pairings", json!({}))
        .await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.json().await.unwrap()
}

/// A display asks for its token.
pub async fn token(scene: &Scene, display: &str, device_code: &str) -> Response {
    let body = json!({ "device_code": device_code });
    scene
        .post_json(display, "/api/v1/pairings/token", body)
        .await
}

/// A request for a token that the server holds. Of two at the same moment, the other is told to slow
/// down, so that this one is known to be held.
pub async fn held<'a>(
    scene: &'a Scene,
    display: &'a str,
    device_code: &'a str,
) -> impl Future<Output = Response> + Unpin + use<'a> {
    let [one, other] = [(); 2].map(|()| Box::pin(token(scene, display, device_code)));
    let first = futures_util::future::select(one, other).await;
    let (told, held) = first.factor_first();
    assert_eq!(code_of(told).await, (400, "slow_down".to_owned()));
    held
}

/// A phone looks at a pairing (`""`), approves or refuses it; with the key if there is one.
pub async fn answer(
    scene: &Scene,
    phone: &str,
    code: &str,
    key: Option<&str>,
    wish: &str,
) -> Response {
    let query = key.map(|key| format!("?key={key}")).unwrap_or_default();
    let slash = if wish.is_empty() { "" } else { "/" };
    let path = format!("/api/v1/pairings/{code}{slash}{wish}{query}");
    let method = if wish.is_empty() {
        Method::GET
    } else {
        Method::POST
    };
    scene.send_as(phone, method, &path).send().await.unwrap()
}

/// The same, where it is expected to be told.
pub async fn told(
    scene: &Scene,
    phone: &str,
    new: &NewPairing,
    with_key: bool,
    wish: &str,
) -> Pairing {
    let key = with_key.then_some(&*new.user_key);
    let response = answer(scene, phone, &new.user_code, key, wish).await;
    assert_eq!(response.status(), StatusCode::OK, "{wish}");
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.json().await.unwrap()
}

pub async fn code_of(response: Response) -> (u16, String) {
    let status = response.status().as_u16();
    let problem: Value = response.json().await.unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_lets_a_display_in_and_ends_the_visit_from_afar() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let phone = scene.sign_in("ann").await;
    let mut own = Stream::open(&scene, &phone, None).await;
    own.next().await;

    let new = ask(&scene, &display).await;
    assert_eq!((new.device_code.len(), new.user_key.len()), (43, 22));
    assert_eq!(new.expires_in, PAIRING_SECONDS);
    let seen = told(&scene, &phone, &new, true, "").await;
    assert_eq!(
        (&*seen.display, seen.status, seen.session),
        ("Town hall 2", PairingStatus::Waiting, None)
    );
    assert_eq!(seen.user_code, new.user_code);
    assert!((PAIRING_SECONDS - 2..=PAIRING_SECONDS).contains(&seen.expires_in));

    let waiting = held(&scene, &display, &new.device_code).await;
    let approving = async {
        let approved = told(&scene, &phone, &new, true, "approve").await;
        assert_eq!(approved.status, PairingStatus::Approved);
        Instant::now()
    };
    let (response, approved) = tokio::join!(waiting, approving);
    assert!(approved.elapsed() < Duration::from_secs(1));
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let visit = format!("{display}; {}", cookie_of(&response));
    let session: Session = response.json().await.unwrap();
    let left = session.visit.unwrap();
    assert_eq!(session.display_name, "Name of ann");
    assert_eq!((left.idle_seconds, left.extensions_left), (180, 10));
    assert!((598..=600).contains(&left.left_seconds));
    assert_eq!(
        scene.json_as(&visit, "/api/v1/me").await["display_name"],
        "Name of ann"
    );

    // The phone is told, by its stream, by the pairing and by the list.
    assert_eq!(own.next().await.name, "display");
    let list = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    let list: DisplaySessions = serde_json::from_value(list).unwrap();
    let listed = &list.sessions[0];
    assert_eq!((list.sessions.len(), &*listed.display), (1, "Town hall 2"));
    assert_eq!((listed.until - listed.since).num_seconds(), 600);
    for with_key in [true, false] {
        let seen = told(&scene, &phone, &new, with_key, "").await;
        assert_eq!(seen.status, PairingStatus::Approved);
        assert_eq!(seen.session.as_ref(), Some(listed));
    }
    let log = scene.json_as(&phone, "/api/v1/me/access-log").await;
    assert_eq!(log["accesses"][0]["kind"], "sign_in");
    assert_eq!(
        log["accesses"][0]["by"],
        "display Town hall 2, approved by phone"
    );

    // The display hears nothing of displays, and of the end at once.
    let mut shown = Stream::open(&scene, &visit, Some("0")).await;
    assert_eq!(shown.next().await.name, "standing");
    let path = format!("/api/v1/me/display-sessions/{}", listed.id);
    let ended = scene.send_as(&phone, Method::DELETE, &path).send().await;
    let asked = Instant::now();
    assert_eq!(ended.unwrap().status(), StatusCode::NO_CONTENT);
    assert_eq!(shown.next().await.name, "signed_out");
    assert_eq!(shown.any().await, None);
    assert!(asked.elapsed() < Duration::from_secs(1));
    assert_eq!(own.next().await.name, "display");
    let gone = scene.get_as(&visit, "/api/v1/me").send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::UNAUTHORIZED);
    let list = scene.json_as(&phone, "/api/v1/me/display-sessions").await;
    assert_eq!(list, json!({ "sessions": [] }));
    let again = scene.send_as(&phone, Method::DELETE, &path).send().await;
    assert_eq!(again.unwrap().status(), StatusCode::NOT_FOUND);
    let over = told(&scene, &phone, &new, false, "").await;
    assert_eq!((over.status, over.session), (PairingStatus::Used, None));
    // The phone itself stays signed in.
    scene.json_as(&phone, "/api/v1/me").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_in_another_process_reaches_the_waiting_display_within_a_second() {
    let scene = Scene::start().await;
    let twin = scene.twin(Settings::default()).await;
    let display = scene.display("Town hall 2").await;
    let phone = scene.sign_in("ann").await;
    for wish in ["approve", "refuse"] {
        let new = ask(&scene, &display).await;
        let waiting = held(&scene, &display, &new.device_code).await;
        let answering = async {
            told(&twin, &phone, &new, false, wish).await;
            Instant::now()
        };
        let (response, answered) = tokio::join!(waiting, answering);
        assert!(answered.elapsed() < Duration::from_secs(1), "{wish}");
        if wish == "refuse" {
            let refused = code_of(response).await;
            assert_eq!(refused, (403, "access_denied".to_owned()));
            continue;
        }
        assert_eq!(response.status(), StatusCode::OK);
        // And an end that another process makes reaches the display's stream.
        let visit = format!("{display}; {}", cookie_of(&response));
        let mut shown = Stream::open(&scene, &visit, None).await;
        shown.next().await;
        let listed = twin.json_as(&phone, "/api/v1/me/display-sessions").await;
        let id = listed["sessions"][0]["id"].as_str().unwrap();
        let path = format!("/api/v1/me/display-sessions/{id}");
        let ended = twin.send_as(&phone, Method::DELETE, &path).send().await;
        let asked = Instant::now();
        assert_eq!(ended.unwrap().status(), StatusCode::NO_CONTENT);
        assert_eq!(shown.next().await.name, "signed_out");
        assert!(asked.elapsed() < Duration::from_secs(1));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_waited_for_and_then_asked_for_again() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let new = ask(&scene, &display).await;
    let asked = Instant::now();
    let pending = code_of(token(&scene, &display, &new.device_code).await).await;
    assert_eq!(pending, (400, "authorization_pending".to_owned()));
    let held = asked.elapsed().as_secs_f64();
    let most = f64::from(WAIT_SECONDS) + 1.5;
    assert!(
        (f64::from(WAIT_SECONDS) - 0.5..most).contains(&held),
        "{held}"
    );
    // One that was approved in between is had at once.
    let phone = scene.sign_in("ann").await;
    told(&scene, &phone, &new, false, "approve").await;
    let response = token(&scene, &display, &new.device_code).await;
    assert_eq!(response.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_code_is_read_as_people_type_it_and_a_refusal_is_told() {
    let scene = Scene::start().await;
    let display = scene.display("Town hall 2").await;
    let phone = scene.sign_in("ann").await;
    let new = ask(&scene, &display).await;
    let (left, right) = new.user_code.split_once('-').unwrap();
    for typed in [
        format!("{left}{right}"),
        format!("%20{left}%20{right}").to_lowercase(),
        format!("{}-{right}", left.to_lowercase()),
    ] {
        let response = answer(&scene, &phone, &typed, None, "").await;
        let seen: Pairing = response.json().await.unwrap();
        assert_eq!(seen.user_code, new.user_code, "{typed}");
    }
    // Whoever has refused is told so again, and cannot approve any more.
    for wish in ["refuse", "refuse", "approve", ""] {
        let seen = told(&scene, &phone, &new, false, wish).await;
        assert_eq!(seen.status, PairingStatus::Refused, "{wish}");
        assert_eq!(seen.expires_in, 0);
    }
    let denied = code_of(token(&scene, &display, &new.device_code).await).await;
    assert_eq!(denied, (403, "access_denied".to_owned()));
}

#[tokio::test]
async fn a_server_in_kiosk_mode_takes_every_browser_for_its_display() {
    let everyone = Settings {
        kiosk: Kiosk {
            everyone: Some("Library".into()),
            ..Kiosk::default()
        },
        ..Settings::default()
    };
    let kiosk = Scene::with(everyone).await;
    let usual = kiosk.twin(Settings::default()).await;
    let phone = usual.sign_in("ann").await;
    let new = ask(&kiosk, "").await;
    let seen = told(&usual, &phone, &new, false, "approve").await;
    assert_eq!(seen.display, "Library");
    let response = token(&kiosk, "", &new.device_code).await;
    assert_eq!(response.status(), StatusCode::OK);
    let visit = cookie_of(&response);
    let session = kiosk.json_as(&visit, "/api/v1/session").await;
    assert_eq!(session["visit"]["extensions_left"], 10);
    // A display that is enrolled elsewhere keeps its name.
    let enrolled = kiosk.display("Town hall 2").await;
    let new = ask(&kiosk, &enrolled).await;
    let seen = told(&usual, &phone, &new, false, "").await;
    assert_eq!(seen.display, "Town hall 2");
}
