//! Who asks: every handler about a person begins with this, and reads that person's things only.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;

use super::drafts_key;
use crate::error::ApiError;
use crate::sign_in::{IDLE_SECONDS, TOUCH_SECONDS};
use crate::state::AppState;
use crate::store::{Holder, StoreError};

/// The signed-in resident.
pub struct SignedIn {
    /// Who it is.
    pub holder: Holder,
    /// Hash of the token that proved it.
    pub token_hash: [u8; 32],
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = holder_of(state, &parts.headers).await?;
        let signed_in = signed_in.ok_or(ApiError::SignedOut)?;
        if drafts_key::is_own(state, &signed_in.holder, &parts.headers).await? {
            Ok(signed_in)
        } else {
            Err(ApiError::SignedOut)
        }
    }
}

/// The resident whose session a request carries, if it carries a live one; notes the use.
///
/// # Errors
///
/// [`StoreError::Sql`].
pub async fn holder_of(
    state: &AppState,
    headers: &HeaderMap,
) -> Result<Option<SignedIn>, StoreError> {
    let Some(token_hash) = state.cookie().read(headers) else {
        return Ok(None);
    };
    let now = state.clock.now();
    let idle_since = now.timestamp() - IDLE_SECONDS;
    let Some(mut holder) = state.store.holder(&token_hash, now, idle_since).await? else {
        return Ok(None);
    };
    if holder.last_seen <= now.timestamp() - TOUCH_SECONDS {
        holder.last_seen = now.timestamp();
        let store = state.store.clone();
        // The answer does not wait for this: an import may hold the right to write.
        tokio::spawn(async move {
            if let Err(error) = store.touch_session(&token_hash, now).await {
                tracing::error!(%error, "cannot note that a session was used");
            }
        });
    }
    Ok(Some(SignedIn { holder, token_hash }))
}
