//! All routes, with what wraps every answer.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use citizen_score_contract::API_PATH;
use citizen_score_contract::ledger::NDJSON;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::http::request_id::{self, RequestIds};
use crate::http::{cross_site, frame, nul, security, sign_out};
use crate::state::AppState;
use crate::{api, openapi, pages};

static REQUEST_IDS: LazyLock<RequestIds> = LazyLock::new(RequestIds::default);

/// Quality of compression on the fly: most of the gain at a tenth of the time of the best.
const QUALITY: CompressionLevel = CompressionLevel::Precise(5);

/// The whole server as one service.
pub fn router(state: AppState) -> Router {
    let behind_tls = state.settings.behind_tls;
    let routes = Router::new()
        .nest(API_PATH, api::routes())
        .merge(openapi::routes())
        .merge(pages::routes())
        // Before anything that looks at the session.
        .layer(from_fn_with_state(state.clone(), sign_out::honour));
    let whole = wrap(routes.with_state(state.clone()), behind_tls);
    whole.layer(from_fn_with_state(state, pages::in_words))
}

/// Whether an answer may be tens of megabytes long, so that compressing it well would take seconds: a
/// whole ledger, in a file or line by line.
fn is_long(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.contains_key(CONTENT_DISPOSITION)
        || headers.get(CONTENT_TYPE).is_some_and(|kind| kind == NDJSON)
}

/// Wraps routes in what every answer needs. What is written last wraps all the others.
pub fn wrap(routes: Router, behind_tls: bool) -> Router {
    routes
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(is_long),
        )
        // What is compressed already is left alone.
        .layer(CompressionLayer::new().quality(QUALITY))
        .layer(from_fn(frame::limit_time))
        .layer(from_fn(cross_site::refuse))
        .layer(from_fn(nul::refuse))
        .layer(CatchPanicLayer::custom(frame::after_panic))
        .layer(from_fn(move |request: Request, next: Next| {
            security::headers(behind_tls, request, next)
        }))
        .layer(from_fn(|request: Request, next: Next| {
            request_id::name(&REQUEST_IDS, request, next)
        }))
}
