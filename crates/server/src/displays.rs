//! Which requests come from a shared display, and from which.
//!
//! A display is known by a key in a cookie, which `citizen-score displays add` gave out. A server in kiosk
//! mode also takes every other browser for one display, whose name it was started with.

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::digest;
use crate::http::cookies::cookie;
use crate::state::AppState;
use crate::store::{Display, StoreError};

/// Name of the cookie that carries a display's key.
pub const COOKIE: &str = "cs_display";

/// Bytes of a display's key: 256 bits.
const BYTES: usize = 32;

/// Letters of a key in base64.
const LETTERS: usize = 43;

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

impl AppState {
    /// The display that a request comes from; none for a resident's own device.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display(&self, headers: &HeaderMap) -> Result<Option<Display>, StoreError> {
        if let Some(key) = cookie(headers, COOKIE).filter(|key| key.len() == LETTERS) {
            let display = self.store.display_with_key(&key_hash(key)).await?;
            if display.is_some() {
                return Ok(display);
            }
        }
        let Some(name) = &self.settings.kiosk.everyone else {
            return Ok(None);
        };
        let found = self.store.display_named(name).await?;
        if found.is_some() {
            return Ok(found);
        }
        self.store.add_display(name, None, self.clock.now()).await
    }
}
