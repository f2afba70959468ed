//! What a resident sends, and what keeps it on their device: answers are told apart by their status,
//! since it decides whether something is sent again.

use std::time::Duration;

use citizen_score_contract::DraftsKey;
use gloo_net::http::{Request, RequestBuilder};
use js_sys::Uint8Array;
use leptos::prelude::set_timeout_with_handle;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::{Api, ApiError, http};

/// How long the answer to a small body may take.
const TIME_LIMIT: Duration = Duration::from_secs(20);
/// How long a file of 5 MB may take: at 20 KB a second.
const FILE_TIME_LIMIT: Duration = Duration::from_mins(5);
/// Whose drafts these are. A server that knows another holder by this session refuses: somebody else
/// may have signed in, in another tab, since they were written.
const HOLDER: &str = "drafts-holder";

/// What came of sending something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// An answer, be it good or bad.
    Answer {
        /// The HTTP status.
        status: u16,
        /// Seconds to wait before the next try, where the server named them.
        retry_after: Option<u32>,
        /// The body.
        text: String,
    },
    /// There was no answer; whether it arrived is unknown.
    Nothing,
}

impl Api {
    /// What keeps the resident's drafts on the device unreadable for others.
    ///
    /// # Errors
    ///
    /// [`ApiError::SignedOut`] if nobody is signed in; else what the request met.
    pub async fn drafts_key(self) -> Result<DraftsKey, ApiError> {
        http::get(&self.url("/me/drafts-key")).await
    }

    /// Sends the content of a file. To send it twice is to send it once.
    pub async fn put_evidence(
        self,
        holder: &str,
        digest: &str,
        kind: &str,
        content: &[u8],
    ) -> Reply {
        let request = Request::put(&self.url(&format!("/me/evidence/{digest}")))
            .header("content-type", kind)
            .header(HOLDER, holder);
        send(request, &Uint8Array::from(content), FILE_TIME_LIMIT).await
    }

    /// Sends JSON under a key by which the server knows it again, so that it arrives at most once.
    pub async fn post_once(self, holder: &str, path: &str, key: &str, body: &str) -> Reply {
        let request = Request::post(&self.url(path))
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .header(HOLDER, holder);
        send(request, &body.into(), TIME_LIMIT).await
    }
}

async fn send(request: RequestBuilder, body: &JsValue, limit: Duration) -> Reply {
    exchange(request, body, limit)
        .await
        .unwrap_or(Reply::Nothing)
}

async fn exchange(request: RequestBuilder, body: &JsValue, limit: Duration) -> Option<Reply> {
    let abort = AbortController::new().ok()?;
    let request = request
        .abort_signal(Some(&abort.signal()))
        .body(body)
        .ok()?;
    let timer = set_timeout_with_handle(move || abort.abort(), limit).ok();
    let answer = async {
        let response = request.send().await.ok()?;
        let retry_after = response.headers().get("retry-after");
        Some(Reply::Answer {
            status: response.status(),
            retry_after: retry_after.and_then(|it| it.trim().parse().ok()),
            text: response.text().await.ok()?,
        })
    };
    let answer = answer.await;
    if let Some(timer) = timer {
        timer.clear();
    }
    answer
}
