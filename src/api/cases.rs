//! Cases: what a resident has asked of the city. What is newly asked and answered goes through the
//! outbox; see [`crate::drafts`].

use citizen_score_contract::cases::{Case, CasesPage};
use js_sys::encode_uri_component;

use super::{Api, ApiError, http};

impl Api {
    /// One page of the cases, newest first; `cursor` is the one that the page before gave.
    ///
    /// # Errors
    ///
    /// What the request met.
    pub async fn cases(self, cursor: Option<&str>) -> Result<CasesPage, ApiError> {
        let cursor = cursor.map(|it| format!("?cursor={}", encode_uri_component(it)));
        http::get(&self.url(&format!("/me/cases{}", cursor.unwrap_or_default()))).await
    }

    /// One case.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotFound`] where the resident has no case of this number; else what the request met.
    pub async fn case(self, id: &str) -> Result<Case, ApiError> {
        http::get(&self.case_address(id)).await
    }

    /// Withdraws a case. Under the same `key` it happens once, however often it is sent.
    ///
    /// # Errors
    ///
    /// What the request met; `case_closed` where it is decided already.
    pub async fn withdraw(self, id: &str, key: &str) -> Result<Case, ApiError> {
        http::post_once(&format!("{}/withdraw", self.case_address(id)), key).await
    }

    /// Where a file that belongs to a case can be had.
    pub fn evidence_address(self, digest: &str) -> String {
        self.url(&format!("/me/evidence/{}", encode_uri_component(digest)))
    }

    fn case_address(self, id: &str) -> String {
        self.url(&format!("/me/cases/{}", encode_uri_component(id)))
    }
}
