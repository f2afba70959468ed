//! All routes, with what wraps every answer.

use std::sync::LazyLock;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use citizen_score_contract::API_PATH;
use tower_http::catch_panic::CatchPanicLayer;

use crate::http::request_id::{self, RequestIds};
use crate::http::{compress, cross_site, frame, nul, pace, security, sign_out};
use crate::state::AppState;
use crate::{api, openapi, pages};

static REQUEST_IDS: LazyLock<RequestIds> = LazyLock::new(RequestIds::default);

/// The whole server as one service.
pub fn router(state: AppState) -> Router {
    let behind_tls = state.settings.behind_tls;
    let routes = Router::new()
        .nest(API_PATH, api::routes())
        .merge(openapi::routes())
        .merge(pages::routes())
        // Before anything that looks at the session.
        .layer(from_fn_with_state(state.clone(), sign_out::honour))
        .layer(from_fn_with_state(state.clone(), pace::hold));
    let whole = wrap(routes.with_state(state.clone()), behind_tls);
    whole.layer(from_fn_with_state(state, pages::in_words))
}

/// Wraps routes in what every answer needs. What is written last wraps all the others.
pub fn wrap(routes: Router, behind_tls: bool) -> Router {
    let routes = routes
        .layer(from_fn(compress::compress))
        .layer(from_fn(frame::limit_time))
        .layer(from_fn(cross_site::refuse))
        .layer(from_fn(nul::refuse))
        .layer(CatchPanicLayer::custom(frame::after_panic))
        .layer(from_fn(move |request: Request, next: Next| {
            security::headers(behind_tls, request, next)
        }));
    // Within the name of the request, which it tells.
    #[cfg(feature = "traces")]
    let routes = routes.layer(from_fn(move |request: Request, next: Next| {
        crate::traces::request(behind_tls, request, next)
    }));
    routes.layer(from_fn(|request: Request, next: Next| {
        request_id::name(&REQUEST_IDS, request, next)
    }))
}
