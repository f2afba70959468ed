//! Whether a resident is scored, and what may be computed then: nothing, where consent is withdrawn.

use std::sync::Arc;

use citizen_score_contract::EntryView;
use citizen_score_rules::{Entry, Outcome, Reason};

use crate::accounts::Account;
use crate::error::ApiError;
use crate::standings::Shown;
use crate::state::AppState;
use crate::store::{Holder, Marks};

/// Entries as their resident is shown them.
#[derive(Clone, Debug)]
pub enum Views {
    /// With what was computed.
    Scored(Arc<Account>),
    /// Where nothing is computed: with what stands beside them.
    Unscored(Arc<Marks>),
}

impl Views {
    /// An entry with its outcome and what stands beside it.
    #[must_use]
    pub fn of(&self, entry: Entry) -> EntryView {
        match self {
            Self::Scored(account) => account.view(entry),
            Self::Unscored(marks) => marks.view(entry, Outcome::DoesNot(Reason::NotScored)),
        }
    }
}

impl AppState {
    /// Whether a resident is scored: always, unless the rulebook in force leaves it to the resident, who
    /// has withdrawn consent.
    #[must_use]
    pub fn is_scored(&self, holder: &Holder) -> bool {
        holder.scored || !self.rulebook.data().voluntary
    }

    /// The holder's standing of today.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotScored`] where consent is withdrawn, [`ApiError::Account`] for a failure.
    pub async fn standing(&self, holder: &Holder) -> Result<Arc<Shown>, ApiError> {
        if !self.is_scored(holder) {
            return Err(ApiError::NotScored);
        }
        Ok(self.standings.of(holder, self.clock.today()).await?)
    }

    /// What the holder's ledger comes to today, entry by entry.
    ///
    /// # Errors
    ///
    /// [`ApiError::NotScored`] where consent is withdrawn, [`ApiError::Account`] for a failure.
    pub async fn account(&self, holder: &Holder) -> Result<Arc<Account>, ApiError> {
        if !self.is_scored(holder) {
            return Err(ApiError::NotScored);
        }
        Ok(self.accounts.of(holder, self.clock.today()).await?)
    }

    /// How the holder is shown entries.
    ///
    /// # Errors
    ///
    /// [`ApiError::Account`] and [`ApiError::Store`] for a failure.
    pub async fn views(&self, holder: &Holder) -> Result<Views, ApiError> {
        match self.account(holder).await {
            Ok(account) => Ok(Views::Scored(account)),
            Err(ApiError::NotScored) => {
                let marks = self.store.marks(&holder.resident).await?;
                Ok(Views::Unscored(Arc::new(marks)))
            }
            Err(error) => Err(error),
        }
    }
}
