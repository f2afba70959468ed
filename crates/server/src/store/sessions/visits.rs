//! Visits at shared displays: sessions that last as long as somebody is there and says so.

use chrono::{DateTime, Utc};
use sqlx::{Any, Transaction};

use crate::store::{Store, StoreError};

/// A visit that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitRow {
    /// Its name.
    pub public_id: String,
    /// What the display is called.
    pub display: String,
    /// When it began.
    pub since: DateTime<Utc>,
    /// When it ends at the latest.
    pub until: DateTime<Utc>,
}

/// What became of a wish for more time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extended {
    /// There is more.
    Yes,
    /// It was extended as often as can be.
    NoMore,
    /// It is over.
    Over,
}

/// Name, name of the display, beginning, end.
type VisitColumns = (String, String, i64, i64);

/// A visit as it is stored.
fn visit((public_id, display, created, expires): VisitColumns) -> Result<VisitRow, StoreError> {
    let moment = |at, column| DateTime::from_timestamp(at, 0).ok_or(StoreError::Corrupt(column));
    Ok(VisitRow {
        public_id,
        display,
        since: moment(created, "sessions.created")?,
        until: moment(expires, "sessions.expires")?,
    })
}

impl Store {
    /// Visits of a resident that go on, newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn visits(
        &self,
        resident: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<VisitRow>, StoreError> {
        let rows: Vec<VisitColumns> = sqlx::query_as(
            "SELECT s.public_id, d.name, s.created, s.expires FROM sessions s \
             JOIN displays d ON d.id = s.display WHERE s.resident = $1 \
             AND s.expires > $2 AND s.last_seen + s.idle > $2 \
             ORDER BY s.created DESC, s.rowid DESC",
        )
        .bind(resident)
        .bind(now.timestamp())
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(visit).collect()
    }

    /// Second at which the next visit of a resident ends by itself; none where none goes on.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn next_end_of_visit(
        &self,
        resident: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>, StoreError> {
        let end = sqlx::query_scalar(
            "SELECT MIN(CASE WHEN expires < last_seen + idle THEN expires ELSE last_seen + idle END) \
             FROM sessions WHERE resident = $1 \
             AND display IS NOT NULL AND expires > $2 AND last_seen + idle > $2",
        )
        .bind(resident)
        .bind(now.timestamp())
        .fetch_one(&self.reader)
        .await?;
        Ok(end)
    }

    /// Notes that somebody is still at the display; a visit that is over stays over.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn keep_visit(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Extended, StoreError> {
        let done = sqlx::query(
            "UPDATE sessions SET last_seen = $2 WHERE token_hash = $1 AND display IS NOT NULL \
             AND expires > $2 AND last_seen + idle > $2",
        )
        .bind(token_hash.as_slice())
        .bind(now.timestamp())
        .execute(&self.writer)
        .await?;
        Ok(if done.rows_affected() == 1 {
            Extended::Yes
        } else {
            Extended::Over
        })
    }

    /// Gives a visit until another second, at most so many times in all.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn extend_visit(
        &self,
        token_hash: &[u8; 32],
        until: i64,
        most: u32,
        now: DateTime<Utc>,
    ) -> Result<Extended, StoreError> {
        let mut tx = self.begin().await?;
        let extensions: Option<i64> = sqlx::query_scalar(
            "SELECT extensions FROM sessions WHERE token_hash = $1 AND display IS NOT NULL \
             AND expires > $2 AND last_seen + idle > $2",
        )
        .bind(token_hash.as_slice())
        .bind(now.timestamp())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(extensions) = extensions else {
            return Ok(Extended::Over);
        };
        if extensions >= i64::from(most) {
            return Ok(Extended::NoMore);
        }
        sqlx::query(
            "UPDATE sessions SET last_seen = $2, expires = CASE WHEN expires < $3 THEN $3 ELSE expires END, \
             extensions = extensions + 1 WHERE token_hash = $1",
        )
        .bind(token_hash.as_slice())
        .bind(now.timestamp())
        .bind(until)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Extended::Yes)
    }
}

/// The visit of this name, if it goes on.
pub(in crate::store) async fn visit_named(
    tx: &mut Transaction<'static, Any>,
    public_id: &str,
    now: DateTime<Utc>,
) -> Result<Option<VisitRow>, StoreError> {
    let row: Option<VisitColumns> = sqlx::query_as(
        "SELECT s.public_id, d.name, s.created, s.expires FROM sessions s \
         JOIN displays d ON d.id = s.display \
         WHERE s.public_id = $1 AND s.expires > $2 AND s.last_seen + s.idle > $2",
    )
    .bind(public_id)
    .bind(now.timestamp())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(visit).transpose()
}
