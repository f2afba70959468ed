//! Holding back whoever asks for more than anybody needs: a session, or an address.
//!
//! Counted is what costs work: the API and painted pages, not files nor the checks of whoever watches over the
//! server. Signing out is held back by the address alone, so that a page which went wild can still be ended.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::{API_PATH, SIGN_OUT_COOKIE};

use super::cookies;
use crate::digest;
use crate::error::ApiError;
use crate::oidc;
use crate::pace::Asker;
use crate::sign_in::address;
use crate::state::AppState;

/// By what monitoring and supervisors see that the server lives, whatever they say that they accept.
const UNCOUNTED: [&str; 3] = ["/healthz", "/readyz", "/metrics"];

/// Lets a request go on, or tells its asker how long to wait.
pub async fn hold(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let askers = askers(&state, &request);
    let now = state.clock.now();
    for (asker, allowed) in askers.into_iter().flatten() {
        if let Some(seconds) = state.pace.wait(&state.store, asker, allowed, now).await {
            return ApiError::TooManyTries(seconds).into_response();
        }
    }
    next.run(request).await
}

/// Against whom a request counts, and how many are allowed.
fn askers(state: &AppState, request: &Request) -> [Option<(Asker, u32)>; 2] {
    if !is_work(request) {
        return [None, None];
    }
    let (settings, headers) = (state.settings.pace, request.headers());
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let address = peer.map(|ConnectInfo(peer)| {
        let address = address::counted(peer.ip(), headers, state.settings.behind_tls);
        digest::sha256(format!("address {address}").as_bytes())
    });
    let session = state.cookie().read(headers);
    let session = session.filter(|_| !signs_out(request.method(), headers));
    [
        address.map(|asker| (asker, settings.per_address)),
        session.map(|asker| (asker, settings.per_session)),
    ]
}

fn is_work(request: &Request) -> bool {
    let path = request.uri().path();
    if UNCOUNTED.contains(&path) {
        return false;
    }
    let accept = request
        .headers()
        .get(ACCEPT)
        .and_then(|it| it.to_str().ok());
    path.starts_with(API_PATH)
        || path.starts_with(oidc::BEGIN_PATH)
        || accept.is_some_and(|it| it.contains("text/html"))
}

fn signs_out(method: &Method, headers: &HeaderMap) -> bool {
    *method == Method::DELETE || cookies::is_sent(headers, SIGN_OUT_COOKIE, "1")
}
