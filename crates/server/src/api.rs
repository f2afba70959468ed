//! The JSON API under `/api/v1`.

mod asked;
mod cases;
mod cursor;
mod entries;
mod events;
mod evidence;
mod keys;
mod ledger;
mod me;
mod record;
mod rulebook;
mod session;
mod signed_in;

use axum::Router;
use axum::routing::{get, post};

use crate::error::ApiError;
use crate::state::AppState;

pub use signed_in::{SignedIn, holder_of};

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
        .route("/me", get(me::show))
        .route("/me/entries", get(entries::list))
        .route("/me/entries/{id}", get(entries::show))
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
        .fallback(|| async { ApiError::NotFound })
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
}
