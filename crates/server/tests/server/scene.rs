//! A running server with a database of its own.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use citizen_score_rules::{Entry, Rulebook};
use citizen_score_server::app_files::AppFiles;
use citizen_score_server::clock::Clock;
use citizen_score_server::server::serve_through;
use citizen_score_server::sign_in::{code, code_expires_at};
use citizen_score_server::state::{AppState, Parts, Settings};
use citizen_score_server::store::{Resident, Store};
use citizen_score_server::{demo, displays};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinHandle;

use crate::database::address;
use crate::held::Held;
use crate::records;

/// A page that has every place the server writes into, and inline script and style.
pub const INDEX: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <meta name=\"kiosk-style\" content=\"/kiosk-0123456789abcdef.css\">\
    <meta name=\"kiosk-guard\" content=\"/guard-0123456789abcdef.js\">\
    <meta name=\"build\" content=\"build-1\"><meta name=\"locales\" content=\"/words-1\"><style>p { margin: 0 }</style>\
    <script type=\"module\">start()</script></head><body><!--frame--><p>…</p><!--/frame-->\
    <script type=\"application/json\" id=\"boot\"></script></body></html>";

/// A running server. It ends when it is dropped.
pub struct Scene {
    pub folder: Arc<TempDir>,
    pub store: Store,
    pub clock: Clock,
    pub client: Client,
    /// What holds every answer to the document of the API.
    pub held: Held,
    base: String,
    end: Option<oneshot::Sender<()>>,
    serving: Option<JoinHandle<()>>,
}

/// The app's texts.
fn with_words(app: &Path) {
    let words = concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales");
    std::os::unix::fs::symlink(words, app.join("words-1")).unwrap();
}

/// The name and number of a resident with this id.
pub fn resident(id: &str, demo: bool) -> Resident {
    Resident {
        id: id.into(),
        name: format!("Name of {id}"),
        number: format!("N-0000-{id}"),
        demo,
    }
}

impl Scene {
    /// A server with the residents `ann` and `bob`, who have no entries.
    pub async fn start() -> Self {
        Self::with(Settings::default()).await
    }

    /// The same as a demo, where `ann` is made up and `bob` is not.
    pub async fn demo() -> Self {
        Self::with(Settings {
            demo: true,
            ..Settings::default()
        })
        .await
    }

    /// A server whose rulebook leaves it to the residents whether they are scored, or does not.
    pub async fn where_scoring_is_voluntary(voluntary: bool) -> Self {
        let mut rulebook: Value = serde_json::from_str(demo::RULEBOOK).unwrap();
        rulebook["voluntary"] = json!(voluntary);
        let settings = Settings {
            heartbeat: Duration::from_millis(50),
            ..Settings::default()
        };
        Self::under(settings, &rulebook.to_string()).await
    }

    pub async fn with(settings: Settings) -> Self {
        Self::under(settings, demo::RULEBOOK).await
    }

    /// A server whose clock stands still, so that no minute turns while something is counted within one.
    pub async fn in_one_moment(settings: Settings) -> Self {
        let clock = Clock::standing(Utc::now());
        Self::of(settings, demo::RULEBOOK, clock, with_words).await
    }

    /// A server whose app has more than its page; `fill` gets its folder.
    pub async fn with_app(fill: impl FnOnce(&Path)) -> Self {
        Self::of(Settings::default(), demo::RULEBOOK, Clock::default(), fill).await
    }

    /// A server with a rulebook of its own.
    pub async fn under(settings: Settings, text: &str) -> Self {
        Self::of(settings, text, Clock::default(), with_words).await
    }

    async fn of(settings: Settings, text: &str, clock: Clock, fill: impl FnOnce(&Path)) -> Self {
        let folder = TempDir::new().unwrap();
        let app = folder.path().join("app");
        std::fs::create_dir(&app).unwrap();
        std::fs::write(app.join("index.html"), INDEX).unwrap();
        fill(&app);
        let store = Store::open(&address(&folder)).await.unwrap();
        let rulebook = Rulebook::from_json(text).unwrap();
        let data = rulebook.data();
        store
            .apply_rulebook(&data.id, &data.version, text, clock.now())
            .await
            .unwrap();
        let mut writer = store.write(clock.now()).await.unwrap();
        writer
            .register(&resident("ann", settings.demo))
            .await
            .unwrap();
        writer.register(&resident("bob", false)).await.unwrap();
        writer.commit().await.unwrap();
        Self::serving(settings, rulebook, Arc::new(folder), store, clock).await
    }

    /// Another server on the same file, as by a second process; the clock is the same.
    pub async fn twin(&self, settings: Settings) -> Self {
        self.twin_over(&self.database(), settings).await
    }

    /// The same, which reaches the database by another address.
    pub async fn twin_over(&self, database: &str, settings: Settings) -> Self {
        let store = Store::open(database).await.unwrap();
        let rulebook = Rulebook::from_json(demo::RULEBOOK).unwrap();
        let (folder, clock) = (Arc::clone(&self.folder), self.clock.clone());
        Self::serving(settings, rulebook, folder, store, clock).await
    }

