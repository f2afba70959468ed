//! A person who opens an address at which the server fails gets a page with words, and not the answer that
//! programs get.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, HeaderName,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::problem::PROBLEM_JSON;

use crate::error::ApiError;
use crate::http::request_id;
use crate::paint::Trouble;
use crate::state::AppState;

const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// Puts a page in the place of a failure, where a person asked. It goes around everything else, since what
/// takes too long or panics is answered there.
pub async fn in_words(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let asked = is_navigation(request.method(), request.headers());
    let languages = state.painter.languages();
    let language = languages.choose(request.uri().query(), request.headers());
    let language = language.tag().to_owned();
    let response = next.run(request).await;
    match trouble(&response) {
        Some(trouble) if asked => page(&state, &language, trouble, response),
        _ => response,
    }
}

/// The answer for somebody who came here by a link, and gets a page whatever it is that went wrong.
pub fn in_person(error: ApiError) -> Response {
    let trouble = match &error {
        ApiError::Issuer(_) => Some(Trouble::Away),
        ApiError::SignInRefused | ApiError::CrossSite => Some(Trouble::Refused),
        ApiError::TooManyTries(_) => Some(Trouble::Wait),
        ApiError::NotOnDisplay => Some(Trouble::AtDisplay),
        ApiError::NotFound => Some(Trouble::NotHere),
        _ => None,
    };
    let mut response = error.into_response();
    if let Some(trouble) = trouble {
        response.extensions_mut().insert(trouble);
    }
    response
}

/// Whether a browser asked for something to show to a person.
fn is_navigation(method: &Method, headers: &HeaderMap) -> bool {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return false;
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match text(FETCH_MODE) {
        Some(mode) => mode == "navigate",
        // Browsers from before they said so ask for HTML when a person does, and never otherwise.
        None => text(ACCEPT).is_some_and(|kinds| kinds.contains("text/html")),
    }
}

/// What a person has to be told of an answer; nothing where it is a good one, or one that the app words.
fn trouble(response: &Response) -> Option<Trouble> {
    let kind = response.headers().get(CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != PROBLEM_JSON) {
        return None;
    }
    let of_status = match response.status() {
        StatusCode::SERVICE_UNAVAILABLE => Some(Trouble::Busy),
        status if status.is_server_error() => Some(Trouble::Failed),
        _ => None,
    };
    response.extensions().get().copied().or(of_status)
}

/// The same answer with a page for its body: status, name of the request and time to wait stay.
fn page(state: &AppState, language: &str, trouble: Trouble, failed: Response) -> Response {
    let name = failed.headers().get(request_id::HEADER);
    let name = name.and_then(|name| name.to_str().ok());
    let fault = match state.painter.fault(language, name, trouble) {
        Ok(fault) => fault,
        Err(error) => {
            tracing::error!(%error, "the page of a failure cannot be painted");
            return failed;
        }
    };
    let (mut parts, _) = failed.into_parts();
    for name in [CONTENT_ENCODING, CONTENT_LENGTH] {
        parts.headers.remove(name);
    }
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    parts.headers.insert(CONTENT_TYPE, kind);
    let said = [
        (CONTENT_LANGUAGE, language),
        (CONTENT_SECURITY_POLICY, fault.policy.as_str()),
    ];
    for (name, value) in said {
        if let Ok(value) = HeaderValue::try_from(value) {
            parts.headers.insert(name, value);
        }
    }
    Response::from_parts(parts, Body::from(fault.html))
}
