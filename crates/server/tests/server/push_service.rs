//! A push service in this process, and browsers that open what it takes: an RFC 8291 of our own, so that
//! what seals is checked by something else.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes128Gcm, Nonce};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use citizen_score_record::base64url;
use citizen_score_server::push::PushSettings;
use citizen_score_server::state::Settings;
use hkdf::Hkdf;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::{PublicKey, SecretKey};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::scene::Scene;

/// What a push service was sent.
pub struct Message {
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Where messages are posted to.
pub struct PushService {
    pub base: String,
    messages: UnboundedReceiver<Message>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

type Shared = (UnboundedSender<Message>, Arc<Mutex<VecDeque<u16>>>);

async fn take(
    State((messages, answers)): State<Shared>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> (StatusCode, [(&'static str, String); 1]) {
    let path = uri.path().to_owned();
    // Before the test hears of the message, and goes on to what it wants the next one answered with.
    let answer = answers.lock().unwrap().pop_front().unwrap_or(201);
    let _ = messages.send(Message {
        path,
        headers,
        body,
    });
    let status = StatusCode::from_u16(answer).unwrap();
    // What a redirect would lead to: nothing may follow it.
    (status, [("location", "/elsewhere".to_owned())])
}

impl PushService {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (sender, messages) = unbounded_channel();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let shared = (sender, Arc::clone(&answers));
        let app = Router::new().fallback(take).with_state(shared);
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self {
            base,
            messages,
            answers,
        }
    }

    /// Answers the next messages so, and those after as taken.
    pub fn answers(&self, statuses: &[u16]) {
        self.answers.lock().unwrap().extend(statuses);
    }

    /// The next message.
    pub async fn next(&mut self) -> Message {
        let next = tokio::time::timeout(Duration::from_secs(15), self.messages.recv());
        next.await.expect("a message in time").unwrap()
    }

    /// The path and the topic of the next message to one of these browsers.
    pub async fn told(&mut self, browsers: &[&Browser]) -> (String, String) {
        let message = self.next().await;
        let browser = browsers.iter().find(|it| it.path() == message.path);
        let said = browser.expect("a browser of the test").said(&message);
        let about = said["about"].as_str().unwrap().to_owned();
        (message.path, about)
    }
}

/// Settings of a server that sends to services in this process, as often as it likes.
pub fn sending() -> Settings {
    Settings {
        push: PushSettings {
            contact: Some("mailto:push@example.org".into()),
            loopback: true,
            gap: Duration::ZERO,
            ..PushSettings::default()
        },
        ..Settings::default()
    }
}

/// A browser that takes messages.
pub struct Browser {
    pub endpoint: String,
    secret: SecretKey,
    auth: [u8; 16],
}

impl Browser {
    pub fn new(service: &PushService, name: &str) -> Self {
        let mut secret = [7; 32];
        for (place, byte) in name.bytes().enumerate() {
            secret[place] = byte;
        }
        Self {
            endpoint: format!("{}/{name}", service.base),
            secret: SecretKey::from_slice(&secret).unwrap(),
            auth: secret[..16].try_into().unwrap(),
        }
    }

    pub fn path(&self) -> String {
        self.endpoint[self.endpoint.rfind('/').unwrap()..].to_owned()
    }

    /// The body of `PUT /me/push`.
    pub fn wish(&self, about: &[&str], quiet: &Value) -> Value {
        let public = self.secret.public_key().to_encoded_point(false);
        json!({
            "endpoint": self.endpoint,
            "p256dh": base64url::encode(public.as_bytes()),
            "auth": base64url::encode(&self.auth),
            "language": "nl",
            "told": { "about": about, "quiet": quiet },
        })
    }

    pub async fn put(&self, scene: &Scene, cookie: &str, wish: &Value) -> Response {
        let request = scene.send_as(cookie, Method::PUT, "/api/v1/me/push");
        request.json(wish).send().await.unwrap()
    }

    /// Subscribes to everything, without quiet hours.
    pub async fn subscribe(&self, scene: &Scene, cookie: &str) {
        let wish = self.wish(&["record", "case", "sign_in"], &Value::Null);
        assert_eq!(self.put(scene, cookie, &wish).await.status(), 200);
    }

    /// What a message says.
    pub fn said(&self, message: &Message) -> Value {
        let text = open(&self.secret, &self.auth, &message.body).expect("sealed for this browser");
        serde_json::from_slice(&text).unwrap()
    }
}

/// Opens a message: RFC 8291, and of RFC 8188 the one record that a message is.
pub fn open(secret: &SecretKey, auth: &[u8; 16], body: &[u8]) -> Option<Vec<u8>> {
    let (salt, rest) = body.split_at(16);
    let (size, rest) = rest.split_at(4);
    let size = u32::from_be_bytes(size.try_into().unwrap()) as usize;
    let (theirs, sealed) = rest[1..].split_at(usize::from(rest[0]));
    assert!(sealed.len() <= size, "one record");
    let their_key = PublicKey::from_sec1_bytes(theirs).unwrap();
    let shared = p256::ecdh::diffie_hellman(secret.to_nonzero_scalar(), their_key.as_affine());
    let own = secret.public_key().to_encoded_point(false);
    let mut input = [0; 32];
    let info = [b"WebPush: info\0", own.as_bytes(), theirs].concat();
    Hkdf::<Sha256>::new(Some(auth), shared.raw_secret_bytes())
        .expand(&info, &mut input)
        .unwrap();
    let keys = Hkdf::<Sha256>::new(Some(salt), &input);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    keys.expand(b"Content-Encoding: aes128gcm\0", &mut key)
        .unwrap();
    keys.expand(b"Content-Encoding: nonce\0", &mut nonce)
        .unwrap();
    let cipher = Aes128Gcm::new(&key.into());
    let mut text = cipher.decrypt(Nonce::from_slice(&nonce), sealed).ok()?;
    while text.last() == Some(&0) {
        text.pop();
    }
    assert_eq!(text.pop(), Some(2), "the last record");
    Some(text)
}
