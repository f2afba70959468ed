//! Signing out where the server could not be reached: the page leaves a cookie, and whatever is asked next,
//! the session is ended before anything else looks at it.
//!
//! The session's own cookie is out of reach for script, so a page without a connection can neither delete
//! it nor tell the server. The wish stands until an answer has taken both cookies away; while the session
//! cannot be ended, nothing is answered but an error.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use citizen_score_contract::SIGN_OUT_COOKIE;

use super::cookies;
use crate::error::ApiError;
use crate::state::AppState;

/// Ends the session of a request that carries the wish, and lets the request go on as nobody's.
pub async fn honour(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if !cookies::is_sent(request.headers(), SIGN_OUT_COOKIE, "1") {
        return next.run(request).await;
    }
    let cookie = state.cookie();
    if let Some(token_hash) = cookie.read(request.headers())
        && let Err(error) = state.end_session(&token_hash).await
    {
        return ApiError::from(error).into_response();
    }
    let names = [cookie.name(), SIGN_OUT_COOKIE];
    cookies::remove(request.headers_mut(), &names);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    // Of two cookies of one name the last one holds: those of the answer itself come after.
    let own: Vec<HeaderValue> = headers.get_all(SET_COOKIE).iter().cloned().collect();
    headers.remove(SET_COOKIE);
    let away = [cookie.clear(), fulfilled(state.settings.behind_tls)];
    for value in away.into_iter().flatten().chain(own) {
        headers.append(SET_COOKIE, value);
    }
    // No cache between here and the browser may give these cookies to anybody else.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// `Set-Cookie` that takes the wish away.
fn fulfilled(behind_tls: bool) -> Option<HeaderValue> {
    let secure = if behind_tls { "; Secure" } else { "" };
    let text = format!("{SIGN_OUT_COOKIE}=; Path=/; SameSite=Lax; Max-Age=0{secure}");
    HeaderValue::try_from(text).ok()
}
