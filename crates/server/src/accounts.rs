//! What a ledger comes to: computed once for each state of the ledger and each day, then kept.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use citizen_score_contract::{EntryView, Me};
use citizen_score_office::account::me;
use citizen_score_rules::{
    Entry, EntryId, Ledger, LedgerError, Outcome, PointsError, Reason, Rulebook, assess,
    standing::next_change,
};
use moka::future::Cache;

use crate::steps::{Step, step};
use crate::store::{Holder, Marks, Store, StoreError};

/// Largest weight of what is kept: about one unit for each reason and ten for each account, so
/// roughly 100 MB at the very most.
const CAPACITY: u64 = 500_000;

/// A ledger that cannot be counted. An import refuses such a ledger, so it is a fault of the server.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The ledger is not valid.
    #[error("a stored ledger is not valid: {0}")]
    Ledger(#[from] LedgerError),
    /// The score does not fit.
    #[error("a stored ledger does not add up: {0}")]
    Points(#[from] PointsError),
    /// The answer cannot be written.
    #[error("an answer cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// The computation broke off.
    #[error("a computation broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
}

/// What one ledger comes to on one day.
#[derive(Debug)]
pub struct Account {
    /// The standing, and all that `GET /me` says.
    pub me: Me,
    /// The first day on which the standing may be another; none where only an entry changes it.
    pub holds_until: Option<NaiveDate>,
    /// Why entries do not count; those that count are not in here.
    reasons: HashMap<EntryId, Reason>,
    /// What stands beside the entries.
    marks: Marks,
}

impl Account {
    /// An entry of this ledger with its outcome and what stands beside it.
    #[must_use]
    pub fn view(&self, entry: Entry) -> EntryView {
        let reason = self.reasons.get(&entry.id).cloned();
        let outcome = reason.map_or(Outcome::Counts, Outcome::DoesNot);
        self.marks.view(entry, outcome)
    }
}

/// Names one state of one ledger on one day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    resident: String,
    registered_at: String,
    ledger_head: i64,
    revision: i64,
    day: NaiveDate,
}

impl Key {
    /// The state of the holder's ledger on a day.
    pub(crate) fn of(holder: &Holder, day: NaiveDate) -> Self {
        Self {
            resident: holder.resident.clone(),
            registered_at: holder.registered_at.clone(),
            ledger_head: holder.ledger_head,
            revision: holder.revision,
            day,
        }
    }
}

/// All accounts that were asked for lately. Copies share them.
#[derive(Clone)]
pub struct Accounts {
    store: Store,
    rulebook: Arc<Rulebook>,
    kept: Cache<Key, Arc<Account>>,
}

impl Accounts {
    /// Keeps accounts under this rulebook.
    #[must_use]
    pub fn new(store: Store, rulebook: Arc<Rulebook>) -> Self {
        let kept = Cache::builder()
            .max_capacity(CAPACITY)
            .weigher(|_, account: &Arc<Account>| {
                u32::try_from(account.reasons.len())
                    .unwrap_or(u32::MAX)
                    .saturating_add(10)
            })
            .build();
        Self {
            store,
            rulebook,
            kept,
        }
    }

    /// The rulebook by which they are counted.
    #[must_use]
    pub fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// What the holder's ledger comes to on a day. Of several callers at the same moment, one
    /// computes and the others wait.
    ///
    /// # Errors
    ///
    /// [`AccountError`], the same for all who waited.
    pub async fn of(
        &self,
        holder: &Holder,
        day: NaiveDate,
    ) -> Result<Arc<Account>, Arc<AccountError>> {
        let key = Key::of(holder, day);
        if let Some(account) = self.kept.get(&key).await {
            return Ok(account);
        }
        self.kept
            .try_get_with(key, async {
                self.fresh(holder.clone(), day).await.map(Arc::new)
            })
            .await
    }

    /// The same, computed now, whether it is kept or not, and not kept.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn fresh(&self, holder: Holder, day: NaiveDate) -> Result<Account, AccountError> {
        step(Step::CountLedger, self.count(holder, day)).await
    }

    async fn count(&self, holder: Holder, day: NaiveDate) -> Result<Account, AccountError> {
        let entries = self
            .store
            .figures(&holder.resident, holder.ledger_head)
            .await?;
        let marks = self.store.marks(&holder.resident).await?;
        let rulebook = Arc::clone(&self.rulebook);
        tokio::task::spawn_blocking(move || account(&rulebook, &holder, entries, marks, day))
            .await?
    }
}

fn account(
    rulebook: &Rulebook,
    holder: &Holder,
    entries: Vec<Entry>,
    marks: Marks,
    day: NaiveDate,
) -> Result<Account, AccountError> {
    let entries = entries.into_iter().map(|entry| marks.applied(entry));
    let ledger = Ledger::new(entries.collect())?;
    let assessment = assess(rulebook, &ledger, day)?;
    let outcomes = ledger.entries().iter().zip(assessment.outcomes);
    let reasons = outcomes
        .filter_map(|(entry, outcome)| match outcome {
            Outcome::Counts => None,
            Outcome::DoesNot(reason) => Some((entry.id.clone(), reason)),
        })
        .collect();
    let whose = (&*holder.name, &*holder.number);
    let me = me(
        rulebook,
        whose,
        &ledger,
        assessment.standing,
        day,
        marks.revision,
    );
    Ok(Account {
        me,
        holds_until: next_change(&ledger, day),
        reasons,
        marks,
    })
}
