//! What the pages beside the cases ask: who looked, proofs of the tier, consent, own words.

use citizen_score_contract::EntryView;
use citizen_score_contract::access::AccessPage;
use citizen_score_contract::consent::{ChangeConsent, Consent};
use citizen_score_contract::proofs::{NewProof, ProofState, TierProof};
use citizen_score_contract::statement::{Statement, WriteStatement};
use gloo_net::http::Request;
use js_sys::encode_uri_component;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Api, ApiError, http};

impl Api {
    /// A page of who looked at the record; `query` is that of the address, such as `kind=import`.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn access_log(self, query: &str) -> Result<AccessPage, ApiError> {
        http::get(&self.url(&format!("/me/access-log?{query}"))).await
    }

    /// Where all of the access log can be had, as a table.
    pub fn access_log_address(self) -> String {
        self.url("/me/access-log?format=csv")
    }

    /// Makes a proof of the tier. With the same `key` it is the same proof.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn make_tier_proof(self, key: &str) -> Result<NewProof, ApiError> {
        let request = Request::post(&self.url("/me/tier-proofs")).header("idempotency-key", key);
        http::read(&http::send(request, Some("{}".to_owned())).await?)
    }

    /// Whether a proof of the resident's own was used, by its short code.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn tier_proof_state(self, code: &str) -> Result<ProofState, ApiError> {
        let code = encode_uri_component(code);
        http::get(&self.url(&format!("/me/tier-proofs/{code}"))).await
    }

    /// Uses up a proof that somebody shows, by what its picture carries or by its short code.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] for one that is unknown, used or too old; else what the request met.
    pub async fn use_tier_proof(self, token: &str) -> Result<TierProof, ApiError> {
        let token = encode_uri_component(token);
        http::get(&self.url(&format!("/tier-proofs/{token}"))).await
    }

    /// Whether being scored is voluntary, and wanted.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn consent(self) -> Result<Consent, ApiError> {
        http::get(&self.url("/me/consent")).await
    }

    /// One entry as the server has it, for somebody whose device holds no ledger.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] for an entry that is unknown or another's; else what the request met.
    pub async fn entry(self, id: &str) -> Result<EntryView, ApiError> {
        let id = encode_uri_component(id);
        http::get(&self.url(&format!("/me/entries/{id}"))).await
    }

    /// Gives or withdraws consent to being scored.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn change_consent(self, given: bool) -> Result<Consent, ApiError> {
        put(&self.url("/me/consent"), &ChangeConsent { given }).await
    }

    /// Puts the resident's own words beside an entry, in place of those that are there.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn write_statement(self, entry: &str, text: String) -> Result<Statement, ApiError> {
        put(&self.statement_address(entry), &WriteStatement { text }).await
    }

    /// Takes the resident's own words away from an entry.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn remove_statement(self, entry: &str) -> Result<(), ApiError> {
        http::delete(&self.statement_address(entry)).await
    }

    fn statement_address(self, entry: &str) -> String {
        let entry = encode_uri_component(entry);
        self.url(&format!("/me/entries/{entry}/statement"))
    }
}

async fn put<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, ApiError> {
    let body = serde_json::to_string(body).map_err(|_| ApiError::Unreadable)?;
    http::read(&http::send(Request::put(url), Some(body)).await?)
}
