//! Ending visits: what one person does at a shared display.

use crate::sign_in::IDLE_SECONDS;
use crate::state::AppState;
use crate::store::{Display, StoreError};

impl AppState {
    /// Ends the session of a token, and tells the open screens of its holder.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_session(&self, token_hash: &[u8; 32]) -> Result<(), StoreError> {
        let now = self.clock.now();
        let idle_since = now.timestamp() - IDLE_SECONDS;
        let holder = self.store.holder(token_hash, now, idle_since).await?;
        self.store.end_session(token_hash, now, idle_since).await?;
        if let Some(holder) = holder {
            self.hub.wake(&holder.resident);
        }
        Ok(())
    }

    /// Ends every visit at a display, and tells the open screens of whoever was signed in there.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_visits_at(&self, display: &Display) -> Result<(), StoreError> {
        let residents = self.store.residents_at(display).await?;
        if residents.is_empty() {
            return Ok(());
        }
        self.store.end_visits_at(display).await?;
        for resident in residents {
            self.hub.wake(&resident);
        }
        Ok(())
    }
}
