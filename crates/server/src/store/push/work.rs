//! What is to be sent: gathered from the events, claimed by one process at a time, and settled.

use chrono::{DateTime, Utc};
use sqlx::{Any, FromRow, Transaction};

use super::{Subjects, quiet};
use crate::push::quiet::QuietHours;
use crate::store::{Store, StoreError};

/// A browser to send to.
#[derive(Clone, Debug)]
pub struct PushTarget {
    /// Where it takes messages.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: Vec<u8>,
    /// Its secret.
    pub auth: [u8; 16],
    /// The language to be told in.
    pub language: String,
    /// Second at which the session ends, and with it the subscription.
    pub until: i64,
}

/// A message that one process has to itself until its lease ends.
#[derive(Clone, Debug)]
pub struct ClaimedPush {
    id: i64,
    lease: i64,
    /// Where to.
    pub target: PushTarget,
    /// What about.
    pub subjects: Subjects,
    /// Tries that failed before.
    pub failures: u32,
}

#[derive(FromRow)]
struct TargetRow {
    endpoint: String,
    p256dh: Vec<u8>,
    auth: Vec<u8>,
    language: String,
    expires: i64,
}

#[derive(FromRow)]
struct Waiting {
    id: i64,
    #[sqlx(flatten)]
    target: TargetRow,
    all: i64,
    failures: i64,
    quiet_from: Option<i64>,
    quiet_to: Option<i64>,
    quiet_zone: Option<String>,
}

impl TryFrom<TargetRow> for PushTarget {
    type Error = StoreError;

    fn try_from(row: TargetRow) -> Result<Self, StoreError> {
        let auth = row.auth.try_into();
        Ok(Self {
            endpoint: row.endpoint,
            p256dh: row.p256dh,
            auth: auth.map_err(|_| StoreError::Corrupt("push_subscriptions.auth"))?,
            language: row.language,
            until: row.expires,
        })
    }
}

/// Subscription, its newest event, and what its new events are about. What the resident did is no news to
/// them: of a case only what the office did last.
const NEWS: &str = "SELECT p.id, MAX(e.id), p.about & \
     (MAX(CASE WHEN e.kind = 'entry' THEN 1 ELSE 0 END) \
     + MAX(CASE WHEN e.kind = 'case' AND (SELECT kind FROM case_steps c \
     WHERE c.resident = e.resident AND c.case_id = e.case_id ORDER BY number DESC LIMIT 1) \
     IN ('being_examined', 'question', 'decided') THEN 2 ELSE 0 END) \
     + MAX(CASE WHEN e.kind = 'sign_in' THEN 4 ELSE 0 END)) \
     FROM push_subscriptions p JOIN sessions s USING (token_hash) \
     JOIN events e ON e.resident = s.resident AND e.id > p.seen \
     WHERE s.expires > $1 GROUP BY p.id";

/// Subscriptions with something to send, of sessions that are not over.
const WAITING: &str = "FROM push_subscriptions p JOIN sessions s USING (token_hash) \
     WHERE p.pending | p.sending <> 0 AND s.expires > $1";

