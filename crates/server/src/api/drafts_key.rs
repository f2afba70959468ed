//! `GET /me/drafts-key`: what opens the drafts that a resident's own device keeps.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use citizen_score_contract::DraftsKey;

use super::{SignedIn, private};
use crate::error::ApiError;
use crate::secret::Secret;
use crate::state::AppState;

/// Answers with the key. It is the same for all sessions of a resident, and another where the resident
/// is registered anew, as in a demo that is made anew.
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let holder = signed_in.holder;
    let secret = Secret::of(&state.store).await?;
    let whose = [&*holder.resident, &*holder.registered_at];
    let derived = |label| URL_SAFE_NO_PAD.encode(secret.derive(label, &whose));
    let key = DraftsKey {
        holder: derived("holder of drafts"),
        key: derived("key of drafts"),
    };
    private(&headers, &key)
}
