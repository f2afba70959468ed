//! What a resident's own device asks of a pairing. The display is told by its name and nothing else.

use std::net::SocketAddr;

use axum::extract::rejection::PathRejection;
use axum::extract::{ConnectInfo, Path, RawQuery, Request, State};
use axum::http::HeaderMap;
use axum::response::Response;
use citizen_score_contract::Pairing;
use citizen_score_contract::pairing::PairingStatus;

use crate::api::{OnOwnDevice, display_sessions, private, query};
use crate::error::ApiError;
use crate::http::{cross_site, json};
use crate::pairing::{UserCode, key_hash};
use crate::sign_in::{SLOW_DOWN, address};
use crate::state::AppState;
use crate::store::{PairingJudged, PairingQuestion, PairingWish};

/// Who asks, about what.
struct Asked {
    resident: String,
    peer: SocketAddr,
    code: Option<UserCode>,
    key: Option<String>,
}

/// Answers with how far a pairing is.
pub async fn look(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    code: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    // Another site must not spend a resident's tries.
    if !cross_site::is_own(&headers) {
        return Err(ApiError::CrossSite);
    }
    let asked = Asked::read(signed_in.holder.resident, peer, code, query.as_deref())?;
    judge(&state, &asked, PairingWish::Look, &headers).await
}

/// Lets the display in.
pub async fn approve(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    code: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Result<Response, ApiError> {
    let headers = request.headers().clone();
    json::read_nothing(request).await?;
    let asked = Asked::read(signed_in.holder.resident, peer, code, query.as_deref())?;
    judge(&state, &asked, PairingWish::Approve, &headers).await
}

/// Does not let the display in.
pub async fn refuse(
    State(state): State<AppState>,
    OnOwnDevice(signed_in): OnOwnDevice,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    code: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
    request: Request,
) -> Result<Response, ApiError> {
    let headers = request.headers().clone();
    json::read_nothing(request).await?;
    let asked = Asked::read(signed_in.holder.resident, peer, code, query.as_deref())?;
    judge(&state, &asked, PairingWish::Refuse, &headers).await
}

impl Asked {
    fn read(
        resident: String,
        peer: SocketAddr,
        code: Result<Path<String>, PathRejection>,
        query: Option<&str>,
    ) -> Result<Self, ApiError> {
        let mut key = None;
        for (name, value) in query::pairs(query.unwrap_or_default()) {
            if name != "key" {
                return Err(query::unknown(name));
            }
            query::once(&mut key, name, value.to_owned())?;
        }
        Ok(Self {
            resident,
            peer,
            code: code.ok().and_then(|Path(code)| UserCode::read(&code)),
            key,
        })
    }
}

async fn judge(
    state: &AppState,
    asked: &Asked,
    wish: PairingWish,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let address = address::counted(asked.peer.ip(), headers, state.settings.behind_tls);
    // Beside those to sign in: neither holds up the other.
    let address = format!("pairing {address}");
    // A resident has one account and may have many addresses.
    let whoever = format!("pairing of {}", asked.resident);
    let now = state.clock.now();
    let question = PairingQuestion {
        user_hash: asked.code.as_ref().map(UserCode::hash),
        key_hash: asked.key.as_deref().map(key_hash),
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
    private(headers, &pairing)
}