impl Store {
    /// Gathers what new events are about, for all subscriptions; each event once, whichever process looks.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn collect_push(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        let at = now.timestamp();
        let any: Vec<(i64, i64, i64)> = sqlx::query_as(NEWS)
            .bind(at)
            .fetch_all(&self.reader)
            .await?;
        if any.is_empty() {
            return Ok(());
        }
        let mut tx = self.begin().await?;
        let news: Vec<(i64, i64, i64)> = sqlx::query_as(NEWS).bind(at).fetch_all(&mut *tx).await?;
        for (id, newest, about) in news {
            sqlx::query(
                "UPDATE push_subscriptions SET seen = $2, pending = pending | $3 WHERE id = $1",
            )
            .bind(id)
            .bind(newest)
            .bind(about)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Second at which something may be sent next; none where nothing waits.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn next_push(&self, now: DateTime<Utc>) -> Result<Option<i64>, StoreError> {
        let next = format!(
            "SELECT MIN(CASE WHEN p.due < p.claimed_until THEN p.claimed_until ELSE p.due END) {WAITING}"
        );
        let next = sqlx::query_scalar(sqlx::AssertSqlSafe(next))
            .bind(now.timestamp())
            .fetch_one(&self.reader)
            .await?;
        Ok(next)
    }

    /// Takes what is due, at most so many messages, each for this process alone until the second `lease`.
    /// What falls into quiet hours waits for their end.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn claim_push(
        &self,
        now: DateTime<Utc>,
        most: usize,
        lease: i64,
    ) -> Result<Vec<ClaimedPush>, StoreError> {
        let at = now.timestamp();
        if self.next_push(now).await?.is_none_or(|next| next > at) {
            return Ok(Vec::new());
        }
        let waiting = format!(
            "SELECT p.id, p.endpoint, p.p256dh, p.auth, p.language, s.expires, \
             p.pending | p.sending AS \"all\", p.failures, p.quiet_from, p.quiet_to, p.quiet_zone \
             {WAITING} AND p.due <= $1 AND p.claimed_until <= $1 ORDER BY p.due, p.id LIMIT $2"
        );
        let mut tx = self.begin().await?;
        let rows: Vec<Waiting> = sqlx::query_as(sqlx::AssertSqlSafe(waiting))
            .bind(at)
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_all(&mut *tx)
            .await?;
        let mut claimed = Vec::new();
        for row in rows {
            let hours = quiet(row.quiet_from, row.quiet_to, row.quiet_zone)?;
            // A zone that this program does not know any more keeps nothing quiet.
            let hours = hours.and_then(|hours| QuietHours::read(&hours).ok());
            if let Some(end) = hours.and_then(|hours| hours.until(now)) {
                put_off(&mut tx, row.id, end.timestamp()).await?;
                continue;
            }
            take(&mut tx, row.id, lease).await?;
            claimed.push(ClaimedPush {
                id: row.id,
                lease,
                target: row.target.try_into()?,
                subjects: Subjects(row.all),
                failures: u32::try_from(row.failures).unwrap_or(u32::MAX),
            });
        }
        tx.commit().await?;
        Ok(claimed)
    }

    /// Notes that a message was taken by its push service; the next one comes not before a second.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn push_sent(&self, message: &ClaimedPush, next: i64) -> Result<(), StoreError> {
        let settled = "UPDATE push_subscriptions SET sending = 0, failures = 0, due = $3, \
             claimed_until = 0 WHERE id = $1 AND claimed_until = $2";
        self.settle(settled, message, next).await
    }

    /// Notes that a message was not taken; it is tried again not before a second.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn push_failed(&self, message: &ClaimedPush, next: i64) -> Result<(), StoreError> {
        let settled = "UPDATE push_subscriptions SET pending = pending | sending, sending = 0, \
             failures = failures + 1, due = $3, claimed_until = 0 \
             WHERE id = $1 AND claimed_until = $2";
        self.settle(settled, message, next).await
    }

    /// Ends the subscription that a message was for.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn push_over(&self, message: &ClaimedPush) -> Result<(), StoreError> {
        let over = "DELETE FROM push_subscriptions WHERE id = $1 AND claimed_until = $2 AND $3 = 0";
        self.settle(over, message, 0).await
    }

    /// Whoever lost the message to another process meanwhile changes nothing.
    async fn settle(
        &self,
        statement: &'static str,
        message: &ClaimedPush,
        next: i64,
    ) -> Result<(), StoreError> {
        sqlx::query(statement)
            .bind(message.id)
            .bind(message.lease)
            .bind(next)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

async fn put_off(
    tx: &mut Transaction<'static, Any>,
    id: i64,
    until: i64,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE push_subscriptions SET due = $1 WHERE id = $2")
        .bind(until)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn take(tx: &mut Transaction<'static, Any>, id: i64, lease: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE push_subscriptions SET sending = sending | pending, pending = 0, \
         claimed_until = $1 WHERE id = $2",
    )
    .bind(lease)
    .bind(id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The browser of a session.
pub(super) async fn target(
    tx: &mut Transaction<'static, Any>,
    token_hash: &[u8; 32],
) -> Result<Option<PushTarget>, StoreError> {
    let row: Option<TargetRow> = sqlx::query_as(
        "SELECT p.endpoint, p.p256dh, p.auth, p.language, s.expires FROM push_subscriptions p \
         JOIN sessions s USING (token_hash) WHERE token_hash = $1",
    )
    .bind(token_hash.as_slice())
    .fetch_optional(&mut **tx)
    .await?;
    row.map(PushTarget::try_from).transpose()
}
