//! Which requests come from a shared display, and from which.
//!
//! A display is known by a key in a cookie, which `citizen-score displays add` gave out. A server in kiosk
//! mode also takes every other browser for one display, whose name it was started with.

mod name;
mod origin;

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use citizen_score_contract::{AppConfig, KioskConfig};

use crate::digest;
use crate::http::cookies::cookie;
use crate::state::AppState;
use crate::store::{Display, StoreError};

pub use name::check_name;
pub use origin::{is_host, origin};

/// Name of the cookie that carries a display's key.
pub const COOKIE: &str = "cs_display";

/// Bytes of a display's key: 256 bits.
const BYTES: usize = 32;

/// Letters of a key in base64.
const LETTERS: usize = 43;

/// Seconds for which a browser keeps its key.
const YEAR: u32 = 31_536_000;

/// Makes a key.
///
/// # Errors
///
/// The system gave no randomness.
pub fn new_key() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What is stored of a key. No salt: nobody can guess 256 random bits.
#[must_use]
pub fn key_hash(key: &str) -> [u8; 32] {
    digest::sha256(key.as_bytes())
}

/// `Set-Cookie` that makes a browser a display for a year. No other site can make it carry the key, and
/// no script can read it.
#[must_use]
pub fn cookie_of(key: &str, behind_tls: bool) -> Option<HeaderValue> {
    let secure = if behind_tls { "; Secure" } else { "" };
    let text = format!("{COOKIE}={key}; Path=/; HttpOnly; SameSite=Strict; Max-Age={YEAR}{secure}");
    let mut value = HeaderValue::try_from(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The key that a request carries, if it looks like one.
fn sent_key(headers: &HeaderMap) -> Option<&str> {
    cookie(headers, COOKIE).filter(|key| key.len() == LETTERS)
}

/// Where a page load comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A resident's own device.
    OwnDevice,
    /// A display that the city has set up, known by its key.
    Enrolled(Display),
    /// Any browser, where the server is in kiosk mode.
    Everyone(Display),
    /// A display whose key is good for nothing any more. It is not taken for anybody's own device.
    Removed,
}

impl Place {
    /// The display, if it is one.
    #[must_use]
    pub fn display(&self) -> Option<&Display> {
        match self {
            Self::Enrolled(display) | Self::Everyone(display) => Some(display),
            Self::OwnDevice | Self::Removed => None,
        }
    }
}

impl AppState {
    /// Where a request comes from.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn place(&self, headers: &HeaderMap) -> Result<Place, StoreError> {
        let key = sent_key(headers);
        if let Some(key) = key
            && let Some(display) = self.display_of_key(key).await?
        {
            return Ok(Place::Enrolled(display));
        }
        Ok(match self.everyone().await? {
            Some(display) => Place::Everyone(display),
            None if key.is_some() => Place::Removed,
            None => Place::OwnDevice,
        })
    }

    /// The display that a request comes from; none for a resident's own device.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display(&self, headers: &HeaderMap) -> Result<Option<Display>, StoreError> {
        Ok(self.place(headers).await?.display().cloned())
    }

    /// The display whose key this is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display_of_key(&self, key: &str) -> Result<Option<Display>, StoreError> {
        if key.len() != LETTERS {
            return Ok(None);
        }
        self.store.display_with_key(&key_hash(key)).await
    }

    /// In kiosk mode: the display that all browsers without a key are.
    async fn everyone(&self) -> Result<Option<Display>, StoreError> {
        let Some(name) = &self.settings.kiosk.everyone else {
            return Ok(None);
        };
        let found = self.store.display_named(name).await?;
        if found.is_some() {
            return Ok(found);
        }
        // An operator took it away while the server was running.
        self.store.add_display(name, None, self.clock.now()).await
    }

    /// What a page at a display knows before it asks.
    #[must_use]
    pub fn config_at(&self, display: &Display, headers: &HeaderMap) -> AppConfig {
        let kiosk = &self.settings.kiosk;
        let phone_url = match (&kiosk.phone_url, &kiosk.everyone) {
            (Some(url), _) => Some(url.clone()),
            // Whoever opened this server would be a display too, and no phone.
            (None, Some(_)) => None,
            (None, None) => origin(headers, self.settings.behind_tls),
        };
        AppConfig {
            kiosk: Some(KioskConfig {
                name: display.name.clone(),
                phone_url,
                idle_seconds: kiosk.idle_seconds,
                limit_seconds: kiosk.limit_seconds,
                printing: kiosk.printing,
            }),
            ..self.config.clone()
        }
    }
}
