//! Storing one-time codes; only their hash.

use chrono::{DateTime, Utc};

use citizen_score_contract::AccessKind;

use super::access::{NewAccess, log};
use super::{Store, StoreError};

impl Store {
    /// Stores a one-time code, and logs that it was made, and `by` what.
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
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "INSERT INTO sign_in_codes (hash, resident, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (hash) DO NOTHING",
        )
        .bind(hash.as_slice())
        .bind(resident)
        .bind(expires_at)
        .execute(&mut *tx)
        .await?;
        let is_new = done.rows_affected() == 1;
        if is_new {
            log(&mut tx, resident, NewAccess::new(AccessKind::Code, by), now).await?;
        }
        tx.commit().await?;
        Ok(is_new)
    }
}
