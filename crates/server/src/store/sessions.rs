//! Sessions: only the hash of a token is stored.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use super::{Store, StoreError};

/// A session about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// Second from which it is over whatever happens.
    pub expires: i64,
}

/// Who holds a session, with all that a request needs to know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The resident's id.
    pub resident: String,
    /// The resident's name.
    pub name: String,
    /// The resident's number, in full.
    pub number: String,
    /// When the resident was registered; with `ledger_head` the name of one state of the ledger.
    pub registered_at: String,
    /// `seq` of the newest entry, and with that the number of entries.
    pub ledger_head: i64,
    /// Grows with every change of what stands beside the entries.
    pub revision: i64,
    /// Whether the resident is scored; not where consent was withdrawn.
    pub scored: bool,
    /// Second at which the holder was last seen; coarse.
    pub last_seen: i64,
    /// Second from which the session is over whatever happens.
    pub expires: i64,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    id: String,
    name: String,
    number: String,
    registered_at: String,
    ledger_head: i64,
    revision: i64,
    scored: bool,
    last_seen: i64,
    expires: i64,
}

impl From<HolderRow> for Holder {
    fn from(row: HolderRow) -> Self {
        Self {
            resident: row.id,
            name: row.name,
            number: row.number,
            registered_at: row.registered_at,
            ledger_head: row.ledger_head,
            revision: row.revision,
            scored: row.scored,
            last_seen: row.last_seen,
            expires: row.expires,
        }
    }
}

impl Store {
    /// The holder of a live session: not past its end, and seen after `idle_since`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn holder(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        idle_since: i64,
    ) -> Result<Option<Holder>, StoreError> {
        let mut reader = self.reader.acquire().await?;
        holder(&mut reader, token_hash, now, idle_since).await
    }

    /// A resident as the holder of no session: last seen never, and over from the beginning.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn without_session(&self, resident: &str) -> Result<Option<Holder>, StoreError> {
        let row: Option<HolderRow> = sqlx::query_as(
            "SELECT id, name, number, registered_at, ledger_head, revision, scored, \
             0 AS last_seen, 0 AS expires FROM residents WHERE id = ?",
        )
        .bind(resident)
        .fetch_optional(&self.reader)
        .await?;
        Ok(row.map(Holder::from))
    }

    /// Notes that the holder was seen.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn touch_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE sessions SET last_seen = ? WHERE token_hash = ?")
            .bind(now.timestamp())
            .bind(token_hash.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Ends a session, and forgets those that ended by themselves.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        idle_since: i64,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE token_hash = ? OR expires <= ? OR last_seen <= ?")
            .bind(token_hash.as_slice())
            .bind(now.timestamp())
            .bind(idle_since)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// [`Store::holder`] as one connection sees it.
pub(super) async fn holder(
    reader: &mut SqliteConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
    idle_since: i64,
) -> Result<Option<Holder>, StoreError> {
    let row: Option<HolderRow> = sqlx::query_as(
        "SELECT r.id, r.name, r.number, r.registered_at, r.ledger_head, r.revision, r.scored, \
             s.last_seen, s.expires FROM sessions s JOIN residents r ON r.id = s.resident \
             WHERE s.token_hash = ? AND s.expires > ? AND s.last_seen > ?",
    )
    .bind(token_hash.as_slice())
    .bind(now.timestamp())
    .bind(idle_since)
    .fetch_optional(reader)
    .await?;
    Ok(row.map(Holder::from))
}
