//! Pairings: what a resident's own device does. Whoever guesses codes is slowed down, and learns
//! nothing but which ones can be approved now.

use chrono::{DateTime, Utc};
use citizen_score_contract::pairing::PairingStatus;
use sqlx::{Any, Transaction};

use super::{PairingName, TOLD_AFTER};
use crate::store::flag::Flag;
use crate::store::sessions::visit_named;
use crate::store::sign_in::Turn;
use crate::store::{SlowDown, Store, StoreError, VisitRow};

/// What a resident asks of a pairing.
#[derive(Clone, Copy, Debug)]
pub struct PairingQuestion<'a> {
    /// SHA-256 of the short code; none where what was typed cannot be one, which is counted all the same.
    pub user_hash: Option<[u8; 32]>,
    /// SHA-256 of the key, where one was sent.
    pub key_hash: Option<[u8; 32]>,
    /// Who asks.
    pub resident: &'a str,
    /// What wrong codes are counted against.
    pub counted: [&'a str; 2],
    /// What is to be done.
    pub wish: PairingWish,
}

/// What is to be done with a pairing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PairingWish {
    /// Nothing.
    Look,
    /// The display is to get a session.
    Approve,
    /// It is not.
    Refuse,
}

/// What became of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PairingJudged {
    /// The pairing as it is now.
    Known(PairingRow),
    /// There is none, or none that this resident may know of.
    Unknown,
    /// It was not looked at: the asker has to wait this many seconds.
    Wait(i64),
}

/// A pairing, as this resident may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairingRow {
    /// Its name.
    pub name: PairingName,
    /// What the display is called.
    pub display: String,
    /// How far it is.
    pub status: PairingStatus,
    /// Second from which it cannot be approved.
    pub expires_at: i64,
    /// The visit that came of it, where this resident approved it and it goes on.
    pub visit: Option<VisitRow>,
    /// Whether this question has changed it.
    pub changed: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    device_hash: Vec<u8>,
    display: String,
    status: String,
    resident: Option<String>,
    session: Option<String>,
    expires_at: i64,
    #[sqlx(try_from = "Flag")]
    has_key: bool,
}

impl Row {
    fn is_waiting(&self, at: i64) -> bool {
        self.status == "waiting" && self.expires_at > at
    }

    fn is_of(&self, resident: &str) -> bool {
        self.resident.as_deref() == Some(resident)
    }
}

impl Store {
    /// Judges a question about a pairing, counts it if it is a guess, and does what is wished: all in
    /// one transaction, so that of two answers at the same moment one holds.
    ///
    /// Whoever has the key, or has answered this pairing, does not guess. What cannot be approved is
    /// looked for, counted and answered for everybody else like what never was.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn judge_pairing(
        &self,
        question: PairingQuestion<'_>,
        slow_down: SlowDown,
        now: DateTime<Utc>,
    ) -> Result<PairingJudged, StoreError> {
        let at = now.timestamp();
        let mut tx = self.begin().await?;
        let mut row = find(&mut tx, question, at).await?;
        let knows = row
            .as_ref()
            .is_some_and(|row| row.has_key || row.is_of(question.resident));
        if !knows {
            let mut failures = [0; 2];
            let mut wait = 0;
            for (failures, key) in failures.iter_mut().zip(question.counted) {
                match slow_down.turn(&mut tx, key, at).await? {
                    Turn::Wait(seconds) => wait = wait.max(seconds),
                    Turn::Now { failures: so_far } => *failures = so_far + 1,
                }
            }
            if wait > 0 {
                return Ok(PairingJudged::Wait(wait));
            }
            row = row.filter(|row| row.is_waiting(at));
            if row.is_none() || question.key_hash.is_some() {
                let counted: Vec<_> = question.counted.into_iter().zip(failures).collect();
                slow_down.count_all(&mut tx, &counted, at).await?;
            }
        }
        let judged = match row {
            Some(row) => PairingJudged::Known(carry_out(&mut tx, question, row, now).await?),
            None => PairingJudged::Unknown,
        };
        tx.commit().await?;
        Ok(judged)
    }
}

async fn find(
    tx: &mut Transaction<'static, Any>,
    question: PairingQuestion<'_>,
    at: i64,
) -> Result<Option<Row>, StoreError> {
    let row = sqlx::query_as(
        "SELECT p.device_hash, d.name AS display, p.status, p.resident, p.session, p.expires_at, \
         COALESCE(p.key_hash = $2, FALSE) AS has_key FROM pairings p \
         JOIN displays d ON d.id = p.display WHERE p.user_hash = $1 AND p.expires_at > $3",
    )
    .bind(question.user_hash.as_ref().map(<[u8; 32]>::as_slice))
    .bind(question.key_hash.as_ref().map(<[u8; 32]>::as_slice))
    .bind(at - TOLD_AFTER)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row)
}

/// Does what is wished, if it still can be done, and says how far the pairing is then.
async fn carry_out(
    tx: &mut Transaction<'static, Any>,
    question: PairingQuestion<'_>,
    mut row: Row,
    now: DateTime<Utc>,
) -> Result<PairingRow, StoreError> {
    let wished = match question.wish {
        PairingWish::Look => None,
        PairingWish::Approve => Some("approved"),
        PairingWish::Refuse => Some("refused"),
    };
    let mut changed = false;
    if let Some(status) = wished {
        let done = sqlx::query(
            "UPDATE pairings SET status = $1, resident = $2 \
             WHERE device_hash = $3 AND status = 'waiting' AND expires_at > $4",
        )
        .bind(status)
        .bind(question.resident)
        .bind(row.device_hash.as_slice())
        .bind(now.timestamp())
        .execute(&mut **tx)
        .await?;
        if done.rows_affected() == 1 {
            changed = true;
            status.clone_into(&mut row.status);
            row.resident = Some(question.resident.to_owned());
        }
    }
    let own = row.is_of(question.resident);
    let visit = match row.session.as_deref().filter(|_| own) {
        Some(session) => visit_named(tx, session, now).await?,
        None => None,
    };
    let live = row.expires_at > now.timestamp();
    let status = match row.status.as_str() {
        "waiting" if live => PairingStatus::Waiting,
        "waiting" => PairingStatus::Expired,
        "refused" => PairingStatus::Refused,
        "approved" if own && live => PairingStatus::Approved,
        // Nobody has come for it.
        "approved" if own => PairingStatus::Expired,
        "used" if visit.is_some() => PairingStatus::Approved,
        "approved" | "used" => PairingStatus::Used,
        _ => return Err(StoreError::Corrupt("pairings.status")),
    };
    let name = row.device_hash.try_into();
    Ok(PairingRow {
        name: name.map_err(|_| StoreError::Corrupt("pairings.device_hash"))?,
        display: row.display,
        status,
        expires_at: row.expires_at,
        visit,
        changed,
    })
}
