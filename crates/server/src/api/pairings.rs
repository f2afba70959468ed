//! `POST /pairings` and `POST /pairings/token`, asked by a shared display; `GET /pairings/{user_code}`,
//! and `/approve` and `/refuse` below it, asked by a resident's own device (RFC 8628).

mod phone;

use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use citizen_score_contract::pairing::{PAIRING_SECONDS, WAIT_SECONDS};
use citizen_score_contract::{AskToken, NewPairing};
use tokio::time::Instant;

use super::session::begun;
use crate::error::ApiError;
use crate::http::json::{self, Json};
use crate::hub::ended;
use crate::pairing::{Codes, INTERVAL_SECONDS, device_hash, draw, key_hash};
use crate::sign_in::token::Token;
use crate::state::AppState;
use crate::store::{Display, NewPairingRow, PairingName, Progress};

pub use phone::{approve, look, refuse};

/// Makes a pairing for a display.
pub async fn make(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let display = state.display(request.headers()).await?;
    let display = display.ok_or(ApiError::OnlyOnDisplay)?;
    json::read_nothing(request).await?;
    loop {
        let codes = draw()?;
        let now = state.clock.now();
        let pairing = NewPairingRow {
            name: codes.name(),
            user_hash: codes.user_code.hash(),
            key_hash: key_hash(&codes.user_key),
            display: display.id,
            expires_at: now.timestamp() + i64::from(PAIRING_SECONDS),
        };
        if state.store.add_pairing(&pairing, now).await? {
            return answer(codes);
        }
    }
}

fn answer(codes: Codes) -> Result<Response, ApiError> {
    let pairing = NewPairing {
        device_code: codes.device_code,
        user_code: codes.user_code.shown(),
        user_key: codes.user_key,
        expires_in: PAIRING_SECONDS,
        interval: INTERVAL_SECONDS,
    };
    let mut response = Response::new(Body::from(serde_json::to_vec(&pairing)?));
    *response.status_mut() = StatusCode::CREATED;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Answers when the pairing is approved or refused, and otherwise after a while.
pub async fn token(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(asked): Json<AskToken>,
) -> Result<Response, ApiError> {
    let display = state.display(&headers).await?;
    let display = display.ok_or(ApiError::OnlyOnDisplay)?;
    let name = device_hash(&asked.device_code).ok_or(ApiError::ExpiredToken)?;
    // Only one request is held for a pairing, and only as long as its connection lives.
    let _held = state.hub.hold(name).ok_or(ApiError::SlowDown)?;
    wait(&state, &display, name).await?;
    let token = take(&state, &display, name).await?;
    // Whoever was signed in before on this display no longer is.
    if let Some(before) = state.cookie().read(&headers) {
        state.end_session(&before).await?;
    }
    begun(&state, &token).await
}

/// Waits until a pairing is approved.
async fn wait(state: &AppState, display: &Display, name: PairingName) -> Result<(), ApiError> {
    // Listens before it looks, so that nothing falls between.
    let mut answers = state.hub.listen_to_pairing(name);
    let mut shutdown = state.shutdown.clone();
    let end = Instant::now() + Duration::from_secs(u64::from(WAIT_SECONDS));
    loop {
        let now = state.clock.now();
        let progress = state.store.pairing_progress(&name, display.id, now).await?;
        let expires_at = match progress {
            Progress::Approved => return Ok(()),
            Progress::Refused => return Err(ApiError::AccessDenied),
            Progress::Gone => return Err(ApiError::ExpiredToken),
            Progress::Waiting(expires_at) => expires_at,
        };
        tokio::select! {
            () = answers.changed() => {}
            () = tokio::time::sleep(state.clock.until(expires_at)) => {}
            () = tokio::time::sleep_until(end) => return Err(ApiError::AuthorizationPending),
            () = ended(&mut shutdown) => return Err(ApiError::AuthorizationPending),
        }
    }
}

/// Exchanges an approved pairing for a session.
async fn take(state: &AppState, display: &Display, name: PairingName) -> Result<Token, ApiError> {
    let now = state.clock.now();
    let token = Token::generate()?;
    let session = state.new_session(&token, Some(display), now)?;
    let by = format!("display {}, approved by phone", display.name);
    let whose = state.store.take_pairing(&name, &session, &by, now).await?;
    state.hub.wake(&whose.ok_or(ApiError::ExpiredToken)?);
    Ok(token)
}
