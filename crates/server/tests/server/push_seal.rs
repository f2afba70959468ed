//! Sealing of messages: the example of RFC 8291, and the header of RFC 8292.

use citizen_score_record::base64url;
use citizen_score_server::push::message::{LENGTH, Topic, sealed, text};
use p256::SecretKey;
use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use serde_json::{Value, json};
use web_push_native::{Auth, decrypt};

use crate::push_service::{Browser, PushService, open, sending};
use crate::scene::Scene;

/// RFC 8291, appendix A.
const PRIVATE: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const PUBLIC: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const SEALED: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6\
     e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQ\
     exSgSxsj_Qulcy4a-fN";
const TEXT: &[u8] = b"When I grow up, I want to be a watermelon";

fn example() -> (SecretKey, [u8; 16]) {
    let secret: [u8; 32] = base64url::decode(PRIVATE).unwrap();
    let secret = SecretKey::from_slice(&secret).unwrap();
    (secret, base64url::decode(AUTH).unwrap())
}

#[test]
fn the_example_of_the_rfc_is_opened_by_the_library_and_by_our_own() {
    let (secret, auth) = example();
    let body: [u8; 144] = base64url::decode(SEALED).unwrap();
    assert_eq!(open(&secret, &auth, &body).as_deref(), Some(TEXT));
    let by_library = decrypt(body.to_vec(), &secret, &Auth::from(auth)).unwrap();
    assert_eq!(by_library, TEXT);
    let public = secret.public_key().to_encoded_point(false);
    assert_eq!(base64url::encode(public.as_bytes()), PUBLIC);
}

#[test]
fn every_message_is_of_one_length_and_sealed_anew() {
    let (secret, auth) = example();
    let public: [u8; 65] = base64url::decode(PUBLIC).unwrap();
    let longest = "de-latn-ch-1901-x-abcdefgh-abcdefgh";
    let topics = [
        Topic::Record,
        Topic::Case,
        Topic::SignIn,
        Topic::Several,
        Topic::Test,
    ];
    let names = ["record", "case", "sign_in", "several", "test"];
    let mut seen = Vec::new();
    for language in ["en", "zh-CN", longest] {
        for (topic, name) in topics.into_iter().zip(names) {
            assert_eq!(text(language, topic).unwrap().len(), LENGTH);
            let body = sealed(language, topic, &public, &auth).unwrap();
            assert_eq!(body.len(), 86 + LENGTH + 17);
            let said: Value =
                serde_json::from_slice(&open(&secret, &auth, &body).unwrap()).unwrap();
            assert_eq!(said, json!({ "language": language, "about": name }));
            // Neither salt nor key is used twice.
            let fresh = body[..86].to_vec();
            assert!(!seen.contains(&fresh));
            seen.push(fresh);
        }
    }
    assert!(sealed("en", Topic::Test, &[4; 65], &auth).is_none());
    assert!(sealed("en", Topic::Test, &[], &auth).is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_says_who_sends_it_and_how_long_it_is_good() {
    let mut service = PushService::start().await;
    let scene = Scene::with(sending()).await;
    let ann = scene.sign_in("ann").await;
    let browser = Browser::new(&service, "anns-phone");
    browser.subscribe(&scene, &ann).await;
    let key = scene.json_as(&ann, "/api/v1/me/push").await["key"].clone();
    let tested = scene
        .post_json(&ann, "/api/v1/me/push/test", json!({}))
        .await;
    assert_eq!(tested.status(), 204);
    let message = service.next().await;
    assert_eq!(
        browser.said(&message),
        json!({ "language": "nl", "about": "test" })
    );
    for (name, value) in [
        ("content-encoding", "aes128gcm"),
        ("content-type", "application/octet-stream"),
        ("topic", "citizen-score"),
        ("urgency", "normal"),
        ("ttl", "43200"),
    ] {
        let sent = message.headers[name].to_str().unwrap().to_owned();
        // The session has begun some seconds ago.
        if name == "ttl" {
            assert!(
                (43_100..=43_200).contains(&sent.parse::<i64>().unwrap()),
                "{sent}"
            );
        } else {
            assert_eq!(sent, value, "{name}");
        }
    }
    assert!(!message.headers.contains_key("cookie"));
    let header = message.headers["authorization"].to_str().unwrap();
    let (token, public) = header
        .strip_prefix("vapid t=")
        .unwrap()
        .split_once(", k=")
        .unwrap();
    assert_eq!(json!(public), key);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let public: [u8; 65] = base64url::decode(public).unwrap();
    let signature: [u8; 64] = base64url::decode(signature).unwrap();
    VerifyingKey::from_sec1_bytes(&public)
        .unwrap()
        .verify(
            signed.as_bytes(),
            &Signature::from_slice(&signature).unwrap(),
        )
        .unwrap();
    let (head, claims) = signed.split_once('.').unwrap();
    assert_eq!(decoded(head), json!({ "typ": "JWT", "alg": "ES256" }));
    let claims = decoded(claims);
    assert_eq!(claims["aud"], service.base.as_str());
    assert_eq!(claims["sub"], "mailto:push@example.org");
    let left = claims["exp"].as_i64().unwrap() - scene.clock.seconds();
    assert!((3_600..86_400).contains(&left), "{left}");
    // Another server on the same file has the same key.
    let twin = scene.twin(sending()).await;
    assert_eq!(twin.json_as(&ann, "/api/v1/me/push").await["key"], key);
}

fn decoded(part: &str) -> Value {
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part);
    serde_json::from_slice(&bytes.unwrap()).unwrap()
}
