//! Subscriptions to push messages. Each belongs to a session, and goes with its row.

mod work;

use chrono::{DateTime, Utc};
use citizen_score_contract::push::{About, Quiet, Told};
use citizen_score_record::base64url;

use super::{Store, StoreError};

pub use work::{ClaimedPush, PushTarget};

/// Key of the secret of the push key.
const SECRET: &str = "push_secret";

/// Subscriptions that one resident may have; one more takes the place of the oldest.
const MOST: i64 = 20;

/// A set of what can be told of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Subjects(i64);

impl Subjects {
    /// The record.
    pub const RECORD: Self = Self(1);
    /// A case.
    pub const CASE: Self = Self(2);
    /// A sign-in.
    pub const SIGN_IN: Self = Self(4);

    /// Both sets together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether everything in the other set is in this one.
    #[must_use]
    pub fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// A subscription that a browser asks for, as it was checked.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// Where the browser takes messages.
    pub endpoint: String,
    /// Its public key.
    pub p256dh: [u8; 65],
    /// Its secret.
    pub auth: [u8; 16],
    /// The language to be told in.
    pub language: String,
    /// What to tell of.
    pub about: Subjects,
    /// When not to.
    pub quiet: Option<Quiet>,
}

/// What became of the wish for a message as a test.
#[derive(Debug)]
pub enum Tested {
    /// It may be sent, to this browser.
    Now(PushTarget),
    /// Only after so many seconds.
    Wait(i64),
    /// The session has no subscription.
    Nobody,
}

/// Set, from, to, zone, end of the session.
type ToldRow = (i64, Option<i64>, Option<i64>, Option<String>, i64);

impl Store {
    /// The secret of the push key: the one that is kept already, or else `fresh`, which is kept from now
    /// on.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`], or [`StoreError::Corrupt`] where it is not one.
    pub async fn push_secret(&self, fresh: &[u8; 32]) -> Result<[u8; 32], StoreError> {
        let mut kept = self.meta(SECRET).await?;
        if kept.is_none() {
            sqlx::query("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(SECRET)
                .bind(base64url::encode(fresh))
                .execute(&self.writer)
                .await?;
            // Another process may have been first.
            kept = self.meta(SECRET).await?;
        }
        kept.and_then(|it| base64url::decode(&it))
            .ok_or(StoreError::Corrupt("meta.push_secret"))
    }

    /// What a session is told of, and until when.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn told(
        &self,
        token_hash: &[u8; 32],
    ) -> Result<Option<(Told, DateTime<Utc>)>, StoreError> {
        let row: Option<ToldRow> = sqlx::query_as(
            "SELECT p.about, p.quiet_from, p.quiet_to, p.quiet_zone, s.expires \
             FROM push_subscriptions p JOIN sessions s USING (token_hash) WHERE token_hash = $1",
        )
        .bind(token_hash.as_slice())
        .fetch_optional(&self.reader)
        .await?;
        let Some((about, from, to, zone, expires)) = row else {
            return Ok(None);
        };
        let subjects = Subjects(about);
        let all = [About::Record, About::Case, About::SignIn];
        let told = Told {
            about: all
                .into_iter()
                .filter(|about| subjects.holds(Subjects::of(*about)))
                .collect(),
            quiet: quiet(from, to, zone)?,
        };
        let until = DateTime::from_timestamp(expires, 0);
        let until = until.ok_or(StoreError::Corrupt("sessions.expires"))?;
        Ok(Some((told, until)))
    }

    /// Subscribes a session of a resident, or changes what it is told of. A browser belongs to the session
    /// that subscribed it last. Events before this are not told of.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn subscribe(
        &self,
        token_hash: &[u8; 32],
        resident: &str,
        wish: &NewSubscription,
    ) -> Result<(), StoreError> {
        let quiet = wish.quiet.as_ref();
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM push_subscriptions WHERE endpoint = $1 AND token_hash <> $2")
            .bind(&wish.endpoint)
            .bind(token_hash.as_slice())
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "INSERT INTO push_subscriptions (token_hash, endpoint, p256dh, auth, language, about, \
             quiet_from, quiet_to, quiet_zone, seen) VALUES ($1, $3, $4, $5, $6, $7, $8, $9, $10, \
             (SELECT COALESCE(MAX(id), 0) FROM events WHERE resident = $2)) \
             ON CONFLICT (token_hash) DO UPDATE SET endpoint = excluded.endpoint, \
             p256dh = excluded.p256dh, auth = excluded.auth, language = excluded.language, \
             about = excluded.about, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, \
             quiet_zone = excluded.quiet_zone, pending = push_subscriptions.pending & excluded.about, \
             due = CASE WHEN push_subscriptions.failures > 0 \
             THEN push_subscriptions.due ELSE 0 END",
        )
        .bind(token_hash.as_slice())
        .bind(resident)
        .bind(&wish.endpoint)
        .bind(wish.p256dh.as_slice())
        .bind(wish.auth.as_slice())
        .bind(&wish.language)
        .bind(wish.about.0)
        .bind(quiet.map(|it| i64::from(it.from)))
        .bind(quiet.map(|it| i64::from(it.to)))
        .bind(quiet.map(|it| &*it.zone))
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "DELETE FROM push_subscriptions WHERE id IN (SELECT p.id FROM push_subscriptions p \
             JOIN sessions s USING (token_hash) WHERE s.resident = $1 ORDER BY p.id DESC \
             LIMIT 9223372036854775807 OFFSET $2)",
        )
        .bind(resident)
        .bind(MOST)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Ends the subscription of a session.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn unsubscribe(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM push_subscriptions WHERE token_hash = $1")
            .bind(token_hash.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    /// Asks for a message as a test, at most one in `gap` seconds.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn test_push(
        &self,
        token_hash: &[u8; 32],
        gap: i64,
        now: DateTime<Utc>,
    ) -> Result<Tested, StoreError> {
        let at = now.timestamp();
        let mut tx = self.begin().await?;
        let last: Option<i64> =
            sqlx::query_scalar("SELECT tested_at FROM push_subscriptions WHERE token_hash = $1")
                .bind(token_hash.as_slice())
                .fetch_optional(&mut *tx)
                .await?;
        let Some(last) = last else {
            return Ok(Tested::Nobody);
        };
        let wait = last.saturating_add(gap).saturating_sub(at);
        if wait > 0 {
            // A clock that was set back must not make anybody wait for long.
            return Ok(Tested::Wait(wait.min(gap)));
        }
        sqlx::query("UPDATE push_subscriptions SET tested_at = $1 WHERE token_hash = $2")
            .bind(at)
            .bind(token_hash.as_slice())
            .execute(&mut *tx)
            .await?;
        let target = work::target(&mut tx, token_hash).await?;
        tx.commit().await?;
        Ok(target.map_or(Tested::Nobody, Tested::Now))
    }

    /// Ends a subscription whose browser is gone.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn browser_gone(&self, endpoint: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM push_subscriptions WHERE endpoint = $1")
            .bind(endpoint)
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// Quiet hours as they are stored.
fn quiet(
    from: Option<i64>,
    to: Option<i64>,
    zone: Option<String>,
) -> Result<Option<Quiet>, StoreError> {
    let Some(((from, to), zone)) = from.zip(to).zip(zone) else {
        return Ok(None);
    };
    let minute =
        |it| u16::try_from(it).map_err(|_| StoreError::Corrupt("push_subscriptions.quiet"));
    Ok(Some(Quiet {
        from: minute(from)?,
        to: minute(to)?,
        zone,
    }))
}
