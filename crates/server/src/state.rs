//! What every handler can reach.

use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderValue;
use bytes::Bytes;
use citizen_score_contract::events::HEARTBEAT_SECONDS;
use citizen_score_contract::{API_PATH, AppConfig, DemoResident, Mode};
use citizen_score_rules::Rulebook;
use tokio::sync::watch;

use crate::accounts::Accounts;
use crate::announced::AnnouncedRulebook;
use crate::app_files::AppFiles;
use crate::clock::Clock;
use crate::exports::Exports;
use crate::http::etag;
use crate::hub::Hub;
use crate::oidc::{Oidc, OidcSettings};
use crate::pace::{Pace, PaceSettings};
use crate::paint::{FrameError, Languages, Painter};
use crate::push::{Push, PushSettings};
use crate::sign_in::token::SessionCookie;
use crate::standings::Standings;
use crate::store::Store;
use crate::streams::{MOST_IN_ALL, Streams};

/// How this server is used.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Made-up residents may be chosen without a code.
    pub demo: bool,
    /// Browsers reach the server over TLS, through a proxy that names the client's address.
    pub behind_tls: bool,
    /// Time between two heartbeats of a stream.
    pub heartbeat: Duration,
    /// Time between two rounds in which what is over is forgotten.
    pub sweep: Duration,
    /// Streams that may be open in all.
    pub streams: usize,
    /// How shared displays behave, and whether every browser is taken for one.
    pub kiosk: Kiosk,
    /// Sending messages to browsers while the app is closed.
    pub push: PushSettings,
    /// How much may be asked.
    pub pace: PaceSettings,
    /// The identity provider at which residents may sign in; none where there is none.
    pub oidc: Option<OidcSettings>,
}

/// How shared displays behave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kiosk {
    /// Whether this server is in kiosk mode: every browser that opens it is a display, and has this name
    /// unless it carries the key of another. Otherwise only browsers with a key are displays.
    pub everyone: Option<String>,
    /// Where residents' phones reach the app; without it, displays with a key are taken to be at the same
    /// address as phones, and in kiosk mode nobody can sign in by phone.
    pub phone_url: Option<String>,
    /// Seconds without a touch or a key after which a visit ends.
    pub idle_seconds: u32,
    /// Seconds after which a visit ends whatever happens, unless it is extended by hand.
    pub limit_seconds: u32,
    /// Whether displays have a printer that prints without asking.
    pub printing: bool,
}

impl Default for Kiosk {
    fn default() -> Self {
        Self {
            everyone: None,
            phone_url: None,
            idle_seconds: 180,
            limit_seconds: 600,
            printing: false,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            demo: false,
            behind_tls: false,
            heartbeat: Duration::from_secs(HEARTBEAT_SECONDS),
            sweep: Duration::from_mins(1),
            streams: MOST_IN_ALL,
            kiosk: Kiosk::default(),
            push: PushSettings::default(),
            pace: PaceSettings::default(),
            oidc: None,
        }
    }
}

/// What a server is made of.
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// The rulebook in force.
    pub rulebook: Rulebook,
    /// The made-up residents to choose from; empty without a demo.
    pub residents: Vec<DemoResident>,
    /// The built app; none where it is missing.
    pub app: Option<AppFiles>,
    /// How the server is used.
    pub settings: Settings,
    /// Turns true when the server ends.
    pub shutdown: watch::Receiver<bool>,
}

/// A JSON text that stays the same while the server runs, and its name.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The text.
    pub json: Bytes,
    /// Its `ETag`.
    pub etag: HeaderValue,
}

impl Fixed {
    /// The text of a value.
    ///
    /// # Errors
    ///
    /// The value cannot be written as JSON.
    pub fn new(value: &impl serde::Serialize) -> Result<Self, serde_json::Error> {
        let json = Bytes::from(serde_json::to_vec(value)?);
        Ok(Self {
            etag: etag::of(&json),
            json,
        })
    }
}

/// What every handler can reach. Copies share it.
#[derive(Clone)]
pub struct AppState(Arc<Inner>);

/// The shared part of [`AppState`].
pub struct Inner {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// What ledgers come to, entry by entry.
    pub accounts: Accounts,
    /// What they come to as a whole.
    pub standings: Standings,
    /// Makes signed records.
    pub exports: Exports,
    /// The rulebook to come.
    pub announced: AnnouncedRulebook,
    /// Wakes open screens.
    pub hub: Hub,
    /// Counts open screens.
    pub streams: Streams,
    /// The rulebook in force.
    pub rulebook: Arc<Rulebook>,
    /// The rulebook as it is sent.
    pub rulebook_json: Fixed,
    /// What a page knows before it asks.
    pub config: AppConfig,
    /// The same as it is sent.
    pub config_json: Fixed,
    /// The built app; none where it is missing.
    pub app: Option<AppFiles>,
    /// Sends messages to browsers; none where the server sends nothing.
    pub push: Option<Push>,
    /// Signs in at the identity provider; none where there is none.
    pub oidc: Option<Oidc>,
    /// Counts requests.
    pub pace: Pace,
    /// Paints pages.
    pub painter: Painter,
    /// How the server is used.
    pub settings: Settings,
    /// Turns true when the server ends.
    pub shutdown: watch::Receiver<bool>,
}

impl std::ops::Deref for AppState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl AppState {
    /// Puts the parts together.
    ///
    /// # Errors
    ///
    /// [`FrameError`] for a template or words that cannot be used.
    pub fn new(parts: Parts) -> Result<Self, FrameError> {
        let (languages, locales) = match &parts.app {
            Some(app) => (app.languages.clone(), app.shell.locales()),
            None => (Languages::english()?, ""),
        };
        let config = AppConfig {
            mode: if parts.settings.demo {
                Mode::Demo
            } else {
                Mode::Live
            },
            api_base: API_PATH.to_owned(),
            residents: parts.residents,
            kiosk: None,
            // Without an app, the server does not know what another host of it speaks.
            languages: match &parts.app {
                Some(_) => languages.infos(),
                None => Vec::new(),
            },
        };
        let rulebook = Arc::new(parts.rulebook);
        let accounts = Accounts::new(parts.store.clone(), Arc::clone(&rulebook));
        Ok(Self(Arc::new(Inner {
            standings: Standings::new(parts.store.clone(), accounts.clone()),
            accounts,
            exports: Exports::new(parts.store.clone(), Arc::clone(&rulebook)),
            announced: AnnouncedRulebook::default(),
            store: parts.store,
            clock: parts.clock,
            hub: Hub::default(),
            streams: Streams::new(parts.settings.streams),
            rulebook_json: Fixed::new(rulebook.as_ref())?,
            push: Push::new(&parts.settings.push),
            oidc: parts.settings.oidc.clone().map(Oidc::new),
            pace: Pace::new(parts.settings.pace.patience),
            painter: Painter::new(Arc::clone(&rulebook), languages, locales)?,
            rulebook,
            config_json: Fixed::new(&config)?,
            config,
            app: parts.app,
            settings: parts.settings,
            shutdown: parts.shutdown,
        })))
    }

    /// The cookie of sessions.
    #[must_use]
    pub fn cookie(&self) -> SessionCookie {
        SessionCookie {
            behind_tls: self.settings.behind_tls,
        }
    }
}
