//! `PUT` and `DELETE /me/entries/{id}/statement`: the resident's own words beside an entry.

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use citizen_score_contract::statement::{MAX_CHARACTERS, WriteStatement};
use citizen_score_record::statement::{MOST_CHARACTERS, problem};
use citizen_score_rules::ledger::MAX_TEXT;

use super::{SignedIn, changed};
use crate::error::ApiError;
use crate::http::json::Json;
use crate::state::AppState;

/// Writes them.
pub async fn write(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, PathRejection>,
    Json(wish): Json<WriteStatement>,
) -> Result<Response, ApiError> {
    let id = entry_id(id)?;
    check(&wish.text)?;
    let resident = &signed_in.holder.resident;
    let now = state.clock.now();
    let written = state
        .store
        .write_statement(resident, &id, &wish.text, now)
        .await?;
    let written = written.ok_or(ApiError::NotFound)?;
    state.hub.wake(resident);
    changed(&written)
}

/// Takes them away. Also good where nothing stands there: the wish is fulfilled.
pub async fn remove(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, PathRejection>,
) -> Result<Response, ApiError> {
    let id = entry_id(id)?;
    let resident = &signed_in.holder.resident;
    let now = state.clock.now();
    if !state.store.remove_statement(resident, &id, now).await? {
        return Err(ApiError::NotFound);
    }
    state.hub.wake(resident);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A path that is not UTF-8, or longer than any id, names nothing.
fn entry_id(id: Result<Path<String>, PathRejection>) -> Result<String, ApiError> {
    let Path(id) = id.map_err(|_| ApiError::NotFound)?;
    Some(id)
        .filter(|id| id.len() <= MAX_TEXT)
        .ok_or(ApiError::NotFound)
}

fn check(text: &str) -> Result<(), ApiError> {
    match problem(text) {
        None => Ok(()),
        Some(problem) => Err(ApiError::invalid("text", problem)),
    }
}

// What is taken fits into a record.
const _: () = assert!(MAX_CHARACTERS == MOST_CHARACTERS);
