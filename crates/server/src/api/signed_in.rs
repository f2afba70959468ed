//! Who asks: every handler about a person begins with this, and reads that person's things only.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};

use super::drafts_key;
use crate::error::ApiError;
use crate::sign_in::TOUCH_SECONDS;
use crate::state::AppState;
use crate::steps::{Step, step};
use crate::store::{Holder, StoreError};

/// The signed-in resident.
///
/// A visit at a shared display reads: a request of another method is refused here, so that a call is
/// for the resident's own device alone unless it is made to be called from a display.
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
        if !matches!(parts.method, Method::GET | Method::HEAD) {
            signed_in.on_own_device()?;
        }
        if drafts_key::is_own(state, &signed_in.holder, &parts.headers).await? {
            Ok(signed_in)
        } else {
            Err(ApiError::SignedOut)
        }
    }
}

impl SignedIn {
    /// Refuses a visit at a shared display.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotOnDisplay`].
    pub fn on_own_device(&self) -> Result<(), ApiError> {
        match self.holder.display {
            Some(_) => Err(ApiError::NotOnDisplay),
            None => Ok(()),
        }
    }
}

/// The signed-in resident on a device of their own: for what is to be read there only, such as files,
/// which a shared display must not keep.
pub struct OnOwnDevice(pub SignedIn);

impl FromRequestParts<AppState> for OnOwnDevice {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = SignedIn::from_request_parts(parts, state).await?;
        signed_in.on_own_device()?;
        Ok(Self(signed_in))
    }
}

/// The resident whose visit at a shared display it is.
pub struct OnDisplay(pub SignedIn);

impl FromRequestParts<AppState> for OnDisplay {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let signed_in = holder_of(state, &parts.headers).await?;
        let signed_in = signed_in.ok_or(ApiError::SignedOut)?;
        match signed_in.holder.display {
            Some(_) => Ok(Self(signed_in)),
            None => Err(ApiError::OnlyOnDisplay),
        }
    }
}

/// The resident whose session a request carries, if it carries a live one; notes the use, but for a
/// visit at a display, which requests do not prolong.
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
    let found = step(Step::FindSession, state.store.holder(&token_hash, now));
    let Some(mut holder) = found.await? else {
        return Ok(None);
    };
    if holder.display.is_none() && holder.last_seen <= now.timestamp() - TOUCH_SECONDS {
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
