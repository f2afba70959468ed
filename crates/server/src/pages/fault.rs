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
use axum::response::Response;
use citizen_score_contract::problem::PROBLEM_JSON;

use crate::http::request_id;
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
    if !asked || !is_failure(&response) {
        return response;
    }
    page(&state, &language, response)
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

fn is_failure(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    response.status().is_server_error() && kind.is_some_and(|kind| kind == PROBLEM_JSON)
}

/// The same answer with a page for its body: status, name of the request and time to wait stay.
fn page(state: &AppState, language: &str, failed: Response) -> Response {
    let name = failed.headers().get(request_id::HEADER);
    let name = name.and_then(|name| name.to_str().ok());
    let busy = failed.status() == StatusCode::SERVICE_UNAVAILABLE;
    let fault = match state.painter.fault(language, name, busy) {
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
