//! Pairings of shared displays with residents' phones: what the display does. Only hashes of what it
//! shows and asks with are stored.

mod judge;

use chrono::{DateTime, Utc};
use citizen_score_contract::AccessKind;
use sqlx::{Any, Transaction};

use super::access::{NewAccess, log};
use super::events::happened;
use super::flag::Flag;
use super::sessions::begin;
use super::{NewSession, Store, StoreError};

pub use judge::{PairingJudged, PairingQuestion, PairingRow, PairingWish};

/// SHA-256 of a device code: the name of a pairing.
pub type PairingName = [u8; 32];

/// Pairings of a display that can be approved at the same moment: the one that is shown, and those that
/// a phone may be looking at. A newer one makes the oldest void.
const MOST_LIVE: i64 = 3;

/// The same for all browsers together that share a name, since a server in kiosk mode stands for them.
const MOST_LIVE_SHARED: i64 = 30;

/// Pairings of a display that are kept at all, so that asking again and again fills no disk.
const MOST_KEPT: i64 = 100;

/// Seconds after its end for which it is told what became of a pairing.
pub(super) const TOLD_AFTER: i64 = 3600;

/// A pairing that is to be made.
#[derive(Clone, Debug)]
pub struct NewPairingRow {
    /// Its name.
    pub name: PairingName,
    /// SHA-256 of the short code.
    pub user_hash: [u8; 32],
    /// SHA-256 of the key in the QR code.
    pub key_hash: [u8; 32],
    /// The display that asks.
    pub display: i64,
    /// Second from which it is void.
    pub expires_at: i64,
}

/// How far a pairing is, for the display that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nobody has answered; void from this second on.
    Waiting(i64),
    /// It can be exchanged for a session.
    Approved,
    /// It was refused.
    Refused,
    /// It is void, used, another display's, or was never there.
    Gone,
}

impl Store {
    /// Makes a pairing; false where one of its codes is taken.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn add_pairing(
        &self,
        pairing: &NewPairingRow,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let done = sqlx::query(
            "INSERT INTO pairings (device_hash, user_hash, key_hash, display, status, expires_at) \
             VALUES ($1, $2, $3, $4, 'waiting', $5) ON CONFLICT DO NOTHING",
        )
        .bind(pairing.name.as_slice())
        .bind(pairing.user_hash.as_slice())
        .bind(pairing.key_hash.as_slice())
        .bind(pairing.display)
        .bind(pairing.expires_at)
        .execute(&mut *tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        void_older(&mut tx, pairing.display, now.timestamp()).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// How far a pairing of this display is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn pairing_progress(
        &self,
        name: &PairingName,
        display: i64,
        now: DateTime<Utc>,
    ) -> Result<Progress, StoreError> {
        let row: Option<(String, i64)> = sqlx::query_as(
            "SELECT status, expires_at FROM pairings WHERE device_hash = $1 AND display = $2",
        )
        .bind(name.as_slice())
        .bind(display)
        .fetch_optional(&self.reader)
        .await?;
        let live = row.filter(|(_, expires_at)| *expires_at > now.timestamp());
        Ok(match live {
            Some((status, expires_at)) => match status.as_str() {
                "waiting" => Progress::Waiting(expires_at),
                "approved" => Progress::Approved,
                "refused" => Progress::Refused,
                _ => Progress::Gone,
            },
            None => Progress::Gone,
        })
    }

    /// Exchanges an approved pairing of the session's display for the session, once, and logs the
    /// sign-in; answers whose it is. None where it cannot be exchanged, or not any more.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn take_pairing(
        &self,
        name: &PairingName,
        session: &NewSession,
        by: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, StoreError> {
        let Some(display) = session.display else {
            return Ok(None);
        };
        let mut tx = self.begin().await?;
        let resident: Option<String> = sqlx::query_scalar(
            "UPDATE pairings SET status = 'used', session = $1 WHERE device_hash = $2 \
             AND display = $3 AND status = 'approved' AND expires_at > $4 RETURNING resident",
        )
        .bind(&session.public_id)
        .bind(name.as_slice())
        .bind(display)
        .bind(now.timestamp())
        .fetch_optional(&mut *tx)
        .await?;
        let Some(resident) = resident else {
            return Ok(None);
        };
        begin(&mut tx, &resident, session, now).await?;
        let access = NewAccess::new(AccessKind::SignIn, by);
        log(&mut tx, &resident, access, now).await?;
        happened(&mut tx, &resident, "sign_in", None, now).await?;
        tx.commit().await?;
        Ok(Some(resident))
    }
}

/// Makes all but the newest pairings of a display void, and forgets all but a number of them.
async fn void_older(
    tx: &mut Transaction<'static, Any>,
    display: i64,
    at: i64,
) -> Result<(), StoreError> {
    let shared: Flag = sqlx::query_scalar("SELECT key_hash IS NULL FROM displays WHERE id = $1")
        .bind(display)
        .fetch_one(&mut **tx)
        .await?;
    sqlx::query(
        "UPDATE pairings SET expires_at = $2 WHERE display = $1 AND status = 'waiting' \
         AND expires_at > $2 AND rowid NOT IN (SELECT rowid FROM pairings WHERE display = $1 \
         AND status = 'waiting' AND expires_at > $2 ORDER BY rowid DESC LIMIT $3)",
    )
    .bind(display)
    .bind(at)
    .bind(if shared.0 {
        MOST_LIVE_SHARED
    } else {
        MOST_LIVE
    })
    .execute(&mut **tx)
    .await?;
    sqlx::query(
        "DELETE FROM pairings WHERE display = $1 AND rowid NOT IN \
         (SELECT rowid FROM pairings WHERE display = $1 ORDER BY rowid DESC LIMIT $2)",
    )
    .bind(display)
    .bind(MOST_KEPT)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
