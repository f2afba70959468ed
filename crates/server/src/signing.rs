//! Signing records with Ed25519: making keys, taking them into use, and checking signatures.

use chrono::{DateTime, Utc};
use citizen_score_contract::keys::ED25519;
use citizen_score_contract::{Key, Keys};
use citizen_score_record::{base64url, key_id};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::store::{KeyRow, NewKey, Store, StoreError};

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gave no randomness.
    #[error("the system gave no randomness: {0}")]
    Random(#[from] getrandom::Error),
}

/// Makes a new pair of keys.
///
/// # Errors
///
/// The system gave no randomness.
pub fn generate() -> Result<NewKey, getrandom::Error> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)?;
    let public = SigningKey::from_bytes(&secret).verifying_key().to_bytes();
    Ok(NewKey {
        id: key_id(&public),
        public,
        secret,
    })
}

/// Makes the first key of a database, where it has none yet.
///
/// # Errors
///
/// [`KeyError`].
pub async fn ensure_key(store: &Store, now: DateTime<Utc>) -> Result<(), KeyError> {
    if store.signing_key().await?.is_some() {
        return Ok(());
    }
    let key = generate()?;
    if store.add_first_key(&key, now).await? {
        tracing::info!(key = key.id, "a first key to sign records with was made");
    }
    Ok(())
}

/// Signs a message.
#[must_use]
pub fn sign(secret: &[u8; 32], message: &[u8]) -> [u8; 64] {
    SigningKey::from_bytes(secret).sign(message).to_bytes()
}

/// Whether a signature fits; strictly, so that one message has one signature by each key.
#[must_use]
pub fn fits(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_bytes(public);
    let signature = Signature::from_slice(signature);
    key.is_ok_and(|key| signature.is_ok_and(|it| key.verify_strict(message, &it).is_ok()))
}

/// Keys as they are published.
#[must_use]
pub fn published(rows: Vec<KeyRow>) -> Keys {
    let key = |row: KeyRow| Key {
        id: row.id,
        algorithm: ED25519.to_owned(),
        public: base64url::encode(&row.public),
        created_at: row.created_at,
        retired_at: row.retired_at,
    };
    Keys {
        keys: rows.into_iter().map(key).collect(),
    }
}
