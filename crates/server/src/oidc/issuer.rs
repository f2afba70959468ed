//! What is known of the identity provider: it is asked at the first use, and again where its keys are other
//! than those that are known.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AdditionalProviderMetadata, AuthType, Client, EmptyExtraTokenFields,
    EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, ProviderMetadata,
    StandardErrorResponse, StandardTokenResponse,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio::sync::Mutex;

use super::asking::Asking;
use super::{Away, OidcSettings};

/// Seconds after which what is known is asked anew, so that a key which was taken back is not believed for good.
const KEPT_SECONDS: i64 = 3600;

/// Least seconds between two times that it is asked because of a key that is not known.
const RENEWED_SECONDS: i64 = 60;

/// Seconds for which a provider that was asked in vain is not asked again.
const LEFT_ALONE_SECONDS: i64 = 5;

/// Claims beside those of the standard.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct MoreClaims(Map<String, Value>);

impl AdditionalClaims for MoreClaims {}

/// What a provider says of itself beside what the standard of discovery has.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct More {
    #[serde(default, rename = "authorization_response_iss_parameter_supported")]
    names_itself: bool,
}

impl AdditionalProviderMetadata for More {}

type Metadata = ProviderMetadata<
    More,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type TokenFields = IdTokenFields<
    MoreClaims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type KnownClient = Client<
    MoreClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<TokenFields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What is known of the provider.
pub struct Known {
    /// What speaks to it.
    pub client: KnownClient,
    metadata: Metadata,
    /// Second at which it said so.
    at: i64,
}

impl Known {
    /// Its keys.
    #[must_use]
    pub fn keys(&self) -> &CoreJsonWebKeySet {
        self.metadata.jwks()
    }

    /// Whether it names itself in every answer that a browser brings (RFC 9207).
    #[must_use]
    pub fn names_itself(&self) -> bool {
        self.metadata.additional_metadata().names_itself
    }
}

/// The provider.
pub struct Issuer {
    settings: OidcSettings,
    /// How it is reached.
    pub(super) asking: Asking,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    known: Option<Arc<Known>>,
    /// Second at which it was asked because of a key.
    renewed_at: Option<i64>,
    /// Second at which it was asked in vain.
    failed_at: Option<i64>,
}

impl Issuer {
    pub(super) fn new(settings: &OidcSettings) -> Self {
        Self {
            settings: settings.clone(),
            asking: Asking::new(&settings.issuer),
            kept: Mutex::default(),
        }
    }

    /// What is known of it; it is asked where that is nothing yet, or old. Where it does not answer, what is
    /// old is still good.
    ///
    /// # Errors
    ///
    /// [`Away`].
    pub async fn known(&self, now: DateTime<Utc>) -> Result<Arc<Known>, Away> {
        let at = now.timestamp();
        // Held while it is asked, so that a crowd asks once.
        let mut kept = self.kept.lock().await;
        if let Some(known) = &kept.known
            && at - known.at < KEPT_SECONDS
        {
            return Ok(Arc::clone(known));
        }
        let asked = self.ask(&mut kept, at).await;
        match (asked, &kept.known) {
            (Err(error), Some(old)) => {
                tracing::warn!(%error, "what is known of the identity provider is old");
                Ok(Arc::clone(old))
            }
            (asked, _) => asked,
        }
    }

    /// What is known of it anew, where a key was not among what was known before; none where that was asked
    /// already within this minute, or cannot be.
    pub async fn renewed(&self, before: &Arc<Known>, now: DateTime<Utc>) -> Option<Arc<Known>> {
        let at = now.timestamp();
        let mut kept = self.kept.lock().await;
        // Somebody else has asked meanwhile.
        if let Some(known) = &kept.known
            && !Arc::ptr_eq(known, before)
        {
            return Some(Arc::clone(known));
        }
        if kept.renewed_at.is_some_and(|it| at - it < RENEWED_SECONDS) {
            return None;
        }
        kept.renewed_at = Some(at);
        let asked = self.ask(&mut kept, at).await;
        let told = |error| tracing::warn!(%error, "new keys cannot be asked for");
        asked.map_err(told).ok()
    }

    async fn ask(&self, kept: &mut Kept, at: i64) -> Result<Arc<Known>, Away> {
        if kept
            .failed_at
            .is_some_and(|it| at - it < LEFT_ALONE_SECONDS)
        {
            return Err(Away::JustNow);
        }
        // Whoever goes away meanwhile has not asked in vain.
        let metadata = self.described().await;
        kept.failed_at = metadata.is_err().then_some(at);
        let metadata = metadata?;
        let known = Arc::new(Known {
            client: self.client(&metadata),
            metadata,
            at,
        });
        kept.known = Some(Arc::clone(&known));
        Ok(known)
    }

    async fn described(&self) -> Result<Metadata, Away> {
        let issuer = self.settings.issuer.clone();
        let metadata = Metadata::discover_async(issuer, &self.asking).await?;
        match metadata.token_endpoint() {
            Some(_) => Ok(metadata),
            None => Err(Away::Wrong("it names no address for codes")),
        }
    }

    fn client(&self, metadata: &Metadata) -> KnownClient {
        let (id, secret) = (&self.settings.client_id, &self.settings.client_secret);
        let client = Client::from_provider_metadata(metadata.clone(), id.clone(), secret.clone());
        let client = client.set_redirect_uri(self.settings.redirect.clone());
        let methods = metadata.token_endpoint_auth_methods_supported();
        let only_post = methods.is_some_and(|methods| {
            methods.contains(&CoreClientAuthMethod::ClientSecretPost)
                && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        });
        if only_post {
            client.set_auth_type(AuthType::RequestBody)
        } else {
            client
        }
    }
}
