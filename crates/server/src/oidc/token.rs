//! Exchanging a code for an ID token, and checking whom it vouches for.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{CoreErrorResponseType, CoreGenderClaim, CoreIdTokenVerifier};
use openidconnect::{
    AuthorizationCode, ClaimsVerificationError, IdTokenClaims, Nonce, PkceCodeVerifier,
    RequestTokenError, SignatureVerificationError, TokenResponse as _,
};
use subtle::ConstantTimeEq as _;

use super::issuer::{Known, MoreClaims};
use super::{ALGORITHMS, Away, LEEWAY_SECONDS, Oidc, OidcError};
use crate::digest;
use crate::store::{Begun, IssuerNames};

/// Seconds that an ID token may be old: it was made for this very answer.
const OLDEST_SECONDS: i64 = 600;

/// Longest id of a resident, in bytes.
const LONGEST_ID: usize = 256;

/// Who the provider says it is.
pub struct Vouched {
    /// The id of a resident, who may not be registered.
    pub resident: String,
    /// By what the provider names the session.
    pub names: IssuerNames,
}

type Claims = IdTokenClaims<MoreClaims, CoreGenderClaim>;

impl Oidc {
    /// Exchanges a code, and answers whom the ID token names.
    ///
    /// # Errors
    ///
    /// [`OidcError`].
    pub async fn redeem(
        &self,
        code: String,
        begun: &Begun,
        now: DateTime<Utc>,
    ) -> Result<Vouched, OidcError> {
        let known = self.issuer.known(now).await?;
        let request = known.client.exchange_code(AuthorizationCode::new(code));
        let request = request.map_err(|_| Away::Wrong("it names no address for codes"))?;
        let answer = request
            .set_pkce_verifier(PkceCodeVerifier::new(begun.verifier.clone()))
            .request_async(&self.issuer.asking)
            .await
            .map_err(|error| match error {
                RequestTokenError::Request(why) => Away::Unreachable(why).into(),
                RequestTokenError::ServerResponse(said) => refusal(said.error()),
                _ => OidcError::Refused("the answer to a code cannot be read"),
            })?;
        let token = answer.id_token();
        let token = token.ok_or(OidcError::Refused("there is no ID token"))?;
        let nonce = |sent: Option<&Nonce>| is_nonce(begun, sent);
        let first = token.claims(&self.verifier(&known, now), nonce);
        let claims = match first {
            Err(error) if is_about_keys(&error) => match self.issuer.renewed(&known, now).await {
                Some(known) => token.claims(&self.verifier(&known, now), nonce),
                None => Err(error),
            },
            other => other,
        };
        let claims = claims.map_err(|error| OidcError::Refused(reason(&error)))?;
        self.vouched(claims)
    }

    fn verifier(&self, known: &Arc<Known>, now: DateTime<Utc>) -> CoreIdTokenVerifier<'static> {
        let leeway = TimeDelta::seconds(LEEWAY_SECONDS);
        // Without the client's secret, so that no signature made with it counts.
        CoreIdTokenVerifier::new_public_client(
            self.settings.client_id.clone(),
            self.settings.issuer.clone(),
            known.keys().clone(),
        )
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now - leeway)
        .set_issue_time_verifier_fn(move |at| {
            let age = (now - at).num_seconds();
            if (-LEEWAY_SECONDS..=OLDEST_SECONDS).contains(&age) {
                Ok(())
            } else {
                Err(String::new())
            }
        })
    }

    fn vouched(&self, claims: &Claims) -> Result<Vouched, OidcError> {
        let party = claims.authorized_party();
        if party.is_some_and(|party| *party != self.settings.client_id) {
            return Err(OidcError::Refused("the ID token is for another party"));
        }
        // Whichever claim it is, of the standard or not, stands in the token as JSON.
        let all = serde_json::to_value(claims).unwrap_or_default();
        let text = |claim: &str| all.get(claim)?.as_str().map(str::to_owned);
        let resident = text(&self.settings.claim)
            .filter(|it| !it.is_empty() && it.len() <= LONGEST_ID && !it.contains('\0'))
            .ok_or(OidcError::Refused(
                "the ID token lacks the resident's claim",
            ))?;
        let sid = text("sid").map(|sid| self.name_of("sid", &sid));
        let sub = self.name_of("sub", claims.subject().as_str());
        Ok(Vouched {
            resident,
            names: IssuerNames { sub, sid },
        })
    }
}

fn is_nonce(begun: &Begun, sent: Option<&Nonce>) -> Result<(), String> {
    let sent = sent.map(|nonce| digest::sha256(nonce.secret().as_bytes()));
    let is_same = sent.is_some_and(|sent| bool::from(sent.ct_eq(&begun.nonce_hash)));
    is_same.then_some(()).ok_or_else(String::new)
}

/// Whether other keys of the provider might make a token good.
fn is_about_keys(error: &ClaimsVerificationError) -> bool {
    matches!(
        error,
        ClaimsVerificationError::SignatureVerification(
            SignatureVerificationError::NoMatchingKey | SignatureVerificationError::CryptoError(_)
        )
    )
}

/// Why a token is refused, without anything that stands in it.
fn reason(error: &ClaimsVerificationError) -> &'static str {
    match error {
        ClaimsVerificationError::Expired(_) => "the ID token is too old, or of the future",
        ClaimsVerificationError::InvalidAudience(_) => "the ID token is for others",
        ClaimsVerificationError::InvalidIssuer(_) => "the ID token is of another issuer",
        ClaimsVerificationError::InvalidNonce(_) => "the ID token was made for another sign-in",
        ClaimsVerificationError::SignatureVerification(_) => "the ID token is not signed well",
        _ => "the ID token cannot be used",
    }
}

/// The provider refuses a code. That it does not know this server is the operator's business.
fn refusal(said: &CoreErrorResponseType) -> OidcError {
    match said {
        CoreErrorResponseType::InvalidClient | CoreErrorResponseType::UnauthorizedClient => {
            Away::Wrong("it does not take this server's client id and secret").into()
        }
        _ => OidcError::Refused("the identity provider refuses the code"),
    }
}
