//! How the app is used, as its host says it: what the first screen needs of it, and the whole for the
//! parts that are loaded later, which read it again.

use citizen_score_contract::{API_PATH, AppConfig, LanguageInfo, Me, Mode};
use serde::Deserialize;
use serde::de::IgnoredAny;

/// The configuration, as a context.
#[derive(Clone, Debug)]
pub struct Config {
    /// Real records, or made-up ones.
    pub mode: Mode,
    /// Where the API is, without a slash at the end.
    pub api_base: String,
    /// Whether the app is on a shared display.
    pub display: bool,
    /// The languages that the host offers; empty where it does not say.
    pub languages: Vec<LanguageInfo>,
    /// All of it, as in [`Boot`](citizen_score_contract::Boot).
    text: String,
}

/// What a page begins with: of [`Boot`](citizen_score_contract::Boot), what the first screen needs.
pub struct Begin {
    /// The configuration.
    pub config: Config,
    /// The standing of whoever is signed in.
    pub me: Option<Me>,
    /// Whether somebody is signed in who is not scored.
    pub not_scored: bool,
}

#[derive(Deserialize)]
struct First {
    config: FirstConfig,
    #[serde(default)]
    me: Option<Me>,
    #[serde(default)]
    not_scored: bool,
}

// To read what a demo or a display has beside would be a kilobyte of everybody's first download.
#[derive(Deserialize)]
struct FirstConfig {
    mode: Mode,
    api_base: String,
    #[serde(default)]
    kiosk: Option<IgnoredAny>,
    #[serde(default)]
    languages: Vec<LanguageInfo>,
}

#[derive(Deserialize)]
struct Whole {
    config: AppConfig,
}

impl Begin {
    /// Reads what the server wrote into the page; none where that is no [`Boot`](citizen_score_contract::Boot).
    pub fn read(text: String) -> Option<Self> {
        let First {
            config,
            me,
            not_scored,
        } = serde_json::from_str(&text).ok()?;
        let config = Config {
            mode: config.mode,
            api_base: config.api_base,
            display: config.kiosk.is_some(),
            languages: config.languages,
            text,
        };
        Some(Self {
            config,
            me,
            not_scored,
        })
    }
}

impl Config {
    /// Reads `/config.json`.
    pub fn read(text: &str) -> Option<Self> {
        Begin::read(format!("{{\"config\":{text}}}")).map(|begin| begin.config)
    }

    /// That of a host which has none: an ordinary one.
    pub fn ordinary() -> Self {
        Self {
            mode: Mode::Live,
            api_base: API_PATH.to_owned(),
            display: false,
            languages: Vec::new(),
            text: String::new(),
        }
    }

    /// All of it. Only the parts that are loaded later may call it: whoever does carries along the code
    /// that reads it. None where the host has none.
    pub fn whole(&self) -> Option<AppConfig> {
        let whole: Whole = serde_json::from_str(&self.text).ok()?;
        Some(whole.config)
    }
}
