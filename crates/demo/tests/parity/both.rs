//! The real server and the demo, at the same moment, asked the same.

use std::collections::HashMap;
use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use chrono::{DateTime, TimeDelta, Utc};
use citizen_score_contract::EntriesPage;
use citizen_score_demo::{Demo, Request, Response};
use citizen_score_rules::{Entry, Rulebook};
use citizen_score_server::clock::Clock;
use citizen_score_server::router::router;
use citizen_score_server::signing::ensure_key;
use citizen_score_server::state::{AppState, Kiosk, Parts, Settings};
use citizen_score_server::store::Store;
use citizen_score_server::{demo as loading, displays};
use http_body_util::BodyExt as _;
use serde_json::Value;
use tempfile::TempDir;
use tokio::sync::{OnceCell, watch};
use tower::ServiceExt as _;

pub use crate::ask::{Answers, Ask};
use crate::mask;

/// The moment at which everything begins.
pub const START: &str = "2026-11-24T09:00:00Z";

/// Where phones reach the app.
pub const PHONE_URL: &str = "https://score.example.org";

/// Headers that have to be the same.
const COMPARED: [&str; 5] = [
    "content-type",
    "cache-control",
    "content-disposition",
    "location",
    "retry-after",
];

/// A database with the demo in it, which takes a while to fill: each test has a copy.
static FILLED: OnceCell<TempDir> = OnceCell::const_new();

async fn filled() -> &'static TempDir {
    FILLED
        .get_or_init(|| async {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join("demo.sqlite");
            let store = Store::open(&format!("sqlite:{}", file.display())).await;
            let store = store.unwrap();
            let now = START.parse().unwrap();
            loading::load(&store, &[], now).await.unwrap();
            ensure_key(&store, now).await.unwrap();
            folder
        })
        .await
}

/// Both of them. Whoever asks has a name, and cookies of their own on each side.
pub struct Both {
    _folder: TempDir,
    pub store: Store,
    pub state: AppState,
    pub clock: Clock,
    router: Router,
    pub demo: Demo,
    pub cookies: [HashMap<String, Vec<(String, String)>>; 2],
    named: HashMap<String, [String; 2]>,
    drawn: u64,
    _shutdown: watch::Sender<bool>,
}

