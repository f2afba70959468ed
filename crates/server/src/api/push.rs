//! `GET`, `PUT` and `DELETE /me/push`, and `POST /me/push/test`: what this session is told of while the
//! app is closed. Never at a shared display.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use citizen_score_contract::push::{Push, Subscribe};

use super::{OnOwnDevice, SignedIn, changed, private};
use crate::error::ApiError;
use crate::http::json::{Json, read_nothing};
use crate::push::NotSent;
use crate::push::message::Topic;
use crate::state::AppState;
use crate::store::Tested;

/// Seconds between two messages that are asked for as a test.
const TEST_GAP: i64 = 10;

/// Answers with what can be had, and what this session has.
pub async fn show(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    private(&headers, &had(&state, &signed_in).await?)
}

/// Subscribes, or changes what is told.
pub async fn subscribe(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    Json(wish): Json<Subscribe>,
) -> Result<Response, ApiError> {
    let push = state.push.as_ref().ok_or(ApiError::NotFound)?;
    let wish = push.read(wish);
    let wish = wish.map_err(|(field, wrong)| ApiError::invalid(field, wrong))?;
    let resident = &signed_in.holder.resident;
    state
        .store
        .subscribe(&signed_in.token_hash, resident, &wish)
        .await?;
    // Quiet hours that were taken back may have held something.
    state.hub.wake(resident);
    changed(&had(&state, &signed_in).await?)
}

/// Ends it. Also good where there is nothing to end: the wish is fulfilled.
pub async fn end(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
) -> Result<Response, ApiError> {
    state.store.unsubscribe(&signed_in.token_hash).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Sends a message now, quiet hours or not, and answers when its push service has taken it.
pub async fn test(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    request: Request,
) -> Result<Response, ApiError> {
    read_nothing(request).await?;
    let push = state.push.as_ref().ok_or(ApiError::NotFound)?;
    let now = state.clock.now();
    let tested = state
        .store
        .test_push(&signed_in.token_hash, TEST_GAP, now)
        .await?;
    let target = match tested {
        Tested::Now(target) => target,
        Tested::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
        Tested::Nobody => return Err(ApiError::NotFound),
    };
    match push.send(&state.store, &target, Topic::Test, now).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(NotSent::Over | NotSent::Keys) => {
            state.store.browser_gone(&target.endpoint).await?;
            Err(ApiError::NotFound)
        }
        Err(NotSent::Key(error)) => Err(error.into()),
        Err(error) => Err(error.into()),
    }
}

async fn had(state: &AppState, signed_in: &SignedIn) -> Result<Push, ApiError> {
    let key = match &state.push {
        Some(push) => Some(push.key(&state.store).await?.public()),
        None => None,
    };
    let told = state.store.told(&signed_in.token_hash).await?;
    let (told, until) = told.filter(|_| key.is_some()).unzip();
    Ok(Push { key, told, until })
}
