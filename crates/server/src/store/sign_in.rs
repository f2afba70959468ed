//! Trying to sign in: what is offered, and what becomes of it.

mod slow_down;

use chrono::{DateTime, Utc};
use citizen_score_contract::AccessKind;
use sqlx::{Any, Transaction};

use super::access::{NewAccess, log};
use super::events::happened;
use super::sessions::begin;
use super::{NewSession, Store, StoreError};

pub(super) use slow_down::Turn;
pub use slow_down::{Brake, SlowDown};

/// One try to sign in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// Where it comes from.
    pub address: &'a str,
    /// By what, for the access log.
    pub by: &'a str,
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
    /// The id of a resident for whom an identity provider has vouched.
    Vouched(&'a str),
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
        /// The id of the resident.
        resident: String,
    },
    /// It was wrong.
    Refused,
    /// It was not looked at: the address has to wait this many seconds.
    Wait(i64),
}

impl Store {
    /// Judges a try, counts it, and begins and logs the session if it is good: all in one transaction,
    /// so that a code is used once and no crowd of tries at the same moment escapes the count.
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
        let failures = match slow_down.turn(&mut tx, attempt.address, at).await? {
            Turn::Wait(seconds) => return Ok(Verdict::Wait(seconds)),
            Turn::Now { failures } => failures,
        };
        let resident = judge(&mut tx, &attempt.offer, at).await?;
        let verdict = if let Some(resident) = resident {
            begin(&mut tx, &resident, attempt.session, now).await?;
            // Whoever signs in elsewhere as often as they like would have free guesses at codes here.
            if !matches!(attempt.offer, Offer::Vouched(_)) {
                sqlx::query("DELETE FROM sign_in_failures WHERE address = $1")
                    .bind(attempt.address)
                    .execute(&mut *tx)
                    .await?;
            }
            let access = NewAccess::new(AccessKind::SignIn, attempt.by);
            log(&mut tx, &resident, access, now).await?;
            happened(&mut tx, &resident, "sign_in", None, now).await?;
            Verdict::SignedIn { resident }
        } else {
            slow_down
                .count(&mut tx, attempt.address, failures + 1, at)
                .await?;
            Verdict::Refused
        };
        tx.commit().await?;
        Ok(verdict)
    }
}

/// The resident whom the offer admits; a code is used up by this.
async fn judge(
    tx: &mut Transaction<'static, Any>,
    offer: &Offer<'_>,
    at: i64,
) -> Result<Option<String>, StoreError> {
    let resident: Option<String> = match offer {
        Offer::Nothing => None,
        Offer::DemoResident(id) | Offer::Vouched(id) => Some((*id).to_owned()),
        Offer::Code(hash) => {
            sqlx::query_scalar(
                "UPDATE sign_in_codes SET used_at = $1 \
                 WHERE hash = $2 AND used_at IS NULL AND expires_at > $3 RETURNING resident",
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
    let known = sqlx::query_scalar("SELECT id FROM residents WHERE id = $1 AND demo >= $2")
        .bind(resident)
        .bind(i64::from(demo_only))
        .fetch_optional(&mut **tx)
        .await?;
    Ok(known)
}
