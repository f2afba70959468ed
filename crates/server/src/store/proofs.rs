//! Proofs of a tier: only hashes of what opens them are stored, and each opens once.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::AccessKind;
use sqlx::{Any, Transaction};

use super::access::{NewAccess, log};
use super::answered::{Seen, keep, seen};
use super::events::happened;
use super::flag::Flag;
use super::sign_in::Turn;
use super::{Given, Once, Shown, SlowDown, Store, StoreError};

/// Proofs of a resident that can be used at the same moment; a newer one makes the oldest void.
const MOST_LIVE: i64 = 5;

/// Seconds after its end for which the resident's own screen can still see whether a proof was used.
pub(super) const SEEN_AFTER: i64 = 3600;

/// A proof that is to be made.
#[derive(Clone, Debug)]
pub struct NewTierProof {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// SHA-256 of the short code.
    pub code_hash: [u8; 32],
    /// Second from which it is void.
    pub expires_at: i64,
}

/// What became of a proof that was to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Made {
    /// It is good from now on.
    New,
    /// The same request was answered before, like this.
    Before(Given),
    /// Another request came with this key.
    Other,
    /// Its code is that of another proof: another one must be drawn.
    Taken,
}

/// What became of a proof that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// It was good, and is used up now: it is the proof of this resident.
    Good(String),
    /// It is unknown, used or void.
    Bad,
    /// It was not looked at: the address has to wait this many seconds.
    Wait(i64),
}

impl Store {
    /// Makes a proof, once for each request; `given` is what is kept of the answer.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn make_proof(
        &self,
        resident: &str,
        once: &Once,
        proof: &NewTierProof,
        given: &Given,
        now: DateTime<Utc>,
    ) -> Result<Made, StoreError> {
        let mut tx = self.begin().await?;
        match seen(&mut tx, resident, once).await? {
            Seen::New => {}
            Seen::Same(given) => return Ok(Made::Before(given)),
            Seen::Other => return Ok(Made::Other),
        }
        let done = sqlx::query(
            "INSERT INTO tier_proofs (token_hash, code_hash, resident, expires_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(proof.token_hash.as_slice())
        .bind(proof.code_hash.as_slice())
        .bind(resident)
        .bind(proof.expires_at)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(Made::Taken);
        }
        sqlx::query(
            "DELETE FROM tier_proofs WHERE resident = $1 AND used_at IS NULL AND rowid NOT IN \
             (SELECT rowid FROM tier_proofs WHERE resident = $1 AND used_at IS NULL \
             ORDER BY rowid DESC LIMIT $2)",
        )
        .bind(resident)
        .bind(MOST_LIVE)
        .execute(&mut *tx)
        .await?;
        keep(&mut tx, resident, once, given, now).await?;
        tx.commit().await?;
        Ok(Made::New)
    }

    /// When the proof with this code was used, if it was; none where the resident has no such proof.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn proof_used_at(
        &self,
        resident: &str,
        code_hash: &[u8; 32],
    ) -> Result<Option<Option<DateTime<Utc>>>, StoreError> {
        let row: Option<Option<String>> = sqlx::query_scalar(
            "SELECT used_at FROM tier_proofs WHERE resident = $1 AND code_hash = $2",
        )
        .bind(resident)
        .bind(code_hash.as_slice())
        .fetch_optional(&self.reader)
        .await?;
        let Some(at) = row else {
            return Ok(None);
        };
        let at = at.map(|at| at.parse()).transpose();
        at.map(Some)
            .map_err(|_| StoreError::Corrupt("tier_proofs.used_at"))
    }

    /// Judges what a desk shows, and uses the proof up and logs that if it is good: all in one
    /// transaction, so that of two desks at the same moment one gets it. Codes that never were are
    /// counted against the address.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn judge_proof(
        &self,
        shown: Shown,
        by: &str,
        address: &str,
        slow_down: SlowDown,
        now: DateTime<Utc>,
    ) -> Result<Judged, StoreError> {
        let at = now.timestamp();
        let mut tx = self.begin().await?;
        let mut failures = 0;
        if let Shown::Code(_) = shown {
            match slow_down.turn(&mut tx, address, at).await? {
                Turn::Wait(seconds) => return Ok(Judged::Wait(seconds)),
                Turn::Now { failures: so_far } => failures = so_far,
            }
        }
        if let Some(resident) = use_up(&mut tx, shown, now).await? {
            log(
                &mut tx,
                &resident,
                NewAccess::new(AccessKind::TierProof, by),
                now,
            )
            .await?;
            happened(&mut tx, &resident, "proof_used", None, now).await?;
            tx.commit().await?;
            return Ok(Judged::Good(resident));
        }
        if let Shown::Code(hash) = shown
            && !existed(&mut tx, &hash).await?
        {
            slow_down.count(&mut tx, address, failures + 1, at).await?;
        }
        tx.commit().await?;
        Ok(Judged::Bad)
    }
}

/// The resident whose proof it is, which is used up by this.
async fn use_up(
    tx: &mut Transaction<'static, Any>,
    shown: Shown,
    now: DateTime<Utc>,
) -> Result<Option<String>, StoreError> {
    let (sql, hash) = match shown {
        Shown::Token(hash) => (
            "UPDATE tier_proofs SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL \
             AND expires_at > $3 RETURNING resident",
            hash,
        ),
        Shown::Code(hash) => (
            "UPDATE tier_proofs SET used_at = $1 WHERE code_hash = $2 AND used_at IS NULL \
             AND expires_at > $3 RETURNING resident",
            hash,
        ),
    };
    let resident = sqlx::query_scalar(sql)
        .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
        .bind(hash.as_slice())
        .bind(now.timestamp())
        .fetch_optional(&mut **tx)
        .await?;
    Ok(resident)
}

/// Whether a proof had this code: a desk that is late does not guess.
async fn existed(
    tx: &mut Transaction<'static, Any>,
    code_hash: &[u8; 32],
) -> Result<bool, StoreError> {
    let found: Flag =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM tier_proofs WHERE code_hash = $1)")
            .bind(code_hash.as_slice())
            .fetch_one(&mut **tx)
            .await?;
    Ok(found.0)
}
