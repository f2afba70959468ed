//! The page of a shared display, and how a browser becomes one.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use citizen_score_contract::Boot;

use super::{html_page, plain, set_language};
use crate::app_files::AppFiles;
use crate::displays::{Place, cookie_of};
use crate::error::ApiError;
use crate::http::cross_site;
use crate::paint::{Attract, Filling, Receipt};
use crate::state::AppState;

/// Answers a page load by a display: whatever visit there was ends with it, so that a reload, a crash or
/// a new start of the browser leaves nobody signed in.
pub async fn page(
    state: &AppState,
    app: &AppFiles,
    place: &Place,
    request: &Parts,
) -> Result<Response, ApiError> {
    let headers = &request.headers;
    // Asking for the headers alone loads no page.
    if request.method == Method::GET {
        end_visits(state, place, headers).await?;
    }
    let mut response = match place.display() {
        None => {
            let mut response = html_page(state.painter.removed()?, "no-store");
            *response.status_mut() = StatusCode::FORBIDDEN;
            response
        }
        Some(display) => {
            let language = state.painter.languages().spoken(headers);
            let frame = state.painter.attract(Attract {
                name: &display.name,
                demo: state.settings.demo,
                receipt: request.uri.query().and_then(Receipt::of_query),
            })?;
            let boot = Boot {
                config: state.config_at(display, headers),
                me: None,
                not_scored: false,
            };
            let html = app.shell.page(Filling {
                language: language.tag(),
                direction: language.direction(),
                links: "",
                frame: &frame,
                boot: &serde_json::to_string(&boot)?,
                at_display: true,
            });
            let mut response = html_page(html, "no-store");
            let headers = response.headers_mut();
            set_language(headers, language);
            headers.insert(CONTENT_SECURITY_POLICY, app.shell.policy().clone());
            response
        }
    };
    if let Some(clear) = state.cookie().clear() {
        response.headers_mut().append(SET_COOKIE, clear);
    }
    Ok(response)
}

async fn end_visits(state: &AppState, place: &Place, headers: &HeaderMap) -> Result<(), ApiError> {
    if let Some(token_hash) = state.cookie().read(headers) {
        state.end_session(&token_hash).await?;
    }
    // Whoever has the key is the one browser of that display, and may have lost the session's cookie.
    if let Place::Enrolled(display) = place {
        state.end_visits_at(display).await?;
    }
    Ok(())
}

/// `GET /display?key=…`: makes the browser that opens it the display whose key this is.
pub async fn enroll(
    State(state): State<AppState>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let key = uri.query().and_then(|query| query.strip_prefix("key="));
    // A link on another site makes nobody's browser a display.
    let key = key.filter(|_| cross_site::is_own(&headers));
    let known = match key {
        Some(key) => state.display_of_key(key).await?.is_some(),
        None => false,
    };
    let cookie = key.and_then(|key| cookie_of(key, state.settings.behind_tls));
    let (true, Some(cookie)) = (known, cookie) else {
        return Ok(plain(
            StatusCode::NOT_FOUND,
            "There is no display with this key.\n",
        ));
    };
    let to = HeaderValue::from_static("/");
    let keep = HeaderValue::from_static("no-store");
    let headers = [(LOCATION, to), (CACHE_CONTROL, keep), (SET_COOKIE, cookie)];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
