//! Sessions on devices of the resident's own, as the resident sees them.

use chrono::{DateTime, Utc};

use crate::store::flag::Flag;
use crate::store::{Store, StoreError};

/// Sessions that are listed at most. Each ends by itself within a day, so that nobody has as many who
/// does not make them on purpose.
const MOST: i64 = 100;

/// An open session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenRow {
    /// Its name that is no secret.
    pub public_id: String,
    /// Whether it is the session that asks.
    pub current: bool,
    /// When it began.
    pub since: DateTime<Utc>,
    /// When it was last used; coarse.
    pub last_seen: DateTime<Utc>,
    /// When it ends if nothing more is asked.
    pub until: DateTime<Utc>,
    /// The family of the browser.
    pub browser: Option<String>,
    /// The family of its system.
    pub system: Option<String>,
}

/// Name, whether it asks, beginning, last use, end, browser, system.
type Columns = (String, Flag, i64, i64, i64, Option<String>, Option<String>);

impl Store {
    /// Open sessions of a resident on devices of their own, newest first; the one that asks, by the hash
    /// of its token, is always among them.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn open_sessions(
        &self,
        resident: &str,
        asking: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Vec<OpenRow>, StoreError> {
        let rows: Vec<Columns> = sqlx::query_as(
            "SELECT public_id, current, created, last_seen, ends, browser, system FROM \
             (SELECT public_id, token_hash = $2 AS current, created, last_seen, \
             CASE WHEN expires < last_seen + idle THEN expires ELSE last_seen + idle END AS ends, \
             browser, system, rowid AS place \
             FROM sessions WHERE resident = $1 AND display IS NULL AND public_id IS NOT NULL \
             AND expires > $3 AND last_seen + idle > $3 \
             ORDER BY current DESC, created DESC, place DESC LIMIT $4) AS newest \
             ORDER BY created DESC, place DESC",
        )
        .bind(resident)
        .bind(asking.as_slice())
        .bind(now.timestamp())
        .bind(MOST)
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(open).collect()
    }
}

fn open(row: Columns) -> Result<OpenRow, StoreError> {
    let (public_id, current, created, last_seen, ends, browser, system) = row;
    let moment = |at, column| DateTime::from_timestamp(at, 0).ok_or(StoreError::Corrupt(column));
    Ok(OpenRow {
        public_id,
        current: current.0,
        since: moment(created, "sessions.created")?,
        last_seen: moment(last_seen, "sessions.last_seen")?,
        until: moment(ends, "sessions.expires")?,
        browser,
        system,
    })
}
