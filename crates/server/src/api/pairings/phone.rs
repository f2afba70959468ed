//! What a resident's own device asks of a pairing. The display is told by its name and nothing else.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts, Path, Request, State};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use citizen_score_contract::Pairing;
use citizen_score_contract::pairing::PairingStatus;

use citizen_score_office::query;

use crate::api::{OnOwnDevice, changed, display_sessions, private};
use crate::error::ApiError;
use crate::http::{cross_site, json};
use crate::pairing::{UserCode, key_hash};
use crate::sign_in::{SLOW_DOWN, address};
use crate::state::AppState;
use crate::store::{PairingJudged, PairingQuestion, PairingWish};

/// Who asks, about what.
pub struct Asked {
    resident: String,
    peer: SocketAddr,
    code: Option<UserCode>,
    query: String,
    headers: HeaderMap,
}

/// Answers with how far a pairing is.
pub async fn look(State(state): State<AppState>, asked: Asked) -> Result<Response, ApiError> {
    // Another site must not spend a resident's tries.
    if !cross_site::is_own(&asked.headers) {
        return Err(ApiError::CrossSite);
    }
    judge(&state, &asked, PairingWish::Look).await
}

/// Lets the display in.
pub async fn approve(
    State(state): State<AppState>,
    asked: Asked,
    request: Request,
) -> Result<Response, ApiError> {
    json::read_nothing(request).await?;
    judge(&state, &asked, PairingWish::Approve).await
}

/// Does not let the display in.
pub async fn refuse(
    State(state): State<AppState>,
    asked: Asked,
    request: Request,
) -> Result<Response, ApiError> {
    json::read_nothing(request).await?;
    judge(&state, &asked, PairingWish::Refuse).await
}

impl FromRequestParts<AppState> for Asked {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Response> {
        let OnOwnDevice(signed_in) = OnOwnDevice::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let ConnectInfo(peer) = ConnectInfo::from_request_parts(parts, state)
            .await
            .map_err(IntoResponse::into_response)?;
        let code: Result<Path<String>, _> = Path::from_request_parts(parts, state).await;
        Ok(Self {
            resident: signed_in.holder.resident,
            peer,
            code: code.ok().and_then(|Path(code)| UserCode::read(&code)),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            headers: parts.headers.clone(),
        })
    }
}

impl Asked {
    /// The key of the QR code, where it came along.
    fn key(&self) -> Result<Option<String>, ApiError> {
        let mut key = None;
        for (name, value) in query::pairs(&self.query) {
            if name != "key" {
                return Err(query::unknown(name).into());
            }
            query::once(&mut key, name, value.to_owned())?;
        }
        Ok(key)
    }
}

async fn judge(state: &AppState, asked: &Asked, wish: PairingWish) -> Result<Response, ApiError> {
    let key = asked.key()?;
    let address = address::counted(asked.peer.ip(), &asked.headers, state.settings.behind_tls);
    // Beside those to sign in: neither holds up the other.
    let address = format!("pairing {address}");
    // A resident has one account and may have many addresses.
    let whoever = format!("pairing of {}", asked.resident);
    let now = state.clock.now();
    let question = PairingQuestion {
        user_hash: asked.code.as_ref().map(UserCode::hash),
        key_hash: key.as_deref().map(key_hash),
        resident: &asked.resident,
        counted: [&address, &whoever],
        wish,
    };
    let row = match state.store.judge_pairing(question, SLOW_DOWN, now).await? {
        PairingJudged::Known(row) => row,
        PairingJudged::Unknown => return Err(ApiError::NotFound),
        PairingJudged::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
    };
    if row.changed {
        state.hub.wake_pairing(row.name);
    }
    let left = match row.status {
        PairingStatus::Waiting => row.expires_at - now.timestamp(),
        _ => 0,
    };
    let pairing = Pairing {
        user_code: asked.code.as_ref().map(UserCode::shown).unwrap_or_default(),
        display: row.display,
        status: row.status,
        expires_in: u32::try_from(left).unwrap_or_default(),
        session: row.visit.map(display_sessions::told),
    };
    match wish {
        PairingWish::Look => private(&asked.headers, &pairing),
        PairingWish::Approve | PairingWish::Refuse => changed(&pairing),
    }
}
