//! The check of a record that was taken along: signature, ledger and score, without any server.

use citizen_score_contract::keys::{Key, Keys};
use citizen_score_record::{PublicKey, RecordFault, Verified, verify};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::Serialize;

/// What came out.
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// Everything in it follows from its entries, and it is signed.
    Verified(Verified),
    /// It is refused.
    Refused {
        /// The kind of fault, with its particulars.
        fault: RecordFault,
        /// The fault as an English sentence, for a kind that the page has no words for.
        sentence: String,
    },
}

/// Checks a record. `keys` is what a server publishes at `/keys`; keys that cannot be read are none.
pub(crate) fn verdict(bytes: &[u8], keys: &str) -> Verdict {
    let keys = serde_json::from_str::<Keys>(keys).map_or_else(|_| Vec::new(), |keys| keys.keys);
    let keys: Vec<PublicKey> = keys.iter().filter_map(public_key).collect();
    match verify(bytes, &keys, fits) {
        Ok(verified) => Verdict::Verified(verified),
        Err(fault) => Verdict::Refused {
            sentence: fault.to_string(),
            fault,
        },
    }
}

fn public_key(key: &Key) -> Option<PublicKey> {
    PublicKey::from_published(&key.id, &key.public, key.created_at, key.retired_at)
}

/// Whether a signature is that of a key, over exactly these bytes.
fn fits(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_bytes(public);
    let signature = Signature::from_slice(signature);
    key.ok()
        .zip(signature.ok())
        .is_some_and(|(key, signature)| key.verify_strict(message, &signature).is_ok())
}
