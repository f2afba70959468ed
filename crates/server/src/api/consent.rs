//! `GET` and `PUT /me/consent`: being scored at all, where the rulebook makes it voluntary.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use citizen_score_contract::{ChangeConsent, Consent};

use super::{SignedIn, changed, private};
use crate::error::ApiError;
use crate::http::json::Json;
use crate::state::AppState;

/// By what consent is changed, for the access log.
const BY: &str = "the resident, signed in";

/// Answers with the consent as it is.
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let holder = &signed_in.holder;
    let given = state.is_scored(holder);
    private(&headers, &told(&state, &holder.resident, given).await?)
}

/// Gives or withdraws it.
pub async fn change(
    State(state): State<AppState>,
    signed_in: SignedIn,
    Json(wish): Json<ChangeConsent>,
) -> Result<Response, ApiError> {
    if !state.rulebook.data().voluntary {
        let detail = "cannot be changed: the rulebook in force does not leave it to the resident";
        return Err(ApiError::invalid("given", detail));
    }
    let resident = &signed_in.holder.resident;
    let now = state.clock.now();
    state
        .store
        .change_consent(resident, wish.given, BY, now)
        .await?;
    state.hub.wake(resident);
    changed(&told(&state, resident, wish.given).await?)
}

async fn told(state: &AppState, resident: &str, given: bool) -> Result<Consent, ApiError> {
    Ok(Consent {
        voluntary: state.rulebook.data().voluntary,
        given,
        changed_at: state.store.consent_changed_at(resident).await?,
    })
}