    async fn serving(
        settings: Settings,
        rulebook: Rulebook,
        folder: Arc<TempDir>,
        store: Store,
        clock: Clock,
    ) -> Self {
        let app = folder.path().join("app");
        let (ending, shutdown) = watch::channel(false);
        let state = AppState::new(Parts {
            store: store.clone(),
            clock: clock.clone(),
            rulebook,
            residents: if settings.demo {
                let residents = demo::residents().unwrap();
                residents.into_iter().map(Into::into).collect()
            } else {
                Vec::new()
            },
            app: Some(AppFiles::open(&app).unwrap()),
            settings,
            shutdown,
        })
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at: SocketAddr = listener.local_addr().unwrap();
        let (end, ended) = oneshot::channel();
        let held = Held::default();
        let around = held.around();
        let serving = tokio::spawn(async move {
            let end = async {
                ended.await.unwrap_or_default();
            };
            serve_through(listener, state, ending, end, around)
                .await
                .unwrap();
        });
        Self {
            folder,
            store,
            clock,
            client: Client::builder()
                .timeout(Duration::from_secs(20))
                .build()
                .unwrap(),
            held,
            base: format!("http://{at}"),
            end: Some(end),
            serving: Some(serving),
        }
    }

    pub fn app(&self) -> PathBuf {
        self.folder.path().join("app")
    }

    /// The address of the database.
    pub fn database(&self) -> String {
        address(&self.folder)
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    /// A GET as someone.
    pub fn get_as(&self, cookie: &str, path: &str) -> RequestBuilder {
        self.get(path).header("cookie", cookie)
    }

    pub async fn json_as(&self, cookie: &str, path: &str) -> Value {
        let response = self.get_as(cookie, path).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        response.json().await.unwrap()
    }

    /// A request that changes something, as someone.
    pub fn send_as(&self, cookie: &str, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, self.url(path));
        request.header("cookie", cookie)
    }

    pub async fn post_session(&self, body: Value) -> Response {
        self.client
            .post(self.url("/api/v1/session"))
            .json(&body)
            .send()
            .await
            .unwrap()
    }

    /// A one-time code, as the desk gives it out.
    pub async fn code(&self, resident: &str) -> String {
        let (code, now) = (code::generate().unwrap(), self.clock.now());
        let (hash, end) = (code::hash(&code).unwrap(), code_expires_at(now).timestamp());
        assert!(
            self.store
                .add_code(&hash, resident, end, "the desk", now)
                .await
                .unwrap()
        );
        code
    }

    /// Signs someone in, and answers with the cookie.
    pub async fn sign_in(&self, resident: &str) -> String {
        let code = self.code(resident).await;
        let response = self.post_session(json!({ "code": code })).await;
        assert_eq!(response.status(), StatusCode::OK);
        cookie_of(&response)
    }

    /// Enrols a display, and answers with its cookie.
    pub async fn display(&self, name: &str) -> String {
        let key = displays::new_key().unwrap();
        let (hash, now) = (displays::key_hash(&key), self.clock.now());
        let added = self.store.add_display(name, Some(&hash), now).await;
        added.unwrap().unwrap();
        format!("{}={key}", displays::COOKIE)
    }

    /// A POST of JSON as someone.
    pub async fn post_json(&self, cookie: &str, path: &str, body: Value) -> Response {
        let request = self.send_as(cookie, Method::POST, path);
        request.json(&body).send().await.unwrap()
    }

    /// Signs someone in at a display by a code, and answers with both cookies.
    pub async fn visit(&self, display: &str, resident: &str) -> String {
        let body = json!({ "code": self.code(resident).await });
        let response = self.post_json(display, "/api/v1/session", body).await;
        assert_eq!(response.status(), StatusCode::OK);
        format!("{display}; {}", cookie_of(&response))
    }

    /// Adds entries to a ledger, in this process.
    pub async fn add(&self, resident: &str, entries: &[Entry]) {
        let mut writer = self.store.write(self.clock.now()).await.unwrap();
        writer.add(resident, entries).await.unwrap();
        writer.commit().await.unwrap();
    }

    /// Writes a file of lines beside the database.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Imports lines as another process does.
    pub async fn import(&self, bytes: impl AsRef<[u8]>) -> Output {
        let file = self.file("entries.ndjson", bytes);
        self.run(&["import", file.to_str().unwrap()]).await
    }

    /// Imports entries of one resident as another process does, and expects it to work.
    pub async fn import_entries(&self, resident: &str, entries: &[Entry]) {
        let lines: Vec<String> = entries
            .iter()
            .map(|entry| records::line(resident, entry).to_string())
            .collect();
        let output = self.import(lines.join("\n")).await;
        assert!(output.status.success(), "{output:?}");
    }

    /// Runs the program on this database.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = program();
        command
            .args(arguments)
            .env("CITIZEN_SCORE_DATABASE", self.database());
        tokio::task::spawn_blocking(move || command.output().unwrap())
            .await
            .unwrap()
    }

    /// Ends the server as an operator does, and waits for it.
    pub async fn end(&mut self) {
        self.end.take().unwrap().send(()).unwrap();
        self.serving.take().unwrap().await.unwrap();
    }
}

/// The program.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_citizen-score"))
}

/// The cookie that an answer sets, as it is sent back.
pub fn cookie_of(response: &Response) -> String {
    let set = response.headers()["set-cookie"].to_str().unwrap();
    set.split(';').next().unwrap().to_owned()
}
