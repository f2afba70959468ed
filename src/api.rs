//! What the client asks of a server. Nothing else in the client makes requests.

mod acts;
mod cases;
mod displays;
mod error;
mod events;
mod http;
mod outgoing;
mod push;
mod remember;
mod sessions;
mod visit;

use std::collections::BTreeMap;

use citizen_score_contract::{EntriesPage, Me, SignIn};
use leptos::prelude::*;

use crate::config::Config;

pub use error::{ApiError, RequestId};
pub use events::{EventStream, StreamEvent};
pub use outgoing::Reply;

/// A server, as a context. It is reached over HTTP; a demo without a server will stand beside it.
#[derive(Clone, Copy)]
pub struct Api {
    base: StoredValue<String>,
}

/// Provides the context. `base` is where the API is, without a slash at the end.
pub fn provide_api(base: String) -> Api {
    let api = Api::new(base);
    provide_context(api);
    api
}

/// The context; the usual place on this host where none was provided.
pub fn use_api() -> Api {
    use_context().unwrap_or_else(|| provide_api(citizen_score_contract::API_PATH.to_owned()))
}

/// The texts of a language, by key; `later` for those of the pages that are loaded later.
///
/// # Errors
///
/// What the request met.
pub async fn get_language(tag: &str, later: bool) -> Result<BTreeMap<String, String>, ApiError> {
    let place = document()
        .query_selector("meta[name=locales]")
        .ok()
        .flatten();
    let folder = place.and_then(|it| it.get_attribute("content"));
    let (folder, group) = (
        folder.unwrap_or_default(),
        if later { "later/" } else { "" },
    );
    http::get(&format!("{folder}/{group}{tag}.json")).await
}

/// The configuration, where the server has not written it into the page; none where it cannot be had.
pub async fn get_config() -> Option<Config> {
    Config::read(&http::get_text("/config.json").await.ok()?)
}

impl Api {
    /// A server whose API is at `base`, without a slash at the end.
    pub fn new(base: String) -> Self {
        Self {
            base: StoredValue::new(base),
        }
    }

    /// The text of the rulebook in force.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn rulebook(self) -> Result<String, ApiError> {
        http::get_text(&self.url("/rulebook")).await
    }

    /// The resident's own standing.
    ///
    /// # Errors
    ///
    /// [`ApiError::SignedOut`] if nobody is signed in; else what the request met.
    pub async fn me(self) -> Result<Me, ApiError> {
        http::get(&self.url("/me")).await
    }

    /// One page of the ledger, newest first; `cursor` is the one the page before gave.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn entries(self, limit: u32, cursor: Option<&str>) -> Result<EntriesPage, ApiError> {
        let cursor = cursor.map(|it| format!("&cursor={}", js_sys::encode_uri_component(it)));
        let query = format!("/me/entries?limit={limit}{}", cursor.unwrap_or_default());
        http::get(&self.url(&query)).await
    }

    /// Signs in.
    ///
    /// # Errors
    ///
    /// [`ApiError::Rejected`] with `sign_in_refused` or `too_many_tries`; else what the request met.
    pub async fn sign_in(self, sign_in: &SignIn) -> Result<(), ApiError> {
        http::post(&self.url("/session"), sign_in).await.map(drop)
    }

    /// Signs out, on the server too.
    ///
    /// # Errors
    ///
    /// What the request met; the session then still exists.
    pub async fn sign_out(self) -> Result<(), ApiError> {
        match http::delete(&self.url("/session")).await {
            Err(ApiError::SignedOut) => Ok(()),
            other => other,
        }
    }

    /// Opens the event stream; `on_event` is called until the stream is dropped.
    pub fn events(self, on_event: impl Fn(StreamEvent) + 'static) -> Option<EventStream> {
        EventStream::open(&self.url("/me/events"), on_event)
    }

    /// The public keys that records are signed with, as the server publishes them.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn keys(self) -> Result<String, ApiError> {
        http::get_text(&self.url("/keys")).await
    }

    /// Where the resident's whole signed record can be had, as a file.
    pub fn record_address(self) -> String {
        self.url("/me/record")
    }

    /// Where the API is, for the worker that reads the ledger.
    pub fn base(self) -> String {
        self.base.get_value()
    }

    fn url(self, path: &str) -> String {
        self.base.with_value(|base| format!("{base}{path}"))
    }
}
