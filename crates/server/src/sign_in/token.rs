//! Session tokens, and the cookie that carries one.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::digest;
use crate::http::cookies::cookie;

/// Bytes of a token: 256 bits.
const BYTES: usize = 32;

/// Letters of a token in base64.
pub const LETTERS: usize = 43;

/// A token, as the browser holds it. The server stores its hash only.
pub struct Token(String);

impl Token {
    /// Makes a token.
    ///
    /// # Errors
    ///
    /// The system gave no randomness.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes)))
    }

    /// Its letters, for whoever holds it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// What is stored of it. No salt: nobody can guess 256 random bits.
    #[must_use]
    pub fn hash(&self) -> [u8; 32] {
        digest::sha256(self.0.as_bytes())
    }
}

/// The cookie of a session. It has no end date, so that a browser forgets it when it is closed.
#[derive(Clone, Copy, Debug)]
pub struct SessionCookie {
    /// Whether browsers reach the server over TLS; then the cookie may not travel without it.
    pub behind_tls: bool,
}

impl SessionCookie {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        if self.behind_tls {
            "__Host-cs_session"
        } else {
            "cs_session"
        }
    }

    fn attributes(self) -> &'static str {
        if self.behind_tls {
            "Path=/; HttpOnly; SameSite=Lax; Secure"
        } else {
            "Path=/; HttpOnly; SameSite=Lax"
        }
    }

    /// The hash of the token that a request carries.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<[u8; 32]> {
        let token = cookie(headers, self.name())?;
        (token.len() == LETTERS).then(|| digest::sha256(token.as_bytes()))
    }

    /// `Set-Cookie` that gives the browser a token.
    #[must_use]
    pub fn set(self, token: &Token) -> Option<HeaderValue> {
        let text = format!("{}={}; {}", self.name(), token.0, self.attributes());
        let mut value = HeaderValue::try_from(text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// `Set-Cookie` that takes the token away.
    #[must_use]
    pub fn clear(self) -> Option<HeaderValue> {
        let text = format!("{}=; {}; Max-Age=0", self.name(), self.attributes());
        HeaderValue::try_from(text).ok()
    }
}
