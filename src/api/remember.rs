//! What is asked for to be kept on the device: whose session it is and how long it lives, and the whole
//! ledger as it comes.

use std::time::Duration;

use citizen_score_contract::Session;
use citizen_score_contract::ledger::NDJSON;
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Array, Promise, Uint8Array};
use leptos::prelude::set_timeout_with_handle;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::{Api, ApiError, http};
use crate::by_name::{call, get};

/// How long an answer may take, to its last byte.
const TIME_LIMIT: Duration = Duration::from_mins(1);

/// A ledger as it arrived.
pub struct Lines {
    /// Its bytes in pieces; of one that is not whole, the first line.
    pub pieces: Array,
    /// Whether that is all of it.
    pub whole: bool,
}

impl Api {
    /// Name of the session that is no secret, and how much longer it lives at most, in milliseconds. The
    /// server's own clock is what it is measured by: that of the device may be wrong.
    ///
    /// # Errors
    ///
    /// [`ApiError::SignedOut`] if nobody is signed in; [`ApiError::Unreadable`] where the server does not
    /// say; else what the request met.
    pub async fn session(self) -> Result<(String, f64), ApiError> {
        let limit = Limit::begin();
        let answer = send(Request::get(&self.url("/session")), &limit).await?;
        let date = answer.headers().get("date").unwrap_or_default();
        let now = js_sys::Date::new(&date.into()).get_time();
        let text = answer.text().await.map_err(|_| ApiError::Offline)?;
        let session: Session = http::read(&text)?;
        let id = session.id.ok_or(ApiError::Unreadable)?;
        let ends = session.ends_at.ok_or(ApiError::Unreadable)?;
        #[expect(
            clippy::cast_precision_loss,
            reason = "milliseconds are far below 2^53"
        )]
        let life = ends.timestamp_millis() as f64 - now;
        if life.is_nan() {
            return Err(ApiError::Unreadable);
        }
        Ok((id, life))
    }

    /// The text of the rulebook that is announced; none where none is.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn announced(self) -> Result<Option<String>, ApiError> {
        match http::get_text(&self.url("/rulebook/upcoming")).await {
            Ok(text) => Ok(Some(text)),
            Err(ApiError::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The whole ledger, if its lines have at most so many bytes.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn ledger(self, most: u32) -> Result<Lines, ApiError> {
        let limit = Limit::begin();
        let request = Request::get(&self.url("/me/entries")).header("accept", NDJSON);
        let answer = send(request, &limit).await?;
        let body = answer.body().ok_or(ApiError::Unreadable)?;
        let reader = call(&body, "getReader", &[]).ok_or(ApiError::Unreadable)?;
        let pieces = Array::new();
        let mut bytes = 0_u32;
        loop {
            let read = call(&reader, "read", &[]).and_then(|it| it.dyn_into::<Promise>().ok());
            let read = JsFuture::from(read.ok_or(ApiError::Unreadable)?).await;
            let read = read.map_err(|_| ApiError::Offline)?;
            if get(&read, "done").is_truthy() {
                return Ok(Lines {
                    pieces,
                    whole: true,
                });
            }
            let piece: Uint8Array = get(&read, "value")
                .dyn_into()
                .map_err(|_| ApiError::Offline)?;
            bytes = bytes.saturating_add(piece.length());
            pieces.push(&piece);
            if bytes > most {
                return Ok(Lines {
                    pieces: first_line(&pieces).ok_or(ApiError::Unreadable)?,
                    whole: false,
                });
            }
        }
    }
}

/// What stands before the first end of a line.
fn first_line(pieces: &Array) -> Option<Array> {
    let line = Array::new();
    for piece in pieces.iter() {
        let piece: Uint8Array = piece.dyn_into().ok()?;
        let bytes = piece.to_vec();
        if let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            line.push(&Uint8Array::from(bytes.get(..end)?));
            return Some(line);
        }
        line.push(&piece);
    }
    None
}

/// Ends a request after a while, or with its asker.
struct Limit {
    abort: Option<AbortController>,
    timer: Option<leptos::prelude::TimeoutHandle>,
}

impl Limit {
    fn begin() -> Self {
        let abort = AbortController::new().ok();
        let ends = abort.clone();
        let end = move || {
            if let Some(abort) = ends {
                abort.abort();
            }
        };
        Self {
            abort,
            timer: set_timeout_with_handle(end, TIME_LIMIT).ok(),
        }
    }
}

impl Drop for Limit {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            timer.clear();
        }
        // What is still to come of it is not wanted.
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

async fn send(request: RequestBuilder, limit: &Limit) -> Result<Response, ApiError> {
    let signal = limit.abort.as_ref().map(AbortController::signal);
    let request = request.abort_signal(signal.as_ref()).build();
    let request = request.map_err(|_| ApiError::Unreadable)?;
    let answer = request.send().await.map_err(|_| ApiError::Offline)?;
    if answer.ok() {
        return Ok(answer);
    }
    let text = answer.text().await.map_err(|_| ApiError::Offline)?;
    Err(http::refusal(&answer, &text))
}
