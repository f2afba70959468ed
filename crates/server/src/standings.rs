//! Standings: kept in the database, brought up to date behind the requests, and always what the rules give
//! for the ledger as it is.

pub mod keeper;
mod recount;

use std::sync::Arc;

use axum::http::HeaderValue;
use bytes::Bytes;
use chrono::NaiveDate;
use citizen_score_contract::Me;
use citizen_score_rules::Rulebook;
use moka::future::Cache;

use crate::accounts::{Account, AccountError, Accounts, Key};
use crate::digest;
use crate::http::etag;
use crate::steps::{Step, step};
use crate::store::{Holder, KeptStanding, Store};

pub use recount::{Recount, recount};

/// Standings that stay in memory: about 2 KB each.
const CAPACITY: u64 = 10_000;

/// A standing of one day, as it is shown and sent.
#[derive(Debug)]
pub struct Shown {
    /// The standing, and all that `GET /me` says.
    pub me: Me,
    /// `me` as JSON.
    pub json: Bytes,
    /// Names `json`.
    pub etag: HeaderValue,
}

impl Shown {
    fn new(me: Me) -> Result<Self, AccountError> {
        let json = Bytes::from(serde_json::to_vec(&me)?);
        Ok(Self {
            etag: etag::of(&json),
            json,
            me,
        })
    }
}

/// Reads standings. Copies share what is in memory.
#[derive(Clone)]
pub struct Standings {
    store: Store,
    accounts: Accounts,
    rulebook: Arc<str>,
    shown: Cache<Key, Arc<Shown>>,
}

impl Standings {
    /// Standings under the rulebook of these accounts.
    #[must_use]
    pub fn new(store: Store, accounts: Accounts) -> Self {
        Self {
            rulebook: name_of(accounts.rulebook()).into(),
            store,
            accounts,
            shown: Cache::new(CAPACITY),
        }
    }

    /// The holder's standing on a day: the one that is kept where it holds, or computed from the ledger.
    ///
    /// # Errors
    ///
    /// [`AccountError`].
    pub async fn of(
        &self,
        holder: &Holder,
        day: NaiveDate,
    ) -> Result<Arc<Shown>, Arc<AccountError>> {
        let key = Key::of(holder, day);
        if let Some(shown) = self.shown.get(&key).await {
            return Ok(shown);
        }
        step(Step::ReadStanding, self.read(key, holder, day)).await
    }

    async fn read(
        &self,
        key: Key,
        holder: &Holder,
        day: NaiveDate,
    ) -> Result<Arc<Shown>, Arc<AccountError>> {
        let kept = self.store.kept_standing(&holder.resident).await;
        let kept = kept.map_err(|error| Arc::new(error.into()))?;
        let kept = kept.filter(|kept| kept.holds(holder, &self.rulebook, day));
        // What cannot be read is computed again.
        let me = match kept.and_then(|kept| serde_json::from_str::<Me>(&kept.me).ok()) {
            Some(me) => Me { as_of: day, ..me },
            None => self.accounts.of(holder, day).await?.me.clone(),
        };
        let shown = Arc::new(Shown::new(me).map_err(Arc::new)?);
        self.shown.insert(key, Arc::clone(&shown)).await;
        Ok(shown)
    }
}

/// Names a rulebook by all that it says.
fn name_of(rulebook: &Rulebook) -> String {
    // A rulebook that cannot be written has no name, and then nothing that is kept holds.
    serde_json::to_vec(rulebook).map_or_else(|_| String::new(), |json| digest::sha256_hex(&json))
}

/// A standing about to be kept.
fn to_keep(
    rulebook: &str,
    holder: &Holder,
    account: &Account,
) -> Result<KeptStanding, serde_json::Error> {
    Ok(KeptStanding {
        resident: holder.resident.clone(),
        registered_at: holder.registered_at.clone(),
        ledger_head: holder.ledger_head,
        revision: holder.revision,
        rulebook: rulebook.to_owned(),
        computed_for: account.me.as_of,
        holds_until: account.holds_until,
        me: serde_json::to_string(&account.me)?,
    })
}
