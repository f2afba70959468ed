//! The server's key for push services (RFC 8292): by it a browser knows who may send, and the service
//! knows whom to write to.

use chrono::{DateTime, Utc};
use citizen_score_record::base64url;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::json;

use crate::signing::KeyError;
use crate::store::{Store, StoreError};

/// A signature is good for so many seconds; services take up to a day.
const GOOD: i64 = 12 * 60 * 60;

/// A pair of keys on P-256. No `Debug`, so that no log can hold it.
pub struct VapidKey(SigningKey);

impl VapidKey {
    /// The key of a database, which is made at its first use.
    ///
    /// # Errors
    ///
    /// [`KeyError`].
    pub async fn of(store: &Store) -> Result<Self, KeyError> {
        let secret = store.push_secret(&fresh()?).await?;
        let key = SigningKey::from_slice(&secret);
        let key = key.map_err(|_| StoreError::Corrupt("meta.push_secret"))?;
        Ok(Self(key))
    }

    /// The public key as browsers take it: uncompressed, base64url.
    #[must_use]
    pub fn public(&self) -> String {
        base64url::encode(self.0.verifying_key().to_encoded_point(false).as_bytes())
    }

    /// The header `Authorization` for a push service.
    #[must_use]
    pub fn authorization(&self, origin: &str, contact: &str, now: DateTime<Utc>) -> String {
        let head = json!({ "typ": "JWT", "alg": "ES256" });
        let claims = json!({ "aud": origin, "exp": now.timestamp() + GOOD, "sub": contact });
        let part = |value: serde_json::Value| base64url::encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(head), part(claims));
        let signature: Signature = self.0.sign(signed.as_bytes());
        let signature = base64url::encode(&signature.to_bytes());
        format!("vapid t={signed}.{signature}, k={}", self.public())
    }
}

/// Random bytes that are a secret key: all but one in 2^32 are.
fn fresh() -> Result<[u8; 32], getrandom::Error> {
    let mut secret = [0; 32];
    loop {
        getrandom::fill(&mut secret)?;
        if SigningKey::from_slice(&secret).is_ok() {
            return Ok(secret);
        }
    }
}
