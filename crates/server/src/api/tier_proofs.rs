//! `POST /me/tier-proofs`, `GET /me/tier-proofs/{code}` and, for a desk without a session,
//! `GET /tier-proofs/{token}`: proof of the tier alone.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{ConnectInfo, Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use citizen_score_contract::proofs::SECONDS;
use citizen_score_contract::{NewProof, ProofState, TierProof};
use serde::{Deserialize, Serialize};

use super::{SignedIn, private};
use crate::digest;
use crate::error::ApiError;
use crate::http::{cross_site, json, once};
use crate::secret::Secret;
use crate::sign_in::address;
use crate::state::AppState;
use crate::store::{Given, Judged, Made, NewTierProof, Once};
use crate::tier_proofs::{self, Opening, SLOW_DOWN};

/// By whom a proof is used, for the access log.
const BY: &str = "a desk, with a proof of the tier";

/// What is kept of an answer: enough to give it again to whoever has the key of the request.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kept {
    nonce: String,
    expires_at: DateTime<Utc>,
}

/// Makes a proof.
pub async fn make(
    State(state): State<AppState>,
    signed_in: SignedIn,
    request: Request,
) -> Result<Response, ApiError> {
    let headers = request.headers().clone();
    json::read_nothing(request).await?;
    let mut once = once::read(&headers, "POST /me/tier-proofs", &[])?;
    let holder = signed_in.holder;
    if !state.is_scored(&holder) {
        return Err(ApiError::NotScored);
    }
    let key = hide(&mut once);
    let secret = Secret::of(&state.store).await?;
    let derive = |label: &str, parts: &[&str]| secret.derive(label, parts);
    let whose = (holder.resident.as_str(), holder.registered_at.as_str());
    loop {
        let now = state.clock.now();
        let kept = Kept {
            nonce: digest::nonce()?,
            expires_at: end(now),
        };
        let opening = Opening::of(derive, whose, &key, &kept.nonce);
        let proof = NewTierProof {
            token_hash: opening.token_hash(),
            code_hash: opening.code_hash(),
            expires_at: kept.expires_at.timestamp(),
        };
        let given = Given {
            status: StatusCode::CREATED.as_u16(),
            body: serde_json::to_vec(&kept)?,
        };
        let made = state
            .store
            .make_proof(&holder.resident, &once, &proof, &given, now)
            .await?;
        match made {
            Made::New => return answer(opening, kept.expires_at),
            Made::Before(given) => {
                let kept: Kept = serde_json::from_slice(&given.body)?;
                let opening = Opening::of(derive, whose, &key, &kept.nonce);
                return answer(opening, kept.expires_at);
            }
            Made::Other => return Err(ApiError::Conflict),
            Made::Taken => {}
        }
    }
}

/// Takes the key out of what is stored, and puts its hash there: with the key, the database would hold
/// all that the proof is derived from.
fn hide(once: &mut Once) -> String {
    let hidden = digest::short(format!("tier proof {}", once.key).as_bytes());
    std::mem::replace(&mut once.key, hidden)
}

/// Whole seconds, so that what is told is what is stored.
fn end(now: DateTime<Utc>) -> DateTime<Utc> {
    let whole = DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now);
    whole
        .checked_add_signed(TimeDelta::seconds(SECONDS))
        .unwrap_or(whole)
}

fn answer(opening: Opening, expires_at: DateTime<Utc>) -> Result<Response, ApiError> {
    let proof = NewProof {
        token: opening.token,
        code: opening.code,
        expires_at,
    };
    let mut response = stored_nowhere(&proof)?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Answers with whether a proof was used.
pub async fn state(
    State(state): State<AppState>,
    signed_in: SignedIn,
    code: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let hash = code.ok().and_then(|Path(code)| tier_proofs::code(&code));
    let hash = hash.ok_or(ApiError::NotFound)?;
    let resident = &signed_in.holder.resident;
    let used_at = state.store.proof_used_at(resident, &hash).await?;
    let used_at = used_at.ok_or(ApiError::NotFound)?;
    private(&headers, &ProofState { used_at })
}

/// Uses a proof up, and answers with the tier. Whether a proof that does not open is unknown, used or
/// void is not said.
pub async fn open(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    shown: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    // Another site must not use up a proof or spend a desk's tries, and nobody has seen the answer to
    // a request that a browser makes ahead.
    if !cross_site::is_own(&headers) {
        return Err(ApiError::CrossSite);
    }
    if is_ahead(&headers) {
        return Err(ApiError::NotFound);
    }
    let shown = shown.ok().and_then(|Path(it)| tier_proofs::read(&it));
    let shown = shown.ok_or(ApiError::NotFound)?;
    let address = address::counted(peer.ip(), &headers, state.settings.behind_tls);
    // Beside those to sign in: neither holds up the other.
    let address = format!("proof {address}");
    let judged = state
        .store
        .judge_proof(shown, BY, &address, SLOW_DOWN, state.clock.now())
        .await?;
    let resident = match judged {
        Judged::Good(resident) => resident,
        Judged::Bad => return Err(ApiError::NotFound),
        Judged::Wait(seconds) => return Err(ApiError::TooManyTries(seconds)),
    };
    state.hub.wake(&resident);
    let holder = state.store.without_session(&resident).await?;
    let standing = match state.standing(&holder.ok_or(ApiError::NotFound)?).await {
        // Withdrawn at this very moment.
        Err(ApiError::NotScored) => return Err(ApiError::NotFound),
        standing => standing?,
    };
    stored_nowhere(&TierProof {
        tier: standing.me.standing.tier.clone(),
        as_of: standing.me.as_of,
    })
}

fn is_ahead(headers: &HeaderMap) -> bool {
    ["sec-purpose", "purpose", "x-moz"].iter().any(|name| {
        let value = headers.get(*name).and_then(|value| value.to_str().ok());
        value.is_some_and(|value| value.contains("prefetch") || value.contains("prerender"))
    })
}

/// JSON without a name, which no `If-None-Match` can ask for again.
fn stored_nowhere(value: &impl Serialize) -> Result<Response, ApiError> {
    let mut response = Response::new(Body::from(serde_json::to_vec(value)?));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
