//! Events: what happened to a ledger, in order, so that an open screen can be told.

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{Sqlite, Transaction};

use super::sessions::holder;
use super::{Holder, Store, StoreError};

/// One event of a resident.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    /// Its number; grows over all residents.
    pub id: i64,
    /// What happened: `entry`, an entry was recorded; `proof_used`, a proof of the tier was used.
    pub kind: String,
    /// The entry that it is about.
    pub entry: Option<String>,
}

impl Store {
    /// Number of the newest event of a resident; 0 without events.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn newest_event(&self, resident: &str) -> Result<i64, StoreError> {
        let id = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM events WHERE resident = ?")
            .bind(resident)
            .fetch_one(&self.reader)
            .await?;
        Ok(id)
    }

    /// Who holds a session, and the newest events of that resident after a number, at most `limit`,
    /// oldest first: both of the same moment, so that the ledger is exactly as old as the events.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn news(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        idle_since: i64,
        after: i64,
        limit: u32,
    ) -> Result<Option<(Holder, Vec<EventRow>)>, StoreError> {
        // Everything that one transaction reads is of one moment.
        let mut moment = self.reader.begin().await?;
        let Some(holder) = holder(&mut moment, token_hash, now, idle_since).await? else {
            return Ok(None);
        };
        let mut rows: Vec<EventRow> = sqlx::query_as(
            "SELECT id, kind, entry FROM events \
             WHERE resident = ? AND id > ? AND kind IN ('entry', 'proof_used') \
             ORDER BY id DESC LIMIT ?",
        )
        .bind(&holder.resident)
        .bind(after)
        .bind(limit)
        .fetch_all(&mut *moment)
        .await?;
        rows.reverse();
        Ok(Some((holder, rows)))
    }
}

/// Notes that something happened, as a part of the transaction that makes it true: whoever watches the
/// file wakes the open screens. Kinds that [`Store::news`] does not tell of only wake them.
pub(super) async fn happened(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    kind: &str,
    entry: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO events (resident, kind, entry, at) VALUES (?, ?, ?, ?)")
        .bind(resident)
        .bind(kind)
        .bind(entry)
        .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
