//! Keys of the provider, and tokens signed with them.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use openidconnect::core::{CoreHmacKey, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey as _};
use serde_json::{Value, json};

use super::issuer::SECRET;

const RSA: &str = include_str!("test-rsa-key.pem");

/// A key, by a number: another number is another key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    Rsa,
    P256(u8),
    Ed25519(u8),
    /// The secret of the client, which both sides have.
    Shared,
}

impl Key {
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    pub fn algorithm(self) -> &'static str {
        match self {
            Self::Rsa => "RS256",
            Self::P256(_) => "ES256",
            Self::Ed25519(_) => "EdDSA",
            Self::Shared => "HS256",
        }
    }

    /// As it is published.
    pub fn public(self) -> Value {
        let mut key = match self {
            Self::Rsa => serde_json::to_value(rsa().as_verification_key()).unwrap(),
            Self::P256(number) => {
                let public = p256(number).verifying_key().to_encoded_point(false);
                let (x, y) = (public.x().unwrap(), public.y().unwrap());
                json!({ "kty": "EC", "crv": "P-256", "x": encoded(x), "y": encoded(y) })
            }
            Self::Ed25519(number) => {
                let public = ed25519(number).verifying_key();
                json!({ "kty": "OKP", "crv": "Ed25519", "x": encoded(public.as_bytes()) })
            }
            Self::Shared => panic!("it is not published"),
        };
        key["kid"] = json!(self.name());
        key["use"] = json!("sig");
        key
    }

    pub fn sign(self, text: &str) -> Vec<u8> {
        match self {
            Self::Rsa => rsa()
                .sign(
                    &CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
                    text.as_bytes(),
                )
                .unwrap(),
            Self::P256(number) => {
                let signed: p256::ecdsa::Signature = p256(number).sign(text.as_bytes());
                signed.to_vec()
            }
            Self::Ed25519(number) => ed25519(number).sign(text.as_bytes()).to_vec(),
            Self::Shared => CoreHmacKey::new(SECRET)
                .sign(&CoreJwsSigningAlgorithm::HmacSha256, text.as_bytes())
                .unwrap(),
        }
    }
}

fn rsa() -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(RSA, Some(JsonWebKeyId::new("rsa".to_owned()))).unwrap()
}

fn p256(number: u8) -> p256::ecdsa::SigningKey {
    p256::ecdsa::SigningKey::from_slice(&[number; 32]).unwrap()
}

fn ed25519(number: u8) -> ed25519_dalek::SigningKey {
    ed25519_dalek::SigningKey::from_bytes(&[number; 32])
}

pub fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is put into a token.
pub type Twist = fn(&mut Token);

/// A token about to be signed, in which a test may put what is wrong.
#[derive(Clone, Debug)]
pub struct Token {
    pub header: Value,
    pub claims: Value,
    pub key: Key,
    /// What becomes of the signature.
    pub spoil: fn(Vec<u8>) -> Vec<u8>,
}

impl Token {
    pub fn new(key: Key, claims: Value) -> Self {
        let header = json!({ "alg": key.algorithm(), "kid": key.name(), "typ": "JWT" });
        Self {
            header,
            claims,
            key,
            spoil: |signature| signature,
        }
    }

    pub fn text(&self) -> String {
        let parts = [&self.header, &self.claims].map(|it| encoded(it.to_string()));
        let signed = parts.join(".");
        let signature = (self.spoil)(self.key.sign(&signed));
        format!("{signed}.{}", encoded(signature))
    }
}
