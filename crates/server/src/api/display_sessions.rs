//! `GET /me/display-sessions` and `DELETE /me/display-sessions/{id}`: the shared displays at which a
//! resident is signed in, seen and ended from a device of their own.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::{DisplaySession, DisplaySessions};

use super::{OnOwnDevice, private};
use crate::error::ApiError;
use crate::state::AppState;
use crate::store::VisitRow;

/// A name is no longer than this.
const NAME_LETTERS: usize = 64;

/// Answers with the visits that go on.
pub async fn list(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let resident = &signed_in.holder.resident;
    let visits = state.store.visits(resident, state.clock.now()).await?;
    let sessions = visits.into_iter().map(told).collect();
    private(&headers, &DisplaySessions { sessions })
}

/// Ends one of them; its display is told at once.
pub async fn end(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let id = named(id)?;
    let resident = &signed_in.holder.resident;
    let now = state.clock.now();
    if !state.store.end_visit(resident, &id, now).await? {
        return Err(ApiError::NotFound);
    }
    state.hub.wake(resident);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The name of a session in an address.
pub(super) fn named(id: Result<Path<String>, PathRejection>) -> Result<String, ApiError> {
    let id = id.ok().map(|Path(id)| id);
    let id = id.filter(|id| id.len() <= NAME_LETTERS);
    id.ok_or(ApiError::NotFound)
}

/// A visit as it is told.
pub(super) fn told(visit: VisitRow) -> DisplaySession {
    DisplaySession {
        id: visit.public_id,
        display: visit.display,
        since: visit.since,
        until: visit.until,
    }
}
