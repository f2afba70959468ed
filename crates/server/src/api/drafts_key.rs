//! `GET /me/drafts-key`: what opens the drafts that a resident's own device keeps.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderName};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use citizen_score_contract::DraftsKey;

use super::{OnOwnDevice, private};
use crate::error::ApiError;
use crate::secret::Secret;
use crate::state::AppState;
use crate::store::Holder;

/// Whose drafts a request was written in.
const HOLDER: HeaderName = HeaderName::from_static("drafts-holder");

/// Answers with the key. It is the same for all sessions of a resident, and another where the resident
/// is registered anew, as in a demo that is made anew.
pub async fn show(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let key = key_of(&state, &signed_in.holder).await?;
    private(&headers, &key)
}

/// Whether a request that names whose draft it sends is of this session's resident, or names nobody.
/// Another resident may have signed in on the device since it was written.
pub(super) async fn is_own(
    state: &AppState,
    holder: &Holder,
    headers: &HeaderMap,
) -> Result<bool, ApiError> {
    let Some(named) = headers.get(HOLDER) else {
        return Ok(true);
    };
    let key = key_of(state, holder).await?;
    Ok(named.as_bytes() == key.holder.as_bytes())
}

async fn key_of(state: &AppState, holder: &Holder) -> Result<DraftsKey, ApiError> {
    let secret = Secret::of(&state.store).await?;
    let whose = [&*holder.resident, &*holder.registered_at];
    let derived = |label| URL_SAFE_NO_PAD.encode(secret.derive(label, &whose));
    Ok(DraftsKey {
        holder: derived("holder of drafts"),
        key: derived("key of drafts"),
    })
}
