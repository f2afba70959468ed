//! Events: what happened to a ledger, in order, so that an open screen can be told.

use super::{Store, StoreError};

/// One event of a resident.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct EventRow {
    /// Its number; grows over all residents.
    pub id: i64,
    /// The entry that was recorded.
    pub entry: String,
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

    /// The newest events of a resident after a number, at most `limit`, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn events_after(
        &self,
        resident: &str,
        after: i64,
        limit: u32,
    ) -> Result<Vec<EventRow>, StoreError> {
        let mut rows: Vec<EventRow> = sqlx::query_as(
            "SELECT id, entry FROM events \
             WHERE resident = ? AND id > ? AND kind = 'entry' AND entry IS NOT NULL \
             ORDER BY id DESC LIMIT ?",
        )
        .bind(resident)
        .bind(after)
        .bind(limit)
        .fetch_all(&self.reader)
        .await?;
        rows.reverse();
        Ok(rows)
    }
}
