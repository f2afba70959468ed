//! Counting wrong tries: of each address, and of all together.

use sqlx::{Any, Transaction};

use crate::store::StoreError;

/// How wrong tries slow an address down.
#[derive(Clone, Copy, Debug)]
pub struct SlowDown {
    /// Wrong tries of an address before it has to wait.
    pub free_tries: i64,
    /// The first wait, in seconds; every further one doubles.
    pub first_wait: i64,
    /// The longest wait, in seconds.
    pub longest_wait: i64,
    /// Seconds after which wrong tries of an address are forgotten.
    pub forgotten_after: i64,
    /// What many wrong tries from everywhere together change.
    pub brake: Brake,
}

/// While there are many wrong tries from everywhere together, no wrong try is free.
///
/// A right code from an address that is not waiting is never held up by it.
#[derive(Clone, Copy, Debug)]
pub struct Brake {
    /// Wrong tries from all addresses that put it on.
    pub failures: i64,
    /// Minutes in which they are counted.
    pub within_minutes: i64,
    /// While it is on: the wait after the first wrong try, in seconds; every further one doubles.
    pub first_wait: i64,
}

/// Whose turn it is.
pub(in crate::store) enum Turn {
    /// The address may try, after so many wrong tries.
    Now { failures: i64 },
    /// The address has to wait so many seconds.
    Wait(i64),
}

impl SlowDown {
    /// Seconds to wait after so many wrong tries of an address.
    #[must_use]
    pub fn wait(&self, failures: i64, braked: bool) -> i64 {
        let (free_tries, first_wait) = if braked {
            (1, self.brake.first_wait)
        } else {
            (self.free_tries, self.first_wait)
        };
        let beyond = failures - free_tries;
        if beyond < 0 {
            return 0;
        }
        let doubled = u32::try_from(beyond)
            .ok()
            .and_then(|beyond| 2_i64.checked_pow(beyond));
        doubled
            .and_then(|times| times.checked_mul(first_wait))
            .unwrap_or(self.longest_wait)
            .min(self.longest_wait)
    }

    /// Whether an address may try at this second.
    pub(in crate::store) async fn turn(
        &self,
        tx: &mut Transaction<'static, Any>,
        address: &str,
        at: i64,
    ) -> Result<Turn, StoreError> {
        let (failures, blocked_until): (i64, i64) = sqlx::query_as(
            "SELECT failures, blocked_until FROM sign_in_failures WHERE address = $1 AND last_at > $2",
        )
        .bind(address)
        .bind(at - self.forgotten_after)
        .fetch_optional(&mut **tx)
        .await?
        .unwrap_or_default();
        if blocked_until > at {
            return Ok(Turn::Wait(blocked_until - at));
        }
        Ok(Turn::Now { failures })
    }

    /// Notes a wrong try, which is the address's `failures`-th.
    pub(in crate::store) async fn count(
        &self,
        tx: &mut Transaction<'static, Any>,
        address: &str,
        failures: i64,
        at: i64,
    ) -> Result<(), StoreError> {
        self.count_all(tx, &[(address, failures)], at).await
    }

    /// Notes one wrong try that counts against several, each with how many that makes.
    pub(in crate::store) async fn count_all(
        &self,
        tx: &mut Transaction<'static, Any>,
        counted: &[(&str, i64)],
        at: i64,
    ) -> Result<(), StoreError> {
        let braked = self.count_for_all(tx, at).await?;
        for (address, failures) in counted {
            sqlx::query(
                "INSERT INTO sign_in_failures (address, failures, last_at, blocked_until) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT (address) DO UPDATE SET \
                 failures = excluded.failures, last_at = excluded.last_at, \
                 blocked_until = excluded.blocked_until",
            )
            .bind(*address)
            .bind(failures)
            .bind(at)
            .bind(at + self.wait(*failures, braked))
            .execute(&mut **tx)
            .await?;
        }
        Ok(())
    }

    /// Notes a wrong try from anywhere, and answers whether there are too many by now.
    async fn count_for_all(
        &self,
        tx: &mut Transaction<'static, Any>,
        at: i64,
    ) -> Result<bool, StoreError> {
        let minute = at.div_euclid(60);
        sqlx::query(
            "INSERT INTO sign_in_minutes (minute, failures) VALUES ($1, 1) \
             ON CONFLICT (minute) DO UPDATE SET failures = sign_in_minutes.failures + 1",
        )
        .bind(minute)
        .execute(&mut **tx)
        .await?;
        let all: i64 = sqlx::query_scalar(
            "SELECT CAST(SUM(failures) AS BIGINT) FROM sign_in_minutes WHERE minute > $1",
        )
        .bind(minute - self.brake.within_minutes)
        .fetch_one(&mut **tx)
        .await?;
        Ok(all > self.brake.failures)
    }
}
