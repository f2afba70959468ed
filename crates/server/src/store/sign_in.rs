//! One-time codes, and the count of wrong tries for each address.

use chrono::{DateTime, Utc};
use sqlx::{Sqlite, Transaction};

use super::{NewSession, Store, StoreError};

/// One try to sign in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// Where it comes from.
    pub address: &'a str,
    /// What is offered.
    pub offer: Offer<'a>,
    /// The session to begin if it is good.
    pub session: &'a NewSession,
}

/// What a try offers.
#[derive(Clone, Debug)]
pub enum Offer<'a> {
    /// SHA-256 of a one-time code.
    Code([u8; 32]),
    /// The id of a made-up resident.
    DemoResident(&'a str),
    /// Something that cannot be right; it is counted all the same.
    Nothing,
}

/// What became of a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The session began.
    SignedIn {
        /// The name of the resident.
        name: String,
    },
    /// It was wrong.
    Refused,
    /// It was not looked at: the address has to wait this many seconds.
    Wait(i64),
}

/// How wrong tries slow an address down.
#[derive(Clone, Copy, Debug)]
pub struct SlowDown {
    /// Wrong tries before there is a wait.
    pub free_tries: i64,
    /// The first wait, in seconds; every further one doubles.
    pub first_wait: i64,
    /// The longest wait, in seconds.
    pub longest_wait: i64,
    /// Seconds after which wrong tries are forgotten.
    pub forgotten_after: i64,
}

impl SlowDown {
    /// Seconds to wait after so many wrong tries.
    #[must_use]
    pub fn wait(&self, failures: i64) -> i64 {
        let beyond = failures - self.free_tries;
        if beyond < 0 {
            return 0;
        }
        let doubled = u32::try_from(beyond)
            .ok()
            .and_then(|beyond| 2_i64.checked_pow(beyond));
        doubled
            .and_then(|times| times.checked_mul(self.first_wait))
            .unwrap_or(self.longest_wait)
            .min(self.longest_wait)
    }
}

impl Store {
    /// Stores a one-time code, and forgets old ones.
    ///
    /// Answers false where the code is already taken.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`], also for a resident who does not exist.
    pub async fn add_code(
        &self,
        hash: &[u8; 32],
        resident: &str,
        expires_at: i64,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM sign_in_codes WHERE expires_at <= ?")
            .bind(now.timestamp())
            .execute(&mut *tx)
            .await?;
        let done = sqlx::query(
            "INSERT INTO sign_in_codes (hash, resident, expires_at) VALUES (?, ?, ?) \
             ON CONFLICT (hash) DO NOTHING",
        )
        .bind(hash.as_slice())
        .bind(resident)
        .bind(expires_at)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Judges a try, counts it, and begins the session if it is good: all in one transaction, so
    /// that a code is used once and no crowd of tries at the same moment escapes the count.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn try_sign_in(
        &self,
        attempt: Attempt<'_>,
        slow_down: SlowDown,
        now: DateTime<Utc>,
    ) -> Result<Verdict, StoreError> {
        let at = now.timestamp();
        let mut tx = self.begin().await?;
        sqlx::query("DELETE FROM sign_in_failures WHERE last_at <= ?")
            .bind(at - slow_down.forgotten_after)
            .execute(&mut *tx)
            .await?;
        let (failures, blocked_until): (i64, i64) = sqlx::query_as(
            "SELECT failures, blocked_until FROM sign_in_failures WHERE address = ?",
        )
        .bind(attempt.address)
        .fetch_optional(&mut *tx)
        .await?
        .unwrap_or_default();
        if blocked_until > at {
            return Ok(Verdict::Wait(blocked_until - at));
        }
        let resident = judge(&mut tx, &attempt.offer, at).await?;
        let verdict = if let Some((resident, name)) = resident {
            begin(&mut tx, &attempt, &resident, at).await?;
            Verdict::SignedIn { name }
        } else {
            count(&mut tx, attempt.address, failures + 1, at, slow_down).await?;
            Verdict::Refused
        };
        tx.commit().await?;
        Ok(verdict)
    }
}

/// The resident whom the offer admits; a code is used up by this.
async fn judge(
    tx: &mut Transaction<'static, Sqlite>,
    offer: &Offer<'_>,
    at: i64,
) -> Result<Option<(String, String)>, StoreError> {
    let resident: Option<String> = match offer {
        Offer::Nothing => None,
        Offer::DemoResident(id) => Some((*id).to_owned()),
        Offer::Code(hash) => {
            sqlx::query_scalar(
                "UPDATE sign_in_codes SET used_at = ? \
                 WHERE hash = ? AND used_at IS NULL AND expires_at > ? RETURNING resident",
            )
            .bind(at)
            .bind(hash.as_slice())
            .bind(at)
            .fetch_optional(&mut **tx)
            .await?
        }
    };
    let Some(resident) = resident else {
        return Ok(None);
    };
    let demo_only = matches!(offer, Offer::DemoResident(_));
    let row = sqlx::query_as("SELECT id, name FROM residents WHERE id = ? AND demo >= ?")
        .bind(resident)
        .bind(i64::from(demo_only))
        .fetch_optional(&mut **tx)
        .await?;
    Ok(row)
}

async fn begin(
    tx: &mut Transaction<'static, Sqlite>,
    attempt: &Attempt<'_>,
    resident: &str,
    at: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions (token_hash, resident, created, last_seen, expires) \
         VALUES (?, ?, ?, ?, ?)",
    )
    .bind(attempt.session.token_hash.as_slice())
    .bind(resident)
    .bind(at)
    .bind(at)
    .bind(attempt.session.expires)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM sign_in_failures WHERE address = ?")
        .bind(attempt.address)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn count(
    tx: &mut Transaction<'static, Sqlite>,
    address: &str,
    failures: i64,
    at: i64,
    slow_down: SlowDown,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sign_in_failures (address, failures, last_at, blocked_until) \
         VALUES (?, ?, ?, ?) ON CONFLICT (address) DO UPDATE SET \
         failures = excluded.failures, last_at = excluded.last_at, \
         blocked_until = excluded.blocked_until",
    )
    .bind(address)
    .bind(failures)
    .bind(at)
    .bind(at + slow_down.wait(failures))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
