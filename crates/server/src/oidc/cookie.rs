//! The cookie that ties a sign-in to the browser that began it.

use axum::http::{HeaderMap, HeaderValue};

use super::BEGUN_SECONDS;
use crate::digest;
use crate::http::cookies::cookie;
use crate::sign_in::token::{LETTERS, Token};

/// The cookie. It travels with the way back from the provider, which another site begins, so it cannot be
/// `Strict`.
#[derive(Clone, Copy, Debug)]
pub struct BegunCookie {
    /// Whether browsers reach the server over TLS; then the cookie may not travel without it.
    pub behind_tls: bool,
}

impl BegunCookie {
    fn name(self) -> &'static str {
        if self.behind_tls {
            "__Host-cs_oidc"
        } else {
            "cs_oidc"
        }
    }

    fn of(self, value: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self.behind_tls { "; Secure" } else { "" };
        let name = self.name();
        let text =
            format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
        let mut value = HeaderValue::try_from(text).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    /// SHA-256 of the secret that a request carries.
    #[must_use]
    pub fn read(self, headers: &HeaderMap) -> Option<[u8; 32]> {
        let secret = cookie(headers, self.name())?;
        (secret.len() == LETTERS).then(|| digest::sha256(secret.as_bytes()))
    }

    /// `Set-Cookie` that gives the browser a secret.
    #[must_use]
    pub fn set(self, secret: &Token) -> Option<HeaderValue> {
        self.of(secret.text(), BEGUN_SECONDS)
    }

    /// `Set-Cookie` that takes it away.
    #[must_use]
    pub fn clear(self) -> Option<HeaderValue> {
        self.of("", 0)
    }
}
