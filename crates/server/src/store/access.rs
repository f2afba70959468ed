//! The access log: who looked at a record, when, and for what. It only grows.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::AccessKind;
use sqlx::{Sqlite, Transaction};

use super::{LedgerWriter, StoreError};

/// An access that is to be logged.
#[derive(Clone, Debug)]
pub struct NewAccess<'a> {
    /// What was done.
    pub kind: AccessKind,
    /// By what, such as `citizen-score import (user ledger)`.
    pub by: &'a str,
    /// What it was about.
    pub about: Option<&'a str>,
    /// How many entries it was about.
    pub entries: Option<i64>,
}

impl LedgerWriter {
    /// Logs an access, as a part of this transaction.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn log(&mut self, resident: &str, access: NewAccess<'_>) -> Result<(), StoreError> {
        log(&mut self.tx, resident, access, self.now).await
    }
}

/// Logs an access, in the transaction that makes it: what cannot be logged does not happen.
pub(super) async fn log(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    access: NewAccess<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO access_log (resident, number, at, kind, by, about, entries) \
         SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2, ?3, ?4, ?5, ?6 \
         FROM access_log WHERE resident = ?1",
    )
    .bind(resident)
    .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
    .bind(kind_name(access.kind))
    .bind(access.by)
    .bind(access.about)
    .bind(access.entries)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The name of a kind, as it is stored.
pub(super) const fn kind_name(kind: AccessKind) -> &'static str {
    match kind {
        AccessKind::SignIn => "sign_in",
        AccessKind::Code => "code",
        AccessKind::Import => "import",
        AccessKind::CaseSeen => "case_seen",
        AccessKind::CaseAsked => "case_asked",
        AccessKind::CaseDecided => "case_decided",
        AccessKind::TierProof => "tier_proof",
        AccessKind::Consent => "consent",
        AccessKind::Other => "other",
    }
}
