//! What this device is told while the app is closed.

use citizen_score_contract::push::{Push, Subscribe};
use gloo_net::http::Request;

use super::{Api, ApiError, http};

impl Api {
    /// What can be had, and what this session has.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn push(self) -> Result<Push, ApiError> {
        http::get(&self.url("/me/push")).await
    }

    /// Subscribes this session, or changes what it is told.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn subscribe(self, wish: &Subscribe) -> Result<Push, ApiError> {
        let body = serde_json::to_string(wish).map_err(|_| ApiError::Unreadable)?;
        let request = Request::put(&self.url("/me/push"));
        http::read(&http::send(request, Some(body)).await?)
    }

    /// Ends the subscription of this session.
    ///
    /// # Errors
    ///
    /// What the request met; messages may go on.
    pub async fn unsubscribe(self) -> Result<(), ApiError> {
        http::delete(&self.url("/me/push")).await
    }

    /// Asks for a message now.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] where the push service does not know this device any more, and
    /// [`ApiError::Server`] where it did not take the message; else what the request met.
    pub async fn test_push(self) -> Result<(), ApiError> {
        let request = Request::post(&self.url("/me/push/test"));
        http::send(request, None).await.map(drop)
    }
}
