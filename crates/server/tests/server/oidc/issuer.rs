//! An identity provider as small as one can be: it takes every browser for the same person.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use citizen_score_server::clock::Clock;
use openidconnect::url::{Url, form_urlencoded};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;

use super::client;
use super::sign::{Key, Token, Twist, encoded};

pub const CLIENT: &str = "citizen-score-test";
pub const SECRET: &str = "hush: hush/hush";
pub const CALLBACK: &str = "https://score.example.org/sign-in/oidc/callback";

type Fields = BTreeMap<String, String>;

/// The provider. It ends with the test.
pub struct Issuer {
    pub url: String,
    pub shared: Arc<Mutex<Shared>>,
}

/// What it is like.
pub struct Shared {
    pub clock: Clock,
    pub who: String,
    /// Claims beside those that every ID token has.
    pub more: Value,
    /// The key that it signs with.
    pub key: Key,
    /// The keys that it publishes.
    pub keys: Vec<Key>,
    /// What is put into ID tokens.
    pub twist: Twist,
    /// What is put into its description of itself.
    pub describe: fn(&mut Value),
    /// It answers nothing but errors.
    pub away: bool,
    /// Changes what a code was asked for with.
    pub forget_challenge: bool,
    pub names_itself: bool,
    /// How often it was asked for its keys.
    pub asked: usize,
    /// The last ID token, and what it was asked for with.
    pub last_token: String,
    codes: HashMap<String, Fields>,
    url: String,
}

type Here = Arc<Mutex<Shared>>;

impl Issuer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/realms/city", listener.local_addr().unwrap());
        let shared = Arc::new(Mutex::new(Shared {
            clock: Clock::default(),
            who: "ann".to_owned(),
            more: json!({}),
            key: Key::Ed25519(1),
            keys: vec![Key::P256(9), Key::Ed25519(1)],
            twist: |_| {},
            describe: |_| {},
            away: false,
            forget_challenge: false,
            names_itself: true,
            asked: 0,
            last_token: String::new(),
            codes: HashMap::new(),
            url: url.clone(),
        }));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(describe))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .with_state(Arc::clone(&shared));
        let routes = Router::new().nest("/realms/city", routes);
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        Self { url, shared }
    }

    pub fn follow(&self, clock: &Clock) {
        self.change(|it| it.clock = clock.clone());
    }

    pub fn change<T>(&self, change: impl FnOnce(&mut Shared) -> T) -> T {
        change(&mut self.shared.lock().unwrap())
    }

    /// From now on every browser is this one's.
    pub fn is(&self, who: &str) {
        self.change(|it| who.clone_into(&mut it.who));
    }

    /// A browser comes from the server; answers with the path that it is sent back to.
    pub async fn pass(&self, there: &str) -> String {
        let answer = client().get(there).send().await.unwrap();
        assert_eq!(answer.status(), 303, "{there}");
        let back = answer.headers()["location"].to_str().unwrap().to_owned();
        let rest = back.strip_prefix(CALLBACK).expect(&back);
        format!("/sign-in/oidc/callback{rest}")
    }

    /// A logout token for a session or for all of somebody.
    pub fn logout_token(&self, sub: Option<&str>, sid: Option<&str>) -> Token {
        let it = self.shared.lock().unwrap();
        let now = it.clock.seconds();
        let mut claims = json!({
            "iss": it.url, "aud": [CLIENT], "iat": now, "exp": now + 120,
            "jti": encoded(rand_bytes()),
            "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        for (name, value) in [("sub", sub), ("sid", sid)] {
            if let Some(value) = value {
                claims[name] = json!(value);
            }
        }
        let mut token = Token::new(it.key, claims);
        token.header["typ"] = json!("logout+jwt");
        token
    }
}

pub fn rand_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}

/// Something in JSON.
fn answer(said: &Value) -> Response {
    ([("content-type", "application/json")], said.to_string()).into_response()
}

async fn describe(State(here): State<Here>) -> Response {
    let it = here.lock().unwrap();
    if it.away {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let at = |path: &str| format!("{}/{path}", it.url);
    let mut said = json!({
        "issuer": it.url,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "EdDSA", "none"],
        "backchannel_logout_supported": true,
        "authorization_response_iss_parameter_supported": it.names_itself,
    });
    (it.describe)(&mut said);
    answer(&said)
}

async fn keys(State(here): State<Here>) -> Response {
    let mut it = here.lock().unwrap();
    it.asked += 1;
    let keys: Vec<Value> = it.keys.iter().map(|key| key.public()).collect();
    answer(&json!({ "keys": keys }))
}

async fn authorize(State(here): State<Here>, Query(asked): Query<Fields>) -> Redirect {
    let mut it = here.lock().unwrap();
    let said = |name: &str| asked.get(name).map(String::as_str);
    assert_eq!(said("response_type"), Some("code"));
    assert_eq!(said("client_id"), Some(CLIENT));
    assert_eq!(said("redirect_uri"), Some(CALLBACK));
    assert_eq!(said("code_challenge_method"), Some("S256"));
    let code = encoded(rand_bytes());
    let mut back = Url::parse(CALLBACK).unwrap();
    back.query_pairs_mut()
        .append_pair("code", &code)
        .append_pair("state", said("state").unwrap());
    if it.names_itself {
        back.query_pairs_mut().append_pair("iss", &it.url);
    }
    it.codes.insert(code, asked);
    Redirect::to(back.as_str())
}

async fn token(State(here): State<Here>, headers: HeaderMap, body: Bytes) -> Response {
    let form: Fields = form_urlencoded::parse(&body).into_owned().collect();
    let mut it = here.lock().unwrap();
    if it.away {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let no = |error: &str| (StatusCode::BAD_REQUEST, answer(&json!({ "error": error })));
    // RFC 6749, section 2.3.1: both are written as in a form first.
    let both: [String; 2] =
        [CLIENT, SECRET].map(|it| form_urlencoded::byte_serialize(it.as_bytes()).collect());
    let basic = both.join(":");
    let basic = format!(
        "Basic {}",
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, basic)
    );
    if headers.get("authorization").is_none_or(|it| *it != *basic) {
        return no("invalid_client").into_response();
    }
    let asked = form.get("code").and_then(|code| it.codes.remove(code));
    let Some(asked) = asked else {
        return no("invalid_grant").into_response();
    };
    let challenge = encoded(Sha256::digest(form["code_verifier"].as_bytes()));
    let is_his = asked["code_challenge"] == challenge && !it.forget_challenge;
    if !is_his || form["redirect_uri"] != CALLBACK || form["grant_type"] != "authorization_code" {
        return no("invalid_grant").into_response();
    }
    let now = it.clock.seconds();
    let mut claims = json!({
        "iss": it.url, "aud": CLIENT, "sub": it.who, "iat": now, "exp": now + 300,
        "nonce": asked["nonce"], "sid": format!("sid of {}", it.who),
    });
    for (name, value) in it.more.as_object().unwrap() {
        claims[name] = value.clone();
    }
    let mut token = Token::new(it.key, claims);
    (it.twist)(&mut token);
    it.last_token = token.text();
    answer(&json!({
        "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 300,
        "id_token": it.last_token,
    }))
}
