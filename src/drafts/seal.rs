//! What makes a draft unreadable for everybody but its holder: AES-256-GCM by the browser.

use citizen_score_contract::DraftsKey;
use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, SubtleCrypto};

use crate::by_name::{call, object};

/// Version of the way in which drafts are sealed; part of what is authenticated.
const VERSION: &str = "1";

/// A sealed text or file: useless without the key, and under another name than its own.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The revision, which is authenticated too.
    pub revision: u64,
    /// 96 random bits, used once.
    pub iv: Uint8Array,
    /// What is sealed, with its tag.
    pub bytes: Uint8Array,
}

/// Seals and opens for one holder. The key cannot be read out of it.
#[derive(Clone)]
pub struct Seal {
    holder: String,
    key: CryptoKey,
    subtle: SubtleCrypto,
}

impl Seal {
    /// Takes a key in. None for a key that is not one, and where the browser has no encryption, as
    /// on pages without TLS.
    pub async fn new(key: &DraftsKey) -> Option<Self> {
        let subtle = subtle()?;
        // As a JWK, the browser itself reads the base64url and checks the length.
        let jwk = Object::new();
        for (name, value) in [("kty", "oct"), ("alg", "A256GCM"), ("k", &key.key)] {
            Reflect::set(&jwk, &name.into(), &value.into()).ok()?;
        }
        let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
        let import = subtle.import_key_with_str("jwk", &jwk, "AES-GCM", false, &uses);
        let key_there = JsFuture::from(import.ok()?).await.ok()?;
        Some(Self {
            holder: key.holder.clone(),
            key: key_there.dyn_into().ok()?,
            subtle,
        })
    }

    /// Takes a key that the browser has made or kept; see [`new_key`].
    pub fn of(holder: String, key: CryptoKey) -> Option<Self> {
        let subtle = subtle()?;
        Some(Self {
            holder,
            key,
            subtle,
        })
    }

    /// Whose drafts it seals.
    pub fn holder(&self) -> &str {
        &self.holder
    }

    /// Seals something under its name and revision.
    pub async fn close(&self, name: &str, revision: u64, plain: &[u8]) -> Option<Sealed> {
        let iv: [u8; 12] = random_or_none()?;
        let iv = Uint8Array::from(iv.as_slice());
        let parameters = self.parameters(name, revision, &iv);
        // A copy outside this memory, which may move while the browser works.
        let plain = Uint8Array::from(plain);
        let bytes = self
            .subtle
            .encrypt_with_object_and_js_u8_array(&parameters, &self.key, &plain);
        let bytes = JsFuture::from(bytes.ok()?).await.ok()?;
        Some(Sealed {
            revision,
            iv,
            bytes: Uint8Array::new(&bytes),
        })
    }

    /// Opens what was sealed under this name. None for anything else: another holder's, another
    /// draft's, or changed by a single bit.
    pub async fn open(&self, name: &str, sealed: &Sealed) -> Option<Vec<u8>> {
        let parameters = self.parameters(name, sealed.revision, &sealed.iv);
        let plain =
            self.subtle
                .decrypt_with_object_and_js_u8_array(&parameters, &self.key, &sealed.bytes);
        let plain = JsFuture::from(plain.ok()?).await.ok()?;
        Some(Uint8Array::new(&plain).to_vec())
    }

    fn parameters(&self, name: &str, revision: u64, iv: &Uint8Array) -> AesGcmParams {
        let parameters = AesGcmParams::new_with_u8_array("AES-GCM", iv);
        let bound = format!("{VERSION}\n{}\n{name}\n{revision}", self.holder);
        parameters.set_additional_data(&Uint8Array::from(bound.as_bytes()));
        parameters
    }
}

/// A key of this device's own, which the browser keeps and script cannot read. None where it has no
/// encryption.
pub async fn new_key() -> Option<CryptoKey> {
    let algorithm = object(&[("name", "AES-GCM".into()), ("length", 256.into())]);
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let with = [algorithm, false.into(), uses.into()];
    let key: Promise = call(&subtle()?.into(), "generateKey", &with)?
        .dyn_into()
        .ok()?;
    JsFuture::from(key).await.ok()?.dyn_into().ok()
}

/// SHA-256 in hex; none where the browser has no encryption.
pub(super) async fn digest(bytes: &[u8]) -> Option<String> {
    let input = Uint8Array::from(bytes);
    let digest = subtle()?.digest_with_str_and_js_u8_array("SHA-256", &input);
    let digest: ArrayBuffer = JsFuture::from(digest.ok()?).await.ok()?.dyn_into().ok()?;
    let mut hex = String::with_capacity(64);
    for byte in Uint8Array::new(&digest).to_vec() {
        push_hex(&mut hex, byte);
    }
    Some(hex)
}

/// Writes a byte as two hex digits.
pub(super) fn push_hex(into: &mut String, byte: u8) {
    for digit in [byte >> 4, byte & 15] {
        into.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
    }
}

/// Random bytes for a name. A browser without them has no drafts on the device either.
pub(super) fn random<const N: usize>() -> [u8; N] {
    random_or_none().unwrap_or([0; N])
}

fn random_or_none<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

fn subtle() -> Option<SubtleCrypto> {
    let subtle: JsValue = window().crypto().ok()?.subtle().into();
    subtle.dyn_into().ok()
}
