//! `/me/cases`: what a resident asks of the city, and what becomes of it.

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use citizen_score_contract::cases::{Answer, DEFAULT_LIMIT, MAX_LIMIT};
use citizen_score_contract::{API_PATH, CasesPage, NewCase};
use serde::Deserialize;

use citizen_score_office::cases::{check, number};
use citizen_score_office::cursor::cases as place;
use citizen_score_office::page::Asked;

use super::{SignedIn, private};
use crate::cases::follow::{Act, follow};
use crate::cases::open::open;
use crate::error::ApiError;
use crate::http::json::{Sent, read_nothing};
use crate::http::once;
use crate::state::AppState;
use crate::store::Given;

/// Answers with a page.
pub async fn list(
    State(state): State<AppState>,
    signed_in: SignedIn,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let query = query.unwrap_or_default();
    let asked = Asked::read(&query, DEFAULT_LIMIT, MAX_LIMIT, place::read)?;
    let resident = &signed_in.holder.resident;
    // One more than asked says whether there is a next page.
    let limit = asked.limit + 1;
    let mut found = state
        .store
        .cases(resident, asked.after.as_ref(), limit)
        .await?;
    let more = found.len() > asked.limit as usize;
    found.truncate(asked.limit as usize);
    let last = found.last().filter(|_| more);
    let next_cursor = last.map(|(place, _)| place::cursor(place));
    let cases = found.into_iter().map(|(_, case)| case).collect();
    private(&headers, &CasesPage { cases, next_cursor })
}

/// Answers with one of the asker's own cases. Another's is as unknown as one that does not exist.
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let id = own(id)?;
    let case = state.store.case(&signed_in.holder.resident, &id).await?;
    private(&headers, &case.ok_or(ApiError::NotFound)?)
}

/// Opens a case.
pub async fn begin(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
    sent: Sent<NewCase>,
) -> Result<Response, ApiError> {
    let once = once::read(&headers, "POST /me/cases", &sent.bytes)?;
    let asked = check::case(sent.value)?;
    let (resident, now) = (&signed_in.holder.resident, state.clock.now());
    let given = open(&state.store, &state.rulebook, resident, &asked, &once, now).await?;
    state.hub.wake(resident);
    let id: Numbered = serde_json::from_slice(&given.body)?;
    let mut response = respond(given)?;
    if let Ok(location) = HeaderValue::try_from(format!("{API_PATH}/me/cases/{}", id.id)) {
        response.headers_mut().insert(LOCATION, location);
    }
    Ok(response)
}

/// What is read of a case that was answered with.
#[derive(Deserialize)]
struct Numbered {
    id: String,
}

/// Withdraws a case. The body is empty, or an object without fields.
pub async fn withdraw(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, PathRejection>,
    request: Request,
) -> Result<Response, ApiError> {
    let id = own(id)?;
    let headers = request.headers().clone();
    read_nothing(request).await?;
    act(&state, &signed_in, &headers, &id, &Act::Withdraw, b"").await
}

/// Answers the office's question.
pub async fn answer(
    State(state): State<AppState>,
    signed_in: SignedIn,
    id: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
    sent: Sent<Answer>,
) -> Result<Response, ApiError> {
    let id = own(id)?;
    check::answer(&sent.value)?;
    let answer = Act::Answer(sent.value);
    act(&state, &signed_in, &headers, &id, &answer, &sent.bytes).await
}

async fn act(
    state: &AppState,
    signed_in: &SignedIn,
    headers: &HeaderMap,
    id: &str,
    act: &Act,
    bytes: &[u8],
) -> Result<Response, ApiError> {
    let call = match act {
        Act::Answer(_) => "answer",
        Act::Withdraw => "withdraw",
    };
    let once = once::read(headers, &format!("POST /me/cases/{id}/{call}"), bytes)?;
    let (resident, now) = (&signed_in.holder.resident, state.clock.now());
    let given = follow(&state.store, resident, id, act, &once, now).await?;
    state.hub.wake(resident);
    respond(given)
}

/// A number of a case in a path; what cannot be one names nothing.
fn own(id: Result<Path<String>, PathRejection>) -> Result<String, ApiError> {
    match id {
        Ok(Path(id)) if id.len() == number::LENGTH => Ok(id),
        _ => Err(ApiError::NotFound),
    }
}

/// An answer as it is kept.
fn respond(given: Given) -> Result<Response, ApiError> {
    let mut response = Response::new(Body::from(given.body));
    *response.status_mut() =
        StatusCode::from_u16(given.status).map_err(|_| ApiError::Panicked("a status".into()))?;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("cookie"));
    Ok(response)
}
