//! Proofs of a tier: made by a resident, used once by a desk that knows nothing else.

use citizen_score_contract::proofs::SECONDS;
use citizen_score_contract::{NewProof, ProofState, TierProof};
use reqwest::{Method, Response, StatusCode};
use serde_json::Value;

use crate::records::help;
use crate::scene::Scene;
use crate::stream::Stream;

const MAKE: &str = "/api/v1/me/tier-proofs";

async fn ask(scene: &Scene, cookie: &str, key: &str) -> Response {
    let request = scene.send_as(cookie, Method::POST, MAKE);
    request.header("idempotency-key", key).send().await.unwrap()
}

async fn make(scene: &Scene, cookie: &str, key: &str) -> NewProof {
    let response = ask(scene, cookie, key).await;
    assert_eq!(response.status(), StatusCode::CREATED);
    assert_eq!(response.headers()["cache-control"], "no-store");
    response.json().await.unwrap()
}

async fn show(scene: &Scene, what: &str) -> Response {
    let path = format!("/api/v1/tier-proofs/{what}");
    scene.get(&path).send().await.unwrap()
}

async fn state(scene: &Scene, cookie: &str, code: &str) -> ProofState {
    let answer = scene.json_as(cookie, &format!("{MAKE}/{code}")).await;
    serde_json::from_value(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_sees_the_tier_once_and_the_resident_sees_that_it_did() {
    let scene = Scene::start().await;
    scene.add("ann", &[help("gift", 3, 40)]).await;
    let cookie = scene.sign_in("ann").await;
    let mut stream = Stream::open(&scene, &cookie, None).await;
    stream.next().await;
    let proof = make(&scene, &cookie, "key-00001").await;
    assert_eq!((proof.token.len(), proof.code.len()), (43, 8));
    assert!((proof.expires_at - scene.clock.now()).num_seconds() <= SECONDS);
    assert_eq!(state(&scene, &cookie, &proof.code).await.used_at, None);

    let response = show(&scene, &proof.token).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()["cache-control"], "no-store");
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer.as_object().unwrap().len(), 2, "{answer}");
    let shown: TierProof = serde_json::from_value(answer).unwrap();
    assert_eq!(
        (shown.tier.as_str(), shown.as_of),
        ("A+", scene.clock.today())
    );
    assert_eq!(stream.next().await.name, "proof_used");
    assert!(state(&scene, &cookie, &proof.code).await.used_at.is_some());

    // Neither opens it again.
    for used in [&proof.token, &proof.code] {
        assert_eq!(show(&scene, used).await.status(), StatusCode::NOT_FOUND);
    }
    let log = scene
        .json_as(&cookie, "/api/v1/me/access-log?kind=tier_proof")
        .await;
    let accesses = log["accesses"].as_array().unwrap();
    assert_eq!(accesses.len(), 1);
    assert_eq!(accesses[0]["by"], "a desk, with a proof of the tier");
}

#[tokio::test]
async fn a_code_is_read_as_people_type_it() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let proof = make(&scene, &cookie, "key-00001").await;
    let (left, right) = proof.code.split_at(4);
    let typed = format!("{left}-{right}").to_lowercase().replace('1', "l");
    let typed = format!("%20{}", typed.replace('0', "o"));
    assert_eq!(show(&scene, &typed).await.status(), StatusCode::OK);
    assert_eq!(show(&scene, &typed).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_desks_at_the_same_moment_one_gets_it() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    for round in 0..5 {
        let proof = make(&scene, &cookie, &format!("key-round-{round}")).await;
        let tries = (0..8).map(|at| {
            show(
                &scene,
                if at % 2 == 0 {
                    &proof.token
                } else {
                    &proof.code
                },
            )
        });
        let answers = futures_util::future::join_all(tries).await;
        let good = answers.iter().filter(|it| it.status() == StatusCode::OK);
        assert_eq!(good.count(), 1);
    }
}

#[tokio::test]
async fn a_proof_is_void_after_two_minutes_and_when_five_newer_ones_are_made() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let late = make(&scene, &cookie, "key-late").await;
    scene.clock.advance(SECONDS + 1);
    assert_eq!(
        show(&scene, &late.token).await.status(),
        StatusCode::NOT_FOUND
    );
    assert_eq!(state(&scene, &cookie, &late.code).await.used_at, None);
    let mut made = Vec::new();
    for at in 0..6 {
        made.push(make(&scene, &cookie, &format!("key-of-six-{at}")).await);
    }
    assert_eq!(
        show(&scene, &made[0].token).await.status(),
        StatusCode::NOT_FOUND
    );
    for proof in &made[1..] {
        assert_eq!(show(&scene, &proof.token).await.status(), StatusCode::OK);
    }
}