impl Both {
    pub async fn start() -> Self {
        let folder = TempDir::new().unwrap();
        for file in fs::read_dir(filled().await.path()).unwrap() {
            let from: PathBuf = file.unwrap().path();
            fs::copy(&from, folder.path().join(from.file_name().unwrap())).unwrap();
        }
        let file = folder.path().join("demo.sqlite");
        let store = Store::open(&format!("sqlite:{}", file.display())).await;
        let store = store.unwrap();
        let now: DateTime<Utc> = START.parse().unwrap();
        let clock = Clock::standing(now);
        let mut demo = Demo::new(now, [7; 32]).unwrap();
        demo.set_phone_url(Some(PHONE_URL.to_owned()));
        let hash = displays::key_hash(demo.display_key());
        let added = store.add_display("Demonstration display", Some(&hash), now);
        added.await.unwrap().unwrap();
        let (ending, shutdown) = watch::channel(false);
        let residents = loading::residents().unwrap();
        let state = AppState::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            rulebook: Rulebook::from_json(loading::RULEBOOK).unwrap(),
            residents: residents.into_iter().map(Into::into).collect(),
            app: None,
            settings: Settings {
                demo: true,
                kiosk: Kiosk {
                    phone_url: Some(PHONE_URL.to_owned()),
                    ..Kiosk::default()
                },
                ..Settings::default()
            },
            shutdown,
        });
        let state = state.unwrap();
        let display = ("cs_display".to_owned(), demo.display_key().to_owned());
        let cookies = HashMap::from([("display".to_owned(), vec![display])]);
        Self {
            _folder: folder,
            store,
            router: router(state.clone()),
            state,
            clock,
            demo,
            cookies: [cookies.clone(), cookies],
            named: HashMap::new(),
            drawn: 0,
            _shutdown: ending,
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Sets both clocks ahead.
    pub fn wait(&self, seconds: i64) {
        self.clock.advance(seconds);
        assert!(self.now() < START.parse::<DateTime<Utc>>().unwrap() + TimeDelta::days(400));
    }

    /// Keeps what both said under a name.
    pub fn keep(&mut self, name: &str, values: [String; 2]) {
        self.named.insert(name.to_owned(), values);
    }

    /// Signs somebody in, under the same name.
    pub async fn sign_in(&mut self, who: &'static str) {
        let body = format!("{{\"resident\":\"{who}\"}}");
        let ask = Ask::new(who, "POST", "/api/v1/session").json(&body);
        assert_eq!(self.ask(ask).await.status, 200);
    }

    pub async fn get(&mut self, who: &'static str, path: &str) -> Answers {
        self.ask(Ask::new(who, "GET", path)).await
    }

    /// The entry that the demo has recorded last for somebody who is signed in.
    pub fn live_entry(&mut self, who: &'static str) -> Entry {
        let ask = Ask::new(who, "GET", "/api/v1/me/entries?limit=200");
        let (request, now) = (self.request(1, &ask), self.now());
        let response = self.demo.handle(&request, now, &mut |_: &mut [u8]| {});
        let page: EntriesPage = serde_json::from_slice(&response.body).unwrap();
        let mut entries = page.entries.into_iter().map(|view| view.entry);
        entries.find(|entry| entry.id.contains("-live-")).unwrap()
    }

    fn cookie(&self, side: usize, who: &str) -> Option<String> {
        let pairs = self.cookies[side].get(who)?;
        let pairs = pairs.iter().map(|(name, value)| format!("{name}={value}"));
        Some(pairs.collect::<Vec<_>>().join("; ")).filter(|it| !it.is_empty())
    }

    fn filled_in(&self, side: usize, text: &str) -> String {
        let mut text = text.to_owned();
        for (name, values) in &self.named {
            text = text.replace(&format!("{{{name}}}"), &values[side]);
        }
        text
    }

    /// The request as one side gets it.
    pub fn request(&self, side: usize, ask: &Ask) -> Request {
        let mut headers: Vec<(String, String)> = Vec::new();
        for (name, value) in &ask.headers {
            headers.push(((*name).to_owned(), self.filled_in(side, value)));
        }
        if let Some(cookie) = self.cookie(side, ask.who) {
            headers.push(("cookie".to_owned(), cookie));
        }
        let body = match String::from_utf8(ask.body.clone()) {
            Ok(text) => self.filled_in(side, &text).into_bytes(),
            Err(_) => ask.body.clone(),
        };
        Request {
            method: ask.method.to_owned(),
            path_and_query: self.filled_in(side, &ask.path),
            headers,
            body,
        }
    }

    /// The answer of the server, before its body is read.
    pub async fn serve(&self, request: Request) -> axum::http::Response<Body> {
        let mut built = axum::http::Request::builder()
            .method(request.method.as_str())
            .uri(&request.path_and_query);
        for (name, value) in &request.headers {
            built = built.header(name, value);
        }
        let mut built = built.body(Body::from(request.body)).unwrap();
        let address: SocketAddr = ([127, 0, 0, 1], 4000).into();
        built.extensions_mut().insert(ConnectInfo(address));
        self.router.clone().oneshot(built).await.unwrap()
    }

    /// Asks both, compares, and answers with what they agree on.
    pub async fn ask(&mut self, ask: Ask) -> Answers {
        let served = self.serve(self.request(0, &ask)).await;
        let (parts, body) = served.into_parts();
        let served = Response {
            status: parts.status.as_u16(),
            headers: parts
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect(),
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        };
        let request = self.request(1, &ask);
        let now = self.now();
        let drawn = &mut self.drawn;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                *drawn = drawn
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(3);
                *byte = drawn.to_be_bytes()[0];
            }
        };
        let answered = self.demo.handle(&request, now, &mut random);
        let what = format!(
            "{} {} {} as {}",
            ask.method, ask.path, answered.status, ask.who
        );
        let text = |it: &Response| {
            String::from_utf8_lossy(&it.body)
                .chars()
                .take(600)
                .collect::<String>()
        };
        assert_eq!(
            served.status,
            answered.status,
            "{what}\nserver: {}\ndemo: {}",
            text(&served),
            text(&answered)
        );
        for name in COMPARED {
            let [one, other] = [&served, &answered].map(|it| it.header(name).map(mask::text));
            // What has no body, or was only asked for its headers, may leave this out.
            let is_empty = served.body.is_empty() && name == "cache-control";
            assert!(is_empty || one == other, "{what} {name}: {one:?} {other:?}");
        }
        let set = [&served, &answered].map(|it| it.header("set-cookie").map(str::to_owned));
        let outline = |set: &Option<String>| {
            let set = set.as_deref()?;
            let (pair, attributes) = set.split_once(';')?;
            let (name, value) = pair.split_once('=')?;
            Some(format!("{name} {} {attributes}", value.len()))
        };
        assert_eq!(outline(&set[0]), outline(&set[1]), "{what}");
        for (cookies, set) in self.cookies.iter_mut().zip(set) {
            let Some(set) = set else { continue };
            let (name, value) = set.split(';').next().unwrap().split_once('=').unwrap();
            let jar = cookies.entry(ask.who.to_owned()).or_default();
            jar.retain(|(known, _)| known != name);
            if !value.is_empty() {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
        let [one, other] = [&served, &answered].map(masked);
        assert_eq!(one, other, "{what}");
        Answers {
            status: served.status,
            body: one,
            bodies: [served.body, answered.body],
        }
    }
}

/// A body without what is drawn: JSON as such, everything else as lines.
fn masked(response: &Response) -> Value {
    if let Ok(value) = serde_json::from_slice(&response.body) {
        return mask::json(value);
    }
    match std::str::from_utf8(&response.body) {
        Ok(text) => text.lines().map(line).collect(),
        Err(_) => response.body.clone().into(),
    }
}

fn line(line: &str) -> Value {
    match serde_json::from_str(line) {
        Ok(value) => mask::json(value),
        Err(_) => Value::from(mask::text(line)),
    }
}
