//! `GET`, `POST` and `DELETE /session`, and `POST /session/extend`: who am I, sign in, sign out, stay.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use citizen_score_contract::session::MAX_EXTENSIONS;
use citizen_score_contract::{ExtendSession, Session, SignIn};
use serde::Deserialize;

use super::{OnDisplay, SignedIn, changed, private};
use crate::displays::Place;
use crate::error::ApiError;
use crate::http::json::Json;
use crate::sign_in::token::Token;
use crate::sign_in::{SLOW_DOWN, address, browser, code, expires_at};
use crate::state::AppState;
use crate::store::{Attempt, Extended, Holder, Offer, Verdict};
use crate::visits::visit_of;

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
pub async fn show(
    State(state): State<AppState>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    private(&headers, &told(&signed_in.holder, state.clock.now()))
}

/// What is told of a session.
fn told(holder: &Holder, now: DateTime<Utc>) -> Session {
    Session {
        display_name: holder.name.clone(),
        expires_at: expires_at(holder),
        id: holder.session.clone(),
        visit: visit_of(holder, now),
        ends_at: DateTime::from_timestamp(holder.expires, 0),
    }
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
    // A display that was removed while its page was open is not taken for anybody's own device.
    let place = state.place(&headers).await?;
    if place == Place::Removed {
        return Err(ApiError::OnlyOnDisplay);
    }
    let display = place.display();
    let token = Token::generate()?;
    let mut session = state.new_session(&token, display, now)?;
    if display.is_none() {
        session.device = browser::device(&headers);
    }
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
        by: &browser::named(way, display, &headers),
        offer,
        session: &session,
    };
    let resident = match state.store.try_sign_in(attempt, SLOW_DOWN, now).await? {
        Verdict::SignedIn { resident } => resident,
        Verdict::Refused => return Err(ApiError::SignInRefused),
        Verdict::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
    };
    // Whoever was signed in before on this browser no longer is.
    if let Some(before) = state.cookie().read(&headers) {
        state.end_session(&before).await?;
    }
    if display.is_some() {
        state.hub.wake(&resident);
    }
    begun(&state, &token).await
}

/// Answers with the session that has just begun, and its cookie.
pub(super) async fn begun(state: &AppState, token: &Token) -> Result<Response, ApiError> {
    let now = state.clock.now();
    let holder = state.store.holder(&token.hash(), now).await?;
    let session = told(&holder.ok_or(ApiError::SignedOut)?, now);
    let mut response = Response::new(serde_json::to_vec(&session)?.into());
    let kind = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(with_cookie(response, state.cookie().set(token)))
}

/// Lets a visit at a shared display go on: as long as somebody is there, or for another whole visit.
pub async fn extend(
    State(state): State<AppState>,
    OnDisplay(signed_in): OnDisplay,
    Json(wish): Json<ExtendSession>,
) -> Result<Response, ApiError> {
    let (now, token_hash) = (state.clock.now(), &signed_in.token_hash);
    let done = if wish.limit {
        let until = now.timestamp() + i64::from(state.settings.kiosk.limit_seconds);
        let most = MAX_EXTENSIONS;
        state.store.extend_visit(token_hash, until, most, now).await
    } else {
        state.store.keep_visit(token_hash, now).await
    };
    match done? {
        Extended::Yes => {}
        Extended::NoMore => return Err(ApiError::NoMoreExtensions),
        Extended::Over => return Err(ApiError::SignedOut),
    }
    let holder = state.store.holder(token_hash, now).await?;
    changed(&told(&holder.ok_or(ApiError::SignedOut)?, now))
}

/// Signs out. Also good for someone who is not signed in: the wish is fulfilled.
pub async fn end(State(state): State<AppState>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token_hash) = state.cookie().read(&headers) {
        state.end_session(&token_hash).await?;
    }
    Ok(with_cookie(
        StatusCode::NO_CONTENT.into_response(),
        state.cookie().clear(),
    ))
}

/// The answer with a cookie, and for nobody to keep.
pub(super) fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(cookie) = cookie {
        headers.append(SET_COOKIE, cookie);
    }
    response
}
