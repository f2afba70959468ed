//! What is known when the app starts: configuration, the signed-in resident's standing, the rules.

use citizen_score_contract::config::BOOT_ELEMENT;
use citizen_score_contract::{API_PATH, AppConfig, Boot, Me, Mode};
use citizen_score_rules::Rulebook;
use leptos::prelude::document;

use crate::api::{Api, ApiError};

/// Everything the first view needs; whatever could not be had is an error to show.
pub struct Start {
    /// How the app is used.
    pub config: AppConfig,
    /// The standing of whoever is signed in.
    pub me: Result<Me, ApiError>,
    /// The rulebook in force.
    pub rulebook: Result<Rulebook, ApiError>,
}

/// Gathers the start: from what the server wrote into the page, and the rest by request.
pub async fn start() -> Start {
    if let Some(Boot { config, me }) = written_into_page() {
        let rulebook = Api::new(config.api_base.clone()).rulebook().await;
        return Start {
            config,
            me: me.ok_or(ApiError::SignedOut),
            rulebook,
        };
    }
    let config = AppConfig {
        mode: Mode::Live,
        api_base: API_PATH.to_owned(),
        residents: Vec::new(),
    };
    let api = Api::new(config.api_base.clone());
    let (me, rulebook) = futures::join!(api.me(), api.rulebook());
    Start {
        config,
        me,
        rulebook,
    }
}

fn written_into_page() -> Option<Boot> {
    let text = document().get_element_by_id(BOOT_ELEMENT)?.text_content()?;
    serde_json::from_str(&text).ok()
}
