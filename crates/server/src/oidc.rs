//! `OpenID` Connect: signing in at the identity provider that the city has, by the authorization code flow with
//! PKCE. No token of theirs reaches the browser's script, and none is kept.
//!
//! [`issuer`] knows the provider, [`asking`] reaches it; [`token`] checks who it vouches for, and [`logout`]
//! what it says is over. The routes are in [`crate::pages`], and what is kept of it in [`crate::store`].

pub mod asking;
pub mod cookie;
mod error;
pub mod issuer;
pub mod logout;
pub mod token;

use chrono::{DateTime, Utc};
use openidconnect::core::{CoreJwsSigningAlgorithm as Algorithm, CoreResponseType};
use openidconnect::url::Url;
use openidconnect::{
    AuthenticationFlow, ClientId, ClientSecret, CsrfToken, IssuerUrl, LanguageTag, Nonce,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope,
};

use crate::digest;
use crate::sign_in::token::Token;
use crate::store::Begun;

use self::issuer::Issuer;

pub use self::error::{Away, OidcError};
pub use self::token::Vouched;

/// Where a browser begins.
pub const BEGIN_PATH: &str = "/sign-in/oidc";

/// Where the provider sends it back to.
pub const CALLBACK_PATH: &str = "/sign-in/oidc/callback";

/// Where the provider says that a session is over.
pub const LOGOUT_PATH: &str = "/sign-in/oidc/logout";

/// Seconds for which a sign-in that was begun may come back.
pub const BEGUN_SECONDS: i64 = 600;

/// Seconds by which the provider's clock may be off.
const LEEWAY_SECONDS: i64 = 60;

/// Signatures that are believed: those with a public key. With `none` anybody could sign, and with a shared
/// secret whoever has it.
const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// Which provider, and as whom this server is known to it.
#[derive(Clone, Debug)]
pub struct OidcSettings {
    /// The provider.
    pub issuer: IssuerUrl,
    /// The name of this server there.
    pub client_id: ClientId,
    /// Its secret there, where it has one; not shown by `Debug`.
    pub client_secret: Option<ClientSecret>,
    /// The claim of the ID token that holds the id of a resident.
    pub claim: String,
    /// What is asked for beside `openid`.
    pub scopes: Vec<String>,
    /// What residents call the provider.
    pub name: String,
    /// Where the provider sends browsers back to.
    pub redirect: RedirectUrl,
}

/// What signs in at the provider.
pub struct Oidc {
    settings: OidcSettings,
    issuer: Issuer,
}

/// A sign-in about to begin.
pub struct Beginning {
    /// Where the browser goes.
    pub url: Url,
    /// What it gets as a cookie.
    pub secret: Token,
    /// What is kept until it comes back.
    pub begun: Begun,
}

impl Oidc {
    /// What signs in by these settings. Nobody is asked yet.
    #[must_use]
    pub fn new(settings: OidcSettings) -> Self {
        Self {
            issuer: Issuer::new(&settings),
            settings,
        }
    }

    /// What residents call the provider.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.settings.name
    }

    /// Whether an answer says that it is the provider's (RFC 9207). One without a name is, unless the
    /// provider puts it into all of its answers.
    ///
    /// # Errors
    ///
    /// [`OidcError::Away`].
    pub async fn is_own(&self, iss: Option<&str>, now: DateTime<Utc>) -> Result<bool, OidcError> {
        match iss {
            Some(iss) => Ok(iss == self.settings.issuer.as_str()),
            None => Ok(!self.issuer.known(now).await?.names_itself()),
        }
    }

    /// Begins a sign-in for somebody who reads the language with this tag.
    ///
    /// # Errors
    ///
    /// [`OidcError`].
    pub async fn begin(&self, language: &str, now: DateTime<Utc>) -> Result<Beginning, OidcError> {
        let known = self.issuer.known(now).await?;
        let (secret, state) = (Token::generate()?, Token::generate()?);
        let (nonce, verifier) = (Token::generate()?, Token::generate()?);
        let verifier = PkceCodeVerifier::new(verifier.text().to_owned());
        let begun = Begun {
            state_hash: state.hash(),
            nonce_hash: nonce.hash(),
            verifier: verifier.secret().clone(),
            expires_at: now.timestamp() + BEGUN_SECONDS,
        };
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let state = CsrfToken::new(state.text().to_owned());
        let nonce = Nonce::new(nonce.text().to_owned());
        let scopes = self.settings.scopes.iter().cloned().map(Scope::new);
        let (url, ..) = known
            .client
            .authorize_url(flow, || state, || nonce)
            .add_scopes(scopes)
            .add_ui_locale(LanguageTag::new(language.to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(Beginning { url, secret, begun })
    }

    /// What is kept of a name that the provider has for somebody, or for a session of theirs.
    fn name_of(&self, what: &str, name: &str) -> [u8; 32] {
        let issuer = self.settings.issuer.as_str();
        digest::sha256(format!("oidc {what} {issuer} {name}").as_bytes())
    }
}
