//! The check of what is kept: every standing computed anew from its ledger, and held against the one that is
//! kept.

use std::sync::Arc;

use chrono::NaiveDate;
use citizen_score_contract::Me;
use citizen_score_rules::Rulebook;

use super::name_of;
use crate::accounts::{AccountError, Accounts};
use crate::store::{Holder, Store};

/// Residents that are read at once.
const BATCH: u32 = 500;

/// What a recount found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recount {
    /// Standings that are kept and are what their ledgers come to.
    pub right: u64,
    /// Standings that are kept and hold no longer; the server does not use them.
    pub outdated: u64,
    /// Residents of whom no standing is kept.
    pub absent: u64,
    /// Residents whose kept standing says that it holds, and is not what the ledger comes to; or that
    /// should not be kept, since consent is withdrawn.
    pub wrong: Vec<String>,
    /// Residents whose ledger cannot be counted.
    pub uncountable: Vec<String>,
}

/// Recounts every resident's standing under a rulebook on a day.
///
/// # Errors
///
/// [`AccountError`] where the database failed.
pub async fn recount(
    store: &Store,
    rulebook: Rulebook,
    day: NaiveDate,
) -> Result<Recount, AccountError> {
    let (name, everyone) = (name_of(&rulebook), !rulebook.data().voluntary);
    let accounts = Accounts::new(store.clone(), Arc::new(rulebook));
    let (mut found, mut after) = (Recount::default(), String::new());
    loop {
        let residents = store.residents_after(&after, BATCH).await?;
        let Some(last) = residents.last() else {
            return Ok(found);
        };
        after.clone_from(&last.resident);
        for holder in residents {
            let is_scored = everyone || holder.scored;
            look(store, &accounts, &name, day, holder, is_scored, &mut found).await?;
        }
    }
}

async fn look(
    store: &Store,
    accounts: &Accounts,
    rulebook: &str,
    day: NaiveDate,
    holder: Holder,
    is_scored: bool,
    found: &mut Recount,
) -> Result<(), AccountError> {
    let kept = store.kept_standing(&holder.resident).await?;
    let (resident, is_kept) = (holder.resident.clone(), kept.is_some());
    if !is_scored {
        if is_kept {
            found.wrong.push(resident);
        }
        return Ok(());
    }
    let kept = kept.filter(|kept| kept.holds(&holder, rulebook, day));
    let account = match accounts.fresh(holder, day).await {
        Err(AccountError::Ledger(_) | AccountError::Points(_)) => {
            found.uncountable.push(resident);
            return Ok(());
        }
        account => account?,
    };
    let Some(kept) = kept else {
        let count = if is_kept {
            &mut found.outdated
        } else {
            &mut found.absent
        };
        *count += 1;
        return Ok(());
    };
    let me = serde_json::from_str::<Me>(&kept.me);
    if me.is_ok_and(|me| Me { as_of: day, ..me } == account.me) {
        found.right += 1;
        return Ok(());
    }
    // A server that is running may have changed it meanwhile.
    let now = store.without_session(&resident).await?;
    if now.is_some_and(|now| kept.holds(&now, rulebook, day)) {
        found.wrong.push(resident);
    } else {
        found.outdated += 1;
    }
    Ok(())
}
