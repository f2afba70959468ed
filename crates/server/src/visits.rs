//! Visits at shared displays: how long they last, and how they end for everybody who watches.
//!
//! A visit is a session that requests do not prolong. Only a sign of the visitor does, which the display
//! tells of, and nothing does beyond its limit but the visitor's own wish.

use chrono::{DateTime, Utc};
use citizen_score_contract::Visit;
use citizen_score_office::visits::visit;

use crate::digest;
use crate::sign_in::token::Token;
use crate::sign_in::{IDLE_SECONDS, SESSION_SECONDS};
use crate::state::AppState;
use crate::store::{Device, Display, Holder, NewSession, StoreError};

pub use citizen_score_office::visits::SLACK_SECONDS;

/// What is left of a visit; none on a resident's own device.
#[must_use]
pub fn visit_of(holder: &Holder, now: DateTime<Utc>) -> Option<Visit> {
    holder.display?;
    let now = now.timestamp();
    Some(visit(holder.idle, holder.expires, holder.extensions, now))
}

impl AppState {
    /// A session about to begin: a visit where it is at a display, else one of a resident's own device.
    ///
    /// # Errors
    ///
    /// The system gave no randomness.
    pub fn new_session(
        &self,
        token: &Token,
        display: Option<&Display>,
        now: DateTime<Utc>,
    ) -> Result<NewSession, getrandom::Error> {
        let kiosk = &self.settings.kiosk;
        let (idle, lasts) = if display.is_some() {
            let idle = i64::from(kiosk.idle_seconds) + SLACK_SECONDS;
            (idle, i64::from(kiosk.limit_seconds))
        } else {
            (IDLE_SECONDS, SESSION_SECONDS)
        };
        Ok(NewSession {
            token_hash: token.hash(),
            public_id: digest::nonce()?,
            idle,
            expires: now.timestamp() + lasts,
            display: display.map(|it| it.id),
            device: Device::default(),
            issuer: None,
        })
    }

    /// Ends a session, whosever it is, and tells the open screens of its resident.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let ended = self.store.end_session(token_hash, self.clock.now()).await?;
        self.tell(&ended);
        Ok(())
    }

    /// Ends every visit at a display, whosever it is, makes void what the display asked to be approved,
    /// and tells the open screens of those residents.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_visits_at(&self, display: &Display) -> Result<(), StoreError> {
        let now = self.clock.now();
        let ended = self.store.end_display_sessions(display.id, now).await?;
        self.tell(&ended);
        Ok(())
    }

    /// Notices, beside what goes on, that visits of a resident have ended by themselves, so that their own
    /// devices are told at once.
    pub fn notice_ended_visits(&self, resident: &str) {
        let (state, resident) = (self.clone(), resident.to_owned());
        tokio::spawn(async move {
            let now = state.clock.now();
            match state.store.forget_ended_visits(&resident, now).await {
                Ok(true) => state.hub.wake(&resident),
                Ok(false) => {}
                Err(error) => tracing::error!(%error, "cannot note that a visit has ended"),
            }
        });
    }

    /// Wakes the open screens of these residents at this server.
    pub fn tell(&self, residents: &[String]) {
        for resident in residents {
            self.hub.wake(resident);
        }
    }
}
