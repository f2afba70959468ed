//! How sessions end: at a wish, from afar, with the next visitor, or by themselves.

use chrono::{DateTime, Utc};
use sqlx::{Any, Transaction};

use super::happened;
use crate::store::flag::Flag;
use crate::store::{Store, StoreError};

/// Whose session ended, and the display that it was at.
pub(in crate::store) type Ended = (String, Option<i64>);

impl Store {
    /// Ends a session. Answers whose it was.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, StoreError> {
        let mut tx = self.begin().await?;
        let ended = sqlx::query_as(
            "DELETE FROM sessions WHERE token_hash = $1 RETURNING resident, display",
        )
        .bind(token_hash.as_slice())
        .fetch_all(&mut *tx)
        .await?;
        told(tx, ended, now).await
    }

    /// Ends every visit at a display, and makes void what it asked to be approved. Answers whose visits
    /// ended.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_display_sessions(
        &self,
        display: i64,
        now: DateTime<Utc>,
    ) -> Result<Vec<String>, StoreError> {
        // A display that nobody is at need not wait for the right to write, which an import may hold.
        let any: Flag = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM sessions WHERE display = $1) OR EXISTS \
             (SELECT 1 FROM pairings WHERE display = $1 AND expires_at > $2 \
             AND status IN ('waiting', 'approved'))",
        )
        .bind(display)
        .bind(now.timestamp())
        .fetch_one(&self.reader)
        .await?;
        if !any.0 {
            return Ok(Vec::new());
        }
        let mut tx = self.begin().await?;
        sqlx::query(
            "UPDATE pairings SET expires_at = $2 WHERE display = $1 AND expires_at > $2 \
             AND status IN ('waiting', 'approved')",
        )
        .bind(display)
        .bind(now.timestamp())
        .execute(&mut *tx)
        .await?;
        let ended =
            sqlx::query_as("DELETE FROM sessions WHERE display = $1 RETURNING resident, display")
                .bind(display)
                .fetch_all(&mut *tx)
                .await?;
        told(tx, ended, now).await
    }

    /// Ends one of a resident's own visits, and answers whether there was one of this name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_visit(
        &self,
        resident: &str,
        public_id: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.end_named(resident, public_id, true, now).await
    }

    /// Ends one of a resident's sessions on devices of their own, and answers whether there was one of
    /// this name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_open_session(
        &self,
        resident: &str,
        public_id: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        self.end_named(resident, public_id, false, now).await
    }

    async fn end_named(
        &self,
        resident: &str,
        public_id: &str,
        at_display: bool,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let ended: Vec<Ended> = sqlx::query_as(
            "DELETE FROM sessions WHERE public_id = $1 AND (display IS NOT NULL) = $2 \
             AND resident = $3 RETURNING resident, display",
        )
        .bind(public_id)
        .bind(at_display)
        .bind(resident)
        .fetch_all(&mut *tx)
        .await?;
        let found = !ended.is_empty();
        told(tx, ended, now).await?;
        Ok(found)
    }

    /// Forgets the visits of a resident that ended by themselves, and answers whether there were any.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn forget_ended_visits(
        &self,
        resident: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let any: Flag = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM sessions WHERE resident = $1 AND display IS NOT NULL \
             AND (expires <= $2 OR last_seen + idle <= $2))",
        )
        .bind(resident)
        .bind(now.timestamp())
        .fetch_one(&self.reader)
        .await?;
        if !any.0 {
            return Ok(false);
        }
        let mut tx = self.begin().await?;
        let ended = sqlx::query_as(
            "DELETE FROM sessions WHERE resident = $1 AND display IS NOT NULL \
             AND (expires <= $2 OR last_seen + idle <= $2) RETURNING resident, display",
        )
        .bind(resident)
        .bind(now.timestamp())
        .fetch_all(&mut *tx)
        .await?;
        Ok(!told(tx, ended, now).await?.is_empty())
    }
}

/// Tells the own devices of everyone whose visit at a display ended, wakes the screens at whichever server of
/// everyone whose session did, and answers who that is.
pub(in crate::store) async fn told(
    mut tx: Transaction<'static, Any>,
    ended: Vec<Ended>,
    now: DateTime<Utc>,
) -> Result<Vec<String>, StoreError> {
    let mut residents = Vec::with_capacity(ended.len());
    for (resident, display) in ended {
        let kind = if display.is_some() {
            "display"
        } else {
            "session"
        };
        happened(&mut tx, &resident, kind, None, now).await?;
        residents.push(resident);
    }
    tx.commit().await?;
    Ok(residents)
}