#[tokio::test]
async fn the_same_request_gets_the_same_proof_and_nothing_that_opens_it_is_stored() {
    let scene = Scene::start().await;
    let (ann, bob) = (scene.sign_in("ann").await, scene.sign_in("bob").await);
    let proof = make(&scene, &ann, "one-key-of-ann").await;
    assert_eq!(make(&scene, &ann, "one-key-of-ann").await, proof);
    let others = make(&scene, &bob, "one-key-of-ann").await;
    assert!(others.token != proof.token && others.code != proof.code);
    assert_ne!(
        make(&scene, &ann, "another-key-of-ann").await.token,
        proof.token
    );
    scene.store.close().await;
    assert!(scene.stores("Name of ann"));
    for secret in [&proof.token, &proof.code, "one-key-of-ann"] {
        assert!(!scene.stores(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_request_without_a_good_key_or_with_a_body_is_refused() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    for key in ["short", "with space in it", &"k".repeat(65)] {
        let problem: Value = ask(&scene, &cookie, key).await.json().await.unwrap();
        assert_eq!(problem["field"], "idempotency-key", "{key}");
    }
    let post = || scene.send_as(&cookie, Method::POST, MAKE);
    let missing: Value = post().send().await.unwrap().json().await.unwrap();
    assert_eq!(missing["field"], "idempotency-key");
    let with = |body: &'static str| post().header("idempotency-key", "key-00001").body(body);
    let json = ("content-type", "application/json");
    let empty = with("{}").header(json.0, json.1).send().await.unwrap();
    assert_eq!(empty.status(), StatusCode::CREATED);
    for (body, status) in [("{\"a\":1}", 400), ("[]", 400), ("x", 400)] {
        let response = with(body).header(json.0, json.1).send().await.unwrap();
        assert_eq!(response.status(), status, "{body}");
    }
    assert_eq!(with("{}").send().await.unwrap().status(), 415);
}

#[tokio::test]
async fn neither_a_look_at_the_headers_nor_a_look_ahead_nor_another_site_uses_it_up() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let proof = make(&scene, &cookie, "key-00001").await;
    let path = format!("/api/v1/tier-proofs/{}", proof.token);
    let head = scene.send_as("", Method::HEAD, &path).send().await.unwrap();
    assert_eq!(head.status(), StatusCode::METHOD_NOT_ALLOWED);
    for (header, value, status) in [
        ("sec-purpose", "prefetch;prerender", 404),
        ("purpose", "prefetch", 404),
        ("sec-fetch-site", "cross-site", 403),
        ("origin", "https://example.org", 403),
    ] {
        let answer = scene.get(&path).header(header, value).send().await.unwrap();
        assert_eq!(answer.status(), status, "{header}");
    }
    let post = scene.send_as("", Method::POST, &path).send().await.unwrap();
    assert_eq!(post.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(show(&scene, &proof.token).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_holds_up_neither_tokens_nor_sign_in() {
    let scene = Scene::start().await;
    let cookie = scene.sign_in("ann").await;
    let proof = make(&scene, &cookie, "key-00001").await;
    // What cannot be a code is not counted, and neither is a token.
    for _ in 0..12 {
        assert_eq!(
            show(&scene, "nothing").await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(
            show(&scene, &"A".repeat(43)).await.status(),
            StatusCode::NOT_FOUND
        );
    }
    let mut refused = 0;
    for at in 0..10 {
        let answer = show(&scene, &format!("ZZZZZZZ{at}")).await;
        refused += u32::from(answer.status() == StatusCode::NOT_FOUND);
    }
    assert_eq!(refused, 10);
    let waits = show(&scene, &proof.code).await;
    assert_eq!(waits.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(waits.headers().contains_key("retry-after"));
    scene.sign_in("bob").await;
    assert_eq!(show(&scene, &proof.token).await.status(), StatusCode::OK);
    scene.clock.advance(3);
    // A used code is no guess.
    for _ in 0..3 {
        assert_eq!(
            show(&scene, &proof.code).await.status(),
            StatusCode::NOT_FOUND
        );
    }
}
