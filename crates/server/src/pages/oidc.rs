//! Signing in at the identity provider, as browsers walk through it: there, and back again.

mod logout;

use std::net::SocketAddr;

use axum::Router;
use axum::extract::rejection::QueryRejection;
use axum::extract::{ConnectInfo, Query, State};
use axum::http::header::{CACHE_CONTROL, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use subtle::ConstantTimeEq as _;

use super::fault::in_person;
use crate::api::holder_of;
use crate::digest;
use crate::displays::Place;
use crate::error::ApiError;
use crate::http::{cross_site, request_id};
use crate::oidc::cookie::BegunCookie;
use crate::oidc::{BEGIN_PATH, CALLBACK_PATH, LOGOUT_PATH, Oidc, OidcError, Vouched};
use crate::sign_in::token::Token;
use crate::sign_in::{SLOW_DOWN, address, browser};
use crate::state::AppState;
use crate::store::{Attempt, Begun, Offer, Verdict};

/// By what a sign-in is called in the log of accesses.
const WAY: &str = "OpenID Connect";

/// What the provider sends back by the browser.
#[derive(Deserialize)]
struct Back {
    code: Option<String>,
    state: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// The paths of it. They are for browsers that navigate and for the provider, and no part of the API.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(BEGIN_PATH, get(begin))
        .route(CALLBACK_PATH, get(come_back))
        .route(LOGOUT_PATH, post(logout::told))
}

/// `GET /sign-in/oidc`: sends the browser to the provider.
async fn begin(State(state): State<AppState>, uri: Uri, headers: HeaderMap) -> Response {
    let sent = send_there(&state, &uri, &headers).await;
    sent.unwrap_or_else(in_person)
}

async fn send_there(
    state: &AppState,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let oidc = offered(state, headers).await?;
    // Another site signs nobody in: their session of before would end with it.
    if !cross_site::is_own(headers) {
        return Err(ApiError::CrossSite);
    }
    let now = state.clock.now();
    let language = state.painter.languages().choose(uri.query(), headers);
    let beginning = oidc.begin(language.tag(), now).await?;
    let hash = beginning.secret.hash();
    state.store.begin_at_issuer(&hash, &beginning.begun).await?;
    let cookie = cookie(state).set(&beginning.secret);
    sent_to(beginning.url.as_str(), cookie)
}

/// `GET /sign-in/oidc/callback`: the browser comes back with a code, which signs in whom it names.
async fn come_back(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    back: Result<Query<Back>, QueryRejection>,
) -> Response {
    let cookie = cookie(&state);
    let done = match cookie.read(&headers) {
        Some(secret) => sign_in(&state, peer, &headers, &secret, back).await,
        None => match offered(&state, &headers).await {
            Ok(_) => Err(refused("the browser did not begin this sign-in")),
            Err(error) => Err(error),
        },
    };
    let mut response = done.unwrap_or_else(in_person);
    if let Some(clear) = cookie.clear() {
        response.headers_mut().append(SET_COOKIE, clear);
    }
    response
}

async fn sign_in(
    state: &AppState,
    peer: SocketAddr,
    headers: &HeaderMap,
    secret: &[u8; 32],
    back: Result<Query<Back>, QueryRejection>,
) -> Result<Response, ApiError> {
    let oidc = offered(state, headers).await?;
    let now = state.clock.now();
    let begun = state.store.take_begun(secret, now).await?;
    let begun = begun.ok_or_else(|| refused("the sign-in is too old, or used"))?;
    let Ok(Query(back)) = back else {
        return Err(refused("what came back cannot be read"));
    };
    if !is_state(&begun, back.state.as_deref()) {
        return Err(refused("what came back belongs to another sign-in"));
    }
    if !oidc.is_own(back.iss.as_deref(), now).await? {
        return Err(refused("what came back is of another issuer"));
    }
    let (Some(code), None) = (back.code, back.error) else {
        return Err(refused("the identity provider gave no code"));
    };
    let vouched = oidc.redeem(code, &begun, now).await?;
    let token = begin_session(state, peer, headers, &vouched).await?;
    sent_to("/", state.cookie().set(&token))
}

/// Begins the session of whom the provider vouches for, and ends the one that this browser had before.
async fn begin_session(
    state: &AppState,
    peer: SocketAddr,
    headers: &HeaderMap,
    vouched: &Vouched,
) -> Result<Token, ApiError> {
    let now = state.clock.now();
    let token = Token::generate()?;
    let mut session = state.new_session(&token, None, now)?;
    session.device = browser::device(headers);
    session.issuer = Some(vouched.names);
    let attempt = Attempt {
        address: &address::counted(peer.ip(), headers, state.settings.behind_tls),
        by: &browser::named(WAY, None, headers),
        offer: Offer::Vouched(&vouched.resident),
        session: &session,
    };
    match state.store.try_sign_in(attempt, SLOW_DOWN, now).await? {
        Verdict::SignedIn { .. } => {}
        Verdict::Refused => return Err(refused("nobody is registered by the claim")),
        Verdict::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
    }
    if let Some(before) = state.cookie().read(headers) {
        state.end_session(&before).await?;
    }
    Ok(token)
}

/// What signs in at the provider, where that is offered: not at a display, in whose browser the provider's own
/// session would stay.
async fn offered<'a>(state: &'a AppState, headers: &HeaderMap) -> Result<&'a Oidc, ApiError> {
    let oidc = state.oidc.as_ref().ok_or(ApiError::NotFound)?;
    if state.place(headers).await? != Place::OwnDevice {
        return Err(ApiError::NotOnDisplay);
    }
    // A display that lost its key.
    let holder = holder_of(state, headers).await?;
    if holder.is_some_and(|it| it.holder.display.is_some()) {
        return Err(ApiError::NotOnDisplay);
    }
    Ok(oidc)
}

fn is_state(begun: &Begun, sent: Option<&str>) -> bool {
    let sent = sent.map(|state| digest::sha256(state.as_bytes()));
    sent.is_some_and(|sent| bool::from(sent.ct_eq(&begun.state_hash)))
}

/// One and the same answer for everybody, whatever it was; the log has the reason.
fn refused(why: &'static str) -> ApiError {
    OidcError::Refused(why).into()
}

impl From<OidcError> for ApiError {
    fn from(error: OidcError) -> Self {
        match error {
            OidcError::Refused(why) => {
                let request_id = request_id::current();
                tracing::info!(request_id, why, "the identity provider signs nobody in");
                Self::SignInRefused
            }
            OidcError::Away(away) => Self::Issuer(away),
            OidcError::Random(error) => Self::Random(error),
        }
    }
}

fn cookie(state: &AppState) -> BegunCookie {
    BegunCookie {
        behind_tls: state.settings.behind_tls,
    }
}

/// Sends the browser somewhere, with a cookie.
fn sent_to(place: &str, cookie: Option<HeaderValue>) -> Result<Response, ApiError> {
    let place = HeaderValue::try_from(place);
    let (Ok(place), Some(cookie)) = (place, cookie) else {
        return Err(refused("there is no way there"));
    };
    let keep = HeaderValue::from_static("no-store");
    let headers = [
        (LOCATION, place),
        (CACHE_CONTROL, keep),
        (SET_COOKIE, cookie),
    ];
    Ok((StatusCode::SEE_OTHER, headers).into_response())
}
