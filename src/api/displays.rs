//! Signing in at shared displays, as the resident's own device asks for it: what a display wants,
//! letting it in or not, and ending visits from afar.

use citizen_score_contract::pairing::{DisplaySessions, Pairing};
use gloo_net::http::Request;
use js_sys::encode_uri_component;

use super::{Api, ApiError, http};

impl Api {
    /// What the display asks that shows this short code; `key` is what its QR code carried beside it.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] for a code that is unknown, or can no longer be approved and came
    /// without its key; [`ApiError::Rejected`] with `too_many_tries` or `not_on_display`; else what
    /// the request met.
    pub async fn pairing(self, code: &str, key: Option<&str>) -> Result<Pairing, ApiError> {
        http::get(&self.pairing_address(code, "", key)).await
    }

    /// Lets the display in, or refuses to. Twice is as good as once.
    ///
    /// # Errors
    ///
    /// As [`Api::pairing`].
    pub async fn decide_pairing(
        self,
        code: &str,
        key: Option<&str>,
        approve: bool,
    ) -> Result<Pairing, ApiError> {
        let act = if approve { "/approve" } else { "/refuse" };
        let request = Request::post(&self.pairing_address(code, act, key));
        http::read(&http::send(request, None).await?)
    }

    /// The displays at which the resident is signed in now.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn display_sessions(self) -> Result<DisplaySessions, ApiError> {
        http::get(&self.url("/me/display-sessions")).await
    }

    /// Ends a visit at a display. One that has ended already is no error.
    ///
    /// # Errors
    ///
    /// What the request met; the visit then may go on.
    pub async fn end_display_session(self, id: &str) -> Result<(), ApiError> {
        let id = encode_uri_component(id);
        match http::delete(&self.url(&format!("/me/display-sessions/{id}"))).await {
            Err(ApiError::NotFound) => Ok(()),
            other => other,
        }
    }

    fn pairing_address(self, code: &str, act: &str, key: Option<&str>) -> String {
        let code = encode_uri_component(code);
        let key = key.map(|key| format!("?key={}", encode_uri_component(key)));
        self.url(&format!("/pairings/{code}{act}{}", key.unwrap_or_default()))
    }
}
