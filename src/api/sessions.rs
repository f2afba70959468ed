//! Where the resident is signed in with devices of their own.

use citizen_score_contract::sessions::{OpenSession, OpenSessions};
use js_sys::encode_uri_component;

use super::{Api, ApiError, http};

impl Api {
    /// The open sessions on the resident's own devices.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn open_sessions(self) -> Result<Vec<OpenSession>, ApiError> {
        let list: OpenSessions = http::get(&self.url("/me/sessions")).await?;
        Ok(list.sessions)
    }

    /// Ends a session. One that has ended already is no error.
    ///
    /// # Errors
    ///
    /// What the request met; the session then may go on.
    pub async fn end_open_session(self, id: &str) -> Result<(), ApiError> {
        let id = encode_uri_component(id);
        match http::delete(&self.url(&format!("/me/sessions/{id}"))).await {
            Err(ApiError::NotFound) => Ok(()),
            other => other,
        }
    }

    /// Ends every session but the one that asks, on own devices and at displays. What can be ended is
    /// ended, also where something else fails.
    ///
    /// # Errors
    ///
    /// The last thing that a request met; some sessions then may go on.
    pub async fn end_other_sessions(self) -> Result<(), ApiError> {
        let mut outcome = Ok(());
        match self.open_sessions().await {
            Ok(sessions) => {
                for session in sessions.iter().filter(|it| !it.current) {
                    outcome = self.end_open_session(&session.id).await.and(outcome);
                }
            }
            Err(error) => outcome = Err(error),
        }
        for visit in self.display_sessions().await?.sessions {
            outcome = self.end_display_session(&visit.id).await.and(outcome);
        }
        outcome
    }
}
