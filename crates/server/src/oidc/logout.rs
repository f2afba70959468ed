//! What the identity provider says is over: logout tokens of `OpenID` Connect Back-Channel Logout 1.0.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use openidconnect::core::CoreJwsSigningAlgorithm;
use openidconnect::{JsonWebKey as _, JsonWebKeyId};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::issuer::Known;
use super::{ALGORITHMS, LEEWAY_SECONDS, Oidc, OidcError};
use crate::store::ToldSignOut;

/// The event that a logout token has to tell.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// Seconds that a logout token may be old.
const OLDEST_SECONDS: i64 = 300;

/// What a logout token may say it is; one that says nothing may be one too.
const KINDS: [&str; 3] = ["jwt", "logout+jwt", "application/logout+jwt"];

#[derive(Deserialize)]
struct Header {
    alg: CoreJwsSigningAlgorithm,
    kid: Option<JsonWebKeyId>,
    typ: Option<String>,
    crit: Option<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    iat: i64,
    exp: Option<i64>,
    jti: String,
    events: Map<String, Value>,
    sub: Option<String>,
    sid: Option<String>,
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// A token in its parts; nothing of it is believed yet.
struct Parts<'a> {
    header: Header,
    claims: Claims,
    signed: &'a str,
    signature: Vec<u8>,
}

impl Oidc {
    /// Checks a logout token, and answers what it says is over. Whether it came before, the database knows.
    ///
    /// # Errors
    ///
    /// [`OidcError`].
    pub async fn told_sign_out(
        &self,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<ToldSignOut, OidcError> {
        let parts = parts(token).ok_or(OidcError::Refused("it is no logout token"))?;
        if !is_readable(&parts.header) {
            return Err(OidcError::Refused(
                "the logout token is of a kind that is not read",
            ));
        }
        self.check(&parts.claims, now).map_err(OidcError::Refused)?;
        let known = self.issuer.known(now).await?;
        let mut is_signed = is_signed(&known, &parts);
        if !is_signed && let Some(known) = self.issuer.renewed(&known, now).await {
            is_signed = self::is_signed(&known, &parts);
        }
        if !is_signed {
            return Err(OidcError::Refused("the logout token is not signed well"));
        }
        let claims = &parts.claims;
        let name = |what, it: &Option<String>| it.as_deref().map(|it| self.name_of(what, it));
        Ok(ToldSignOut {
            name: self.name_of("jti", &claims.jti),
            until: claims.iat + OLDEST_SECONDS + LEEWAY_SECONDS,
            sub: name("sub", &claims.sub),
            sid: name("sid", &claims.sid),
        })
    }

    /// Everything about the claims but the signature over them; says what is wrong.
    fn check(&self, claims: &Claims, now: DateTime<Utc>) -> Result<(), &'static str> {
        let client = self.settings.client_id.as_str();
        let is_ours = match &claims.aud {
            Audience::One(aud) => aud == client,
            Audience::Many(all) => all.iter().any(|aud| aud == client),
        };
        let age = now.timestamp().saturating_sub(claims.iat);
        let is_over = |exp| now.timestamp().saturating_sub(LEEWAY_SECONDS) >= exp;
        for (is_wrong, what) in [
            (
                claims.iss != self.settings.issuer.as_str(),
                "the logout token is of another issuer",
            ),
            (!is_ours, "the logout token is for others"),
            (
                !(-LEEWAY_SECONDS..=OLDEST_SECONDS).contains(&age)
                    || claims.exp.is_some_and(is_over),
                "the logout token is too old, or of the future",
            ),
            (
                !claims.events.get(EVENT).is_some_and(Value::is_object),
                "the logout token tells of no sign-out",
            ),
            (
                claims.others.contains_key("nonce"),
                "an ID token is no logout token",
            ),
            (claims.jti.is_empty(), "the logout token has no name"),
            (
                claims.sub.is_none() && claims.sid.is_none(),
                "the logout token names nobody",
            ),
        ] {
            if is_wrong {
                return Err(what);
            }
        }
        Ok(())
    }
}

fn parts(token: &str) -> Option<Parts<'_>> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    Some(Parts {
        header: json(header)?,
        claims: json(claims)?,
        signed,
        signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
    })
}

fn json<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

fn is_readable(header: &Header) -> bool {
    let kind = header.typ.as_deref().map(str::to_ascii_lowercase);
    kind.is_none_or(|kind| KINDS.contains(&kind.as_str()))
        && header.crit.is_none()
        && ALGORITHMS.contains(&header.alg)
}

fn is_signed(known: &Known, parts: &Parts<'_>) -> bool {
    let kid = parts.header.kid.as_ref();
    let mut keys = known.keys().keys().iter();
    keys.any(|key| {
        (kid.is_none() || key.key_id() == kid)
            && key
                .verify_signature(&parts.header.alg, parts.signed.as_bytes(), &parts.signature)
                .is_ok()
    })
}
