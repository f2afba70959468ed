//! Requests over HTTP: JSON in, JSON out, a time limit, and one error type.

use std::pin::Pin;
use std::time::Duration;

use citizen_score_contract::{Problem, ProblemCode};
use gloo_net::http::{Request, RequestBuilder, Response};
use leptos::prelude::set_timeout_with_handle;
use serde::Serialize;
use serde::de::DeserializeOwned;
use web_sys::AbortController;

use super::{ApiError, RequestId};

type Answer = Pin<Box<dyn Future<Output = Result<String, ApiError>>>>;

/// How long an answer may take, to its last byte.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Reads JSON.
pub(super) async fn get<T: DeserializeOwned>(url: &str) -> Result<T, ApiError> {
    read(&get_text(url).await?)
}

/// Reads the text of an answer.
pub(super) fn get_text(url: &str) -> Answer {
    send(Request::get(url), None)
}

/// Sends JSON; the text of the answer.
pub(super) async fn post(url: &str, body: &impl Serialize) -> Result<String, ApiError> {
    let body = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    send(Request::post(url), Some(body)).await
}

/// Posts nothing under a key by which the server knows it again, so that it happens once.
pub(super) async fn post_once<T: DeserializeOwned>(url: &str, key: &str) -> Result<T, ApiError> {
    let request = Request::post(url).header("idempotency-key", key);
    read(&send(request, None).await?)
}

/// Deletes; the answer has no body.
pub(super) async fn delete(url: &str) -> Result<(), ApiError> {
    send(Request::delete(url), None).await.map(drop)
}

/// Reads the JSON of an answer.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|_| ApiError::Unreadable)
}

/// The one request of this file. It is boxed, so that its code is in the app once and not once per
/// caller.
pub(super) fn send(request: RequestBuilder, body: Option<String>) -> Answer {
    Box::pin(sent(request, body))
}

async fn sent(request: RequestBuilder, body: Option<String>) -> Result<String, ApiError> {
    let abort = AbortController::new().map_err(|_| ApiError::Unreadable)?;
    let request = request.abort_signal(Some(&abort.signal()));
    let request = match body {
        Some(body) => request
            .header("content-type", "application/json")
            .body(body),
        None => request.build(),
    };
    let request = request.map_err(|_| ApiError::Unreadable)?;
    let timer = {
        let abort = abort.clone();
        set_timeout_with_handle(move || abort.abort(), TIME_LIMIT)
    };
    let answer = exchange(request).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    match answer {
        Err(ApiError::Offline) if abort.signal().aborted() => Err(ApiError::TimedOut),
        other => other,
    }
}

/// `Offline` stands for every failure to get a whole answer; the caller knows about the time limit.
async fn exchange(request: Request) -> Result<String, ApiError> {
    let response = request.send().await.map_err(|_| ApiError::Offline)?;
    let text = response.text().await.map_err(|_| ApiError::Offline)?;
    if response.ok() {
        Ok(text)
    } else {
        Err(refusal(&response, &text))
    }
}

/// What an answer says that is none.
pub(super) fn refusal(response: &Response, text: &str) -> ApiError {
    let problem: Option<Problem> = serde_json::from_str(text).ok();
    let code = problem
        .as_ref()
        .map_or(ProblemCode::Other, |problem| problem.code);
    let request = RequestId(problem.map(|problem| problem.request_id));
    match (response.status(), code) {
        (_, ProblemCode::SignedOut) => ApiError::SignedOut,
        (404, _) => ApiError::NotFound,
        (500.., _) => ApiError::Server { request },
        (_, code) => {
            let wait = response.headers().get("retry-after");
            ApiError::Rejected {
                code,
                wait_seconds: wait.and_then(|it| it.trim().parse().ok()),
                request,
            }
        }
    }
}
