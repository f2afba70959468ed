//! The access log: who looked at a record, when, and for what. It only grows.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use citizen_score_contract::{Access, AccessKind, access};
use citizen_score_office::accesses::{AccessFilter, kind_name};
use sqlx::{Any, Transaction};

use super::{LedgerWriter, Store, StoreError};

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

impl<'a> NewAccess<'a> {
    /// An access that is about nothing in particular.
    #[must_use]
    pub const fn new(kind: AccessKind, by: &'a str) -> Self {
        Self {
            kind,
            by,
            about: None,
            entries: None,
        }
    }
}

#[derive(sqlx::FromRow)]
struct AccessRow {
    number: i64,
    at: String,
    kind: String,
    by: String,
    about: Option<String>,
    entries: Option<i64>,
}

impl TryFrom<AccessRow> for Access {
    type Error = StoreError;

    fn try_from(row: AccessRow) -> Result<Self, StoreError> {
        let at = row.at.parse();
        let kind = access::KINDS
            .into_iter()
            .find(|kind| kind_name(*kind) == row.kind);
        Ok(Self {
            number: row.number.unsigned_abs(),
            at: at.map_err(|_| StoreError::Corrupt("access_log.at"))?,
            kind: kind.unwrap_or(AccessKind::Other),
            by: row.by,
            about: row.about,
            entries: row.entries.map(i64::unsigned_abs),
        })
    }
}

impl Store {
    /// Accesses to a resident's record, newest first: those with a number below `before`, at most
    /// `limit`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn accesses(
        &self,
        resident: &str,
        filter: &AccessFilter,
        before: i64,
        limit: u32,
    ) -> Result<Vec<Access>, StoreError> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string());
        let rows: Vec<AccessRow> = sqlx::query_as(
            "SELECT number, at, kind, by, about, entries FROM access_log \
             WHERE resident = $1 AND number < $2 AND ($3 IS NULL OR kind = $3) \
             AND ($4 IS NULL OR substr(at, 1, 10) >= $4) \
             AND ($5 IS NULL OR substr(at, 1, 10) <= $5) ORDER BY number DESC LIMIT $6",
        )
        .bind(resident)
        .bind(before)
        .bind(filter.kind.map(kind_name))
        .bind(day(filter.from))
        .bind(day(filter.to))
        .bind(i64::from(limit))
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(Access::try_from).collect()
    }
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
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    access: NewAccess<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO access_log (resident, number, at, kind, by, about, entries) \
         SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6 \
         FROM access_log WHERE resident = $1",
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
