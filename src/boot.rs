//! What is known when the app starts: configuration, the signed-in resident's standing, the rules.

use citizen_score_contract::Me;
use citizen_score_contract::config::BOOT_ELEMENT;
use leptos::prelude::document;

use crate::api::{Api, ApiError, get_config};
use crate::app::recall;
use crate::config::{Begin, Config};
use crate::i18n::{initial_language, load_language, offer};
use crate::remember::{Kept, word};

/// Name in the browser's storage of the word that something waits to be sent.
pub const OUTBOX_FLAG: &str = "outbox";

/// Everything the first view needs; whatever could not be had is an error to show.
pub struct Start {
    /// The language to begin with, as a place in [`languages`](crate::i18n::languages).
    pub language: usize,
    /// How the app is used.
    pub config: Config,
    /// The standing of whoever is signed in.
    pub me: Result<Me, ApiError>,
    /// The text of the rulebook in force.
    pub rulebook: Result<String, ApiError>,
    /// The record as it was kept on this device, where the server cannot be reached.
    pub kept: Option<Kept>,
}

/// Gathers the start: from what the server wrote into the page, and the rest by request.
pub async fn start() -> Start {
    let (config, me) = match written_into_page() {
        Some(Begin {
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
        None => (get_config().await.unwrap_or_else(Config::ordinary), None),
    };
    offer(&config.languages);
    let wanted = initial_language();
    let api = Api::new(config.api_base.clone());
    let me = async {
        if let Some(me) = me {
            me
        } else if word::is_signing_out() {
            // The server will not answer otherwise, as soon as it can be reached.
            Err(ApiError::SignedOut)
        } else {
            api.me().await
        }
    };
    let (me, mut rulebook, language) = futures::join!(me, api.rulebook(), load_language(wanted));
    let unreachable = matches!(
        me,
        Err(ApiError::Offline | ApiError::TimedOut | ApiError::Server { .. })
    );
    let kept = if unreachable && word::holder().is_some() {
        recall().await
    } else {
        None
    };
    if let (Some(kept), Err(_)) = (&kept, &rulebook) {
        rulebook = Ok(kept.rulebook.clone());
    }
    Start {
        // Without its texts a language would be shown in English words and foreign numbers.
        language: if language.is_ok() { wanted } else { 0 },
        config,
        me,
        rulebook,
        kept,
    }
}

/// Whether an earlier visit left word that something waits to be sent, by whomever.
pub fn something_waits() -> bool {
    word::storage().is_some_and(|it| it.get_item(OUTBOX_FLAG).is_ok_and(|it| it.is_some()))
}

fn written_into_page() -> Option<Begin> {
    let element = document().get_element_by_id(BOOT_ELEMENT)?;
    Begin::read(element.text_content()?)
}
