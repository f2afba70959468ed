//! Forgetting what is over, behind the requests: in small transactions, so that nobody waits for long to write.
//! No request relies on it: whatever looks a row up compares its end itself.

use std::time::Duration;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sqlx::AssertSqlSafe;

use super::evidence::WAITING_SECONDS;
use super::flag::Flag;
use super::pairings::TOLD_AFTER;
use super::proofs::SEEN_AFTER;
use super::sessions::{Ended, told};
use super::{SlowDown, Store, StoreError};

/// Rows that one transaction takes away.
const BATCH: i64 = 200;

/// Between two of them others get their turn.
const BREATH: Duration = Duration::from_millis(20);

/// For how long events are kept: longer than any session, and so any stream, lasts. A screen that asks for what
/// came after one of before is told what is left, and the standing.
const EVENTS_KEPT: TimeDelta = TimeDelta::days(7);

/// Sessions that are over. The row of one that was idle for too long stays while a push subscription needs it.
const OVER: &str = "SELECT token_hash FROM sessions WHERE expires <= $1 OR (last_seen + idle <= $1 \
     AND token_hash NOT IN (SELECT token_hash FROM push_subscriptions)) LIMIT $2";

/// A table whose rows go when they are too old.
struct Table {
    name: &'static str,
    /// The columns that tell one row from all others.
    key: &'static str,
    /// Which are too old, as compared with `$1`.
    over: &'static str,
    /// What `$1` is.
    limit: i64,
}

/// Tables that are swept each time, at a second.
fn tables(at: i64, slow_down: SlowDown) -> [Table; 8] {
    let ended = "expires_at <= $1";
    let table = |name, key, over, limit| Table {
        name,
        key,
        over,
        limit,
    };
    let minute = at.div_euclid(60);
    let (tries, tries_of_all) = (
        at - slow_down.forgotten_after,
        minute - slow_down.brake.within_minutes,
    );
    [
        table("sign_in_codes", "hash", ended, at),
        table("tier_proofs", "token_hash", ended, at - SEEN_AFTER),
        table("pairings", "device_hash", ended, at - TOLD_AFTER),
        table("oidc_begun", "hash", ended, at),
        table("oidc_logouts", "hash", ended, at),
        table("sign_in_failures", "address", "last_at <= $1", tries),
        table("sign_in_minutes", "minute", "minute <= $1", tries_of_all),
        table("request_counts", "asker, minute", "minute < $1", minute),
    ]
}

/// Uploads that no case names.
const WAITING: &str = "uploaded_at <= $1 AND NOT EXISTS (SELECT 1 FROM case_files f \
     WHERE f.resident = evidence.resident AND f.digest = evidence.digest)";

impl Store {
    /// Ends sessions that are over, and answers whose; the own devices of those whose visit at a display it was
    /// are told.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn sweep_sessions(&self, now: DateTime<Utc>) -> Result<Vec<String>, StoreError> {
        let mut residents = Vec::new();
        loop {
            // Most of the time there are none, and nobody has to wait to write.
            let over: Vec<Vec<u8>> = sqlx::query_scalar(OVER)
                .bind(now.timestamp())
                .bind(BATCH)
                .fetch_all(&self.reader)
                .await?;
            if over.is_empty() {
                return Ok(residents);
            }
            let mut tx = self.begin().await?;
            let mut ended: Vec<Ended> = Vec::with_capacity(over.len());
            for token_hash in over {
                // One may have been used meanwhile.
                let row: Option<Ended> = sqlx::query_as(
                    "DELETE FROM sessions WHERE token_hash = $1 \
                     AND (expires <= $2 OR last_seen + idle <= $2) RETURNING resident, display",
                )
                .bind(token_hash)
                .bind(now.timestamp())
                .fetch_optional(&mut *tx)
                .await?;
                ended.extend(row);
            }
            let found = ended.len();
            residents.extend(told(tx, ended, now).await?);
            // Whatever is left is another's to end.
            if found == 0 {
                return Ok(residents);
            }
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Forgets whatever else is too old, but for uploads; `slow_down` says which wrong tries are.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn sweep(&self, now: DateTime<Utc>, slow_down: SlowDown) -> Result<(), StoreError> {
        for table in tables(now.timestamp(), slow_down) {
            self.sweep_table(&table).await?;
        }
        self.sweep_events(now).await
    }

    /// Deletes files that no case has named for a day, of all residents; answers how many.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn sweep_evidence(&self, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let uploads = Table {
            name: "evidence",
            key: "resident, digest",
            over: WAITING,
            limit: now.timestamp() - WAITING_SECONDS,
        };
        self.sweep_table(&uploads).await
    }

    async fn sweep_table(&self, table: &Table) -> Result<u64, StoreError> {
        let Table {
            name,
            key,
            over,
            limit,
        } = table;
        let any = format!("SELECT EXISTS (SELECT 1 FROM {name} WHERE {over})");
        let some = format!(
            "DELETE FROM {name} WHERE ({key}) IN (SELECT {key} FROM {name} WHERE {over} LIMIT $2)"
        );
        let mut gone = 0;
        loop {
            let any: Flag = sqlx::query_scalar(AssertSqlSafe(any.as_str()))
                .bind(limit)
                .fetch_one(&self.reader)
                .await?;
            if !any.0 {
                return Ok(gone);
            }
            let mut tx = self.begin().await?;
            let done = sqlx::query(AssertSqlSafe(some.as_str()))
                .bind(limit)
                .bind(BATCH)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            if done.rows_affected() == 0 {
                return Ok(gone);
            }
            gone += done.rows_affected();
            tokio::time::sleep(BREATH).await;
        }
    }

    /// Forgets events that no open screen can ask for any more. Numbers grow over all residents and the oldest
    /// come first; the newest of all stays, so that whoever begins to watch begins there.
    async fn sweep_events(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let kept = now.checked_sub_signed(EVENTS_KEPT).unwrap_or(now);
        let kept = kept.to_rfc3339_opts(SecondsFormat::Secs, true);
        loop {
            let last: Option<i64> = sqlx::query_scalar(
                "SELECT MAX(id) FROM (SELECT id, at FROM events ORDER BY id LIMIT $2) AS oldest \
                 WHERE at < $1 AND id < (SELECT MAX(id) FROM events)",
            )
            .bind(&kept)
            .bind(BATCH)
            .fetch_one(&self.reader)
            .await?;
            let Some(last) = last else {
                return Ok(());
            };
            let mut tx = self.begin().await?;
            let done = sqlx::query("DELETE FROM events WHERE id <= $1 AND at < $2")
                .bind(last)
                .bind(&kept)
                .execute(&mut *tx)
                .await?;
            tx.commit().await?;
            if done.rows_affected() == 0 {
                return Ok(());
            }
            tokio::time::sleep(BREATH).await;
        }
    }
}
