//! Consent to being scored.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::AccessKind;

use super::access::{NewAccess, log};
use super::events::happened;
use super::marks::revise;
use super::{Store, StoreError};

impl Store {
    /// When a resident last changed the consent to being scored; none where it was never changed.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn consent_changed_at(
        &self,
        resident: &str,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let at: Option<Option<String>> =
            sqlx::query_scalar("SELECT consent_changed_at FROM residents WHERE id = $1")
                .bind(resident)
                .fetch_optional(&self.reader)
                .await?;
        let at = at.flatten().map(|at| at.parse()).transpose();
        at.map_err(|_| StoreError::Corrupt("residents.consent_changed_at"))
    }

    /// Gives consent to being scored, or withdraws it, and logs that; with that, proofs of the tier
    /// that were not used yet are void. Where it is so already, nothing changes.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn change_consent(
        &self,
        resident: &str,
        given: bool,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "UPDATE residents SET scored = $1, consent_changed_at = $2 \
             WHERE id = $3 AND scored <> $1",
        )
        .bind(i64::from(given))
        .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
        .bind(resident)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(());
        }
        sqlx::query("DELETE FROM tier_proofs WHERE resident = $1 AND used_at IS NULL")
            .bind(resident)
            .execute(&mut *tx)
            .await?;
        // Nothing is kept of what may no longer be computed.
        sqlx::query("DELETE FROM standings WHERE resident = $1")
            .bind(resident)
            .execute(&mut *tx)
            .await?;
        let about = if given { "given" } else { "withdrawn" };
        let access = NewAccess {
            about: Some(about),
            ..NewAccess::new(AccessKind::Consent, by)
        };
        log(&mut tx, resident, access, now).await?;
        revise(&mut tx, resident).await?;
        happened(&mut tx, resident, "consent", None, now).await?;
        tx.commit().await?;
        Ok(())
    }
}
