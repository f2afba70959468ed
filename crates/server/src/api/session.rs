//! `GET`, `POST` and `DELETE /session`: who am I, sign in, sign out.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use citizen_score_contract::{Session, SignIn};
use serde::Deserialize;

use super::SignedIn;
use crate::error::ApiError;
use crate::http::etag::{self, Keep};
use crate::http::json::Json;
use crate::sign_in::token::Token;
use crate::sign_in::{
    IDLE_SECONDS, SESSION_SECONDS, SLOW_DOWN, address, browser, code, expires_at,
};
use crate::state::AppState;
use crate::store::{Attempt, NewSession, Offer, Verdict};

/// The body of a sign-in as it arrives: [`SignIn`], read field by field so that a wrong one can be
/// named.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    code: Option<String>,
    resident: Option<String>,
}

impl TryFrom<Body> for SignIn {
    type Error = ApiError;

    fn try_from(body: Body) -> Result<Self, ApiError> {
        match (body.code, body.resident) {
            (Some(code), None) => Ok(Self::Code { code }),
            (None, Some(resident)) => Ok(Self::Resident { resident }),
            (None, None) => Err(ApiError::invalid("code", "is missing")),
            (Some(_), Some(_)) => Err(ApiError::invalid(
                "resident",
                "cannot be given beside a code",
            )),
        }
    }
}

/// Answers with who is signed in.
pub async fn show(signed_in: SignedIn, headers: HeaderMap) -> Result<Response, ApiError> {
    let holder = signed_in.holder;
    let session = Session {
        display_name: holder.name,
        expires_at: expires_at(holder.last_seen, holder.expires),
        visit: None,
    };
    let json = Bytes::from(serde_json::to_vec(&session)?);
    let etag = etag::of(&json);
    Ok(etag::answer(&headers, json, &etag, Keep::Never))
}

/// Signs in.
pub async fn begin(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    Json(body): Json<Body>,
) -> Result<Response, ApiError> {
    let wish = SignIn::try_from(body)?;
    let now = state.clock.now();
    let token = Token::generate()?;
    let session = NewSession {
        token_hash: token.hash(),
        expires: now.timestamp() + SESSION_SECONDS,
    };
    let offer = match &wish {
        SignIn::Code { code } => code::hash(code).map_or(Offer::Nothing, Offer::Code),
        SignIn::Resident { resident } if state.settings.demo => Offer::DemoResident(resident),
        SignIn::Resident { .. } => Offer::Nothing,
    };
    let address = address::counted(peer.ip(), &headers, state.settings.behind_tls);
    let way = match &wish {
        SignIn::Code { .. } => "one-time code",
        SignIn::Resident { .. } => "demo",
    };
    let attempt = Attempt {
        address: &address,
        by: &browser::named(way, &headers),
        offer,
        session: &session,
    };
    let name = match state.store.try_sign_in(attempt, SLOW_DOWN, now).await? {
        Verdict::SignedIn { name } => name,
        Verdict::Refused => return Err(ApiError::SignInRefused),
        Verdict::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
    };
    // Whoever was signed in before on this browser no longer is.
    if let Some(before) = state.cookie().read(&headers) {
        end_session(&state, &before).await?;
    }
    let session = Session {
        display_name: name,
        expires_at: expires_at(now.timestamp(), session.expires),
        visit: None,
    };
    let mut response = Response::new(serde_json::to_vec(&session)?.into());
    let kind = HeaderValue::from_static("application/json");
    response
        .headers_mut()
        .insert(axum::http::header::CONTENT_TYPE, kind);
    Ok(with_cookie(response, state.cookie().set(&token)))
}

/// Signs out. Also good for someone who is not signed in: the wish is fulfilled.
pub async fn end(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token_hash) = state.cookie().read(&headers) {
        end_session(&state, &token_hash).await?;
    }
    Ok(with_cookie(
        StatusCode::NO_CONTENT.into_response(),
        state.cookie().clear(),
    ))
}

async fn end_session(state: &AppState, token_hash: &[u8; 32]) -> Result<(), ApiError> {
    let now = state.clock.now();
    let idle_since = now.timestamp() - IDLE_SECONDS;
    let holder = state.store.holder(token_hash, now, idle_since).await?;
    state.store.end_session(token_hash, now, idle_since).await?;
    if let Some(holder) = holder {
        state.hub.wake(&holder.resident);
    }
    Ok(())
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
    response
}
