//! What is known when the app starts: configuration, the signed-in resident's standing, the rules.

use citizen_score_contract::config::BOOT_ELEMENT;
use citizen_score_contract::{API_PATH, AppConfig, Boot, Me, Mode};
use leptos::prelude::{document, window};

use crate::api::{Api, ApiError, get_config};
use crate::i18n::{initial_language, load_language, offer};

/// Name in the browser's storage of the word that something waits to be sent.
pub const OUTBOX_FLAG: &str = "outbox";

/// Everything the first view needs; whatever could not be had is an error to show.
pub struct Start {
    /// The language to begin with, as a place in [`languages`](crate::i18n::languages).
    pub language: usize,
    /// How the app is used.
    pub config: AppConfig,
    /// The standing of whoever is signed in.
    pub me: Result<Me, ApiError>,
    /// The text of the rulebook in force.
    pub rulebook: Result<String, ApiError>,
}

/// Gathers the start: from what the server wrote into the page, and the rest by request.
pub async fn start() -> Start {
    let (config, me) = match written_into_page() {
        Some(Boot {
            config,
            me,
            not_scored,
        }) => {
            let nobody = if not_scored {
                ApiError::not_scored()
            } else {
                ApiError::SignedOut
            };
            (config, Some(me.ok_or(nobody)))
        }
        // A host without a configuration is an ordinary one.
        None => (get_config().await.unwrap_or_else(|_| ordinary()), None),
    };
    offer(&config.languages);
    let wanted = initial_language();
    let api = Api::new(config.api_base.clone());
    let me = async {
        if let Some(me) = me {
            me
        } else {
            api.me().await
        }
    };
    let (me, rulebook, language) = futures::join!(me, api.rulebook(), load_language(wanted));
    Start {
        // Without its texts a language would be shown in English words and foreign numbers.
        language: if language.is_ok() { wanted } else { 0 },
        config,
        me,
        rulebook,
    }
}

/// Whether an earlier visit left word that something waits to be sent, by whomever.
pub fn something_waits() -> bool {
    window().local_storage().is_ok_and(|storage| {
        storage.is_some_and(|it| it.get_item(OUTBOX_FLAG).is_ok_and(|it| it.is_some()))
    })
}

fn ordinary() -> AppConfig {
    AppConfig {
        mode: Mode::Live,
        api_base: API_PATH.to_owned(),
        residents: Vec::new(),
        kiosk: None,
        languages: Vec::new(),
    }
}

fn written_into_page() -> Option<Boot> {
    let text = document().get_element_by_id(BOOT_ELEMENT)?.text_content()?;
    serde_json::from_str(&text).ok()
}
