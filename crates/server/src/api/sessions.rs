//! `GET /me/sessions` and `DELETE /me/sessions/{id}`: where a resident is signed in with devices of their
//! own, seen and ended from one of them.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::sessions::{OpenSession, OpenSessions};

use super::display_sessions::named;
use super::session::with_cookie;
use super::{OnOwnDevice, private};
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::OpenRow;

/// Answers with the open sessions.
pub async fn list(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let (resident, asking) = (&signed_in.holder.resident, &signed_in.token_hash);
    let now = state.clock.now();
    let open = state.store.open_sessions(resident, asking, now).await?;
    let sessions = open.into_iter().map(told).collect();
    private(&headers, &OpenSessions { sessions })
}

/// Ends one of them; its device is told at once. The one that asks is signed out by this.
pub async fn end(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let id = named(id)?;
    let holder = &signed_in.holder;
    let now = state.clock.now();
    if !state
        .store
        .end_open_session(&holder.resident, &id, now)
        .await?
    {
        return Err(ApiError::NotFound);
    }
    state.hub.wake(&holder.resident);
    let is_own = holder.session.as_ref() == Some(&id);
    let cookie = is_own.then(|| state.cookie().clear()).flatten();
    Ok(with_cookie(StatusCode::NO_CONTENT.into_response(), cookie))
}

fn told(session: OpenRow) -> OpenSession {
    OpenSession {
        id: session.public_id,
        current: session.current,
        signed_in_at: session.since,
        last_seen_at: session.last_seen,
        expires_at: session.until,
        browser: session.browser,
        system: session.system,
    }
}
