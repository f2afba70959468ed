//! The JSON API under `/api/v1`.

mod access_log;
mod cases;
mod consent;
mod display_sessions;
mod drafts_key;
mod entries;
mod events;
mod evidence;
mod heartbeat;
mod keys;
mod ledger;
mod me;
mod pairings;
mod push;
mod record;
mod rulebook;
mod session;
mod sessions;
mod signed_in;
mod statement;
mod tier_proofs;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{delete, get, post, put};

use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::state::AppState;

pub use signed_in::{OnDisplay, OnOwnDevice, SignedIn, holder_of};

/// Answers with JSON about a person, which nobody stores; with 304 where the asker has it already.
fn private(headers: &HeaderMap, value: &impl serde::Serialize) -> Result<Response, ApiError> {
    let json = bytes::Bytes::from(serde_json::to_vec(value)?);
    let etag = etag::of(&json);
    Ok(etag::answer(headers, json, &etag, Keep::Never))
}

/// Answers with JSON about a person to a request that changed it. Such an answer has no `ETag`, and none that
/// the asker has takes its place: RFC 9110 gives 304 to what reads, and the change was made.
fn changed(value: &impl serde::Serialize) -> Result<Response, ApiError> {
    let json = Body::from(serde_json::to_vec(value)?);
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (VARY, HeaderValue::from_static("cookie")),
    ];
    Ok((headers, json).into_response())
}

/// All calls of the API.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/rulebook", get(rulebook::show))
        .route("/rulebook/upcoming", get(rulebook::upcoming))
        .route("/keys", get(keys::list))
        .route(
            "/session",
            get(session::show).post(session::begin).delete(session::end),
        )
        .route("/session/extend", post(session::extend))
        .route("/me", get(me::show))
        .route("/me/entries", get(entries::list))
        .route("/me/entries/{id}", get(entries::show))
        .route(
            "/me/entries/{id}/statement",
            put(statement::write).delete(statement::remove),
        )
        .route("/me/cases", get(cases::list).post(cases::begin))
        .route("/me/cases/{id}", get(cases::show))
        .route("/me/cases/{id}/answer", post(cases::answer))
        .route("/me/cases/{id}/withdraw", post(cases::withdraw))
        .route(
            "/me/evidence/{digest}",
            get(evidence::show)
                .put(evidence::put)
                .delete(evidence::delete),
        )
        .route("/me/events", get(events::stream))
        .route("/me/record", get(record::show))
        .route("/me/access-log", get(access_log::list))
        .route("/me/consent", get(consent::show).put(consent::change))
        .route("/me/drafts-key", get(drafts_key::show))
        .route("/me/display-sessions", get(display_sessions::list))
        .route("/me/display-sessions/{id}", delete(display_sessions::end))
        .route("/me/sessions", get(sessions::list))
        .route("/me/sessions/{id}", delete(sessions::end))
        .route(
            "/me/push",
            get(push::show).put(push::subscribe).delete(push::end),
        )
        .route("/me/push/test", post(push::test))
        .route("/me/tier-proofs", post(tier_proofs::make))
        .route("/me/tier-proofs/{code}", get(tier_proofs::state))
        .route("/pairings", post(pairings::make))
        .route("/pairings/token", post(pairings::token))
        .route("/pairings/{user_code}", get(pairings::look))
        .route("/pairings/{user_code}/approve", post(pairings::approve))
        .route("/pairings/{user_code}/refuse", post(pairings::refuse))
        .route(
            "/tier-proofs/{shown}",
            // Asking uses a proof up, so asking for the headers alone is refused.
            get(tier_proofs::open).head(|| async { ApiError::MethodNotAllowed }),
        )
        .route("/display/heartbeat", post(heartbeat::beat))
        .fallback(|| async { ApiError::NotFound })
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
}
