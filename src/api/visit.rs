//! What a shared display asks: pairing with a phone, signing in, and staying signed in.

use citizen_score_contract::{AskToken, ExtendSession, NewPairing, Session, SignIn};
use gloo_net::http::Request;

use super::{Api, ApiError, http};

impl Api {
    /// Asks for a pairing to show.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn new_pairing(self) -> Result<NewPairing, ApiError> {
        http::read(&http::send(Request::post(&self.url("/pairings")), None).await?)
    }

    /// Waits for a while until a phone has approved a pairing; then the visitor is signed in.
    ///
    /// # Errors
    ///
    /// [`ApiError::Rejected`] with `authorization_pending`, `slow_down`, `access_denied` or
    /// `expired_token`; else what the request met.
    pub async fn ask_token(self, device_code: &str) -> Result<Session, ApiError> {
        let device_code = device_code.to_owned();
        let ask = AskToken { device_code };
        http::read(&http::post(&self.url("/pairings/token"), &ask).await?)
    }

    /// Signs in at this display.
    ///
    /// # Errors
    ///
    /// [`ApiError::Rejected`] with `sign_in_refused` or `too_many_tries`; else what the request met.
    pub async fn begin_visit(self, sign_in: &SignIn) -> Result<Session, ApiError> {
        http::read(&http::post(&self.url("/session"), sign_in).await?)
    }

    /// Tells that the visitor is there; as a `limit`, that they want another whole visit's time.
    ///
    /// # Errors
    ///
    /// [`ApiError::Rejected`] with `no_more_extensions`; [`ApiError::SignedOut`] once the session has
    /// ended; else what the request met.
    pub async fn extend_visit(self, limit: bool) -> Result<Session, ApiError> {
        let extend = ExtendSession { limit };
        http::read(&http::post(&self.url("/session/extend"), &extend).await?)
    }
}
