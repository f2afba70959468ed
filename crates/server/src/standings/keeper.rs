//! Bringing what is kept up to date behind the requests: after an import, a correction or a case, at midnight,
//! and under another rulebook.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::NaiveDate;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

use super::{Standings, to_keep};
use crate::accounts::AccountError;
use crate::hub;
use crate::state::AppState;
use crate::store::{Holder, StoreError};

/// Standings that are written in one transaction: others wait to write for as long as that takes.
const BATCH: u32 = 100;

/// How long the standings of one transaction may take. A connection that a network swallowed answers never.
const PATIENCE: Duration = Duration::from_mins(2);

/// After a failure it is tried again so much later.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Keeps standings until the server ends.
pub async fn run(state: AppState) {
    let mut changes = state.hub.listen_to_all();
    let mut shutdown = state.shutdown.clone();
    loop {
        let work = async {
            if let Err(error) = keep_all(&state).await {
                tracing::error!(%error, "cannot keep standings; they are computed when they are asked for");
                tokio::time::sleep(AFTER_FAILURE).await;
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(state.clock.until_midnight()) => {}
                () = follow(&state, &mut changes) => {}
            }
        };
        tokio::select! {
            () = work => {}
            () = hub::ended(&mut shutdown) => return,
        }
    }
}

/// Keeps the standing of everybody of whom none is kept that holds.
async fn keep_all(state: &AppState) -> Result<(), AccountError> {
    let everyone = !state.rulebook.data().voluntary;
    let (mut after, mut count) = (String::new(), 0_usize);
    loop {
        let day = state.clock.today();
        let standings = &state.standings;
        let (store, rulebook) = (&standings.store, &standings.rulebook);
        let wanting = store.without_standing(rulebook, day, everyone, &after, BATCH);
        let wanting = in_time(async { Ok(wanting.await?) }).await?;
        let Some(last) = wanting.last() else {
            tracing::info!(count, "standings were brought up to date");
            return Ok(());
        };
        count = count.saturating_add(wanting.len());
        after.clone_from(&last.resident);
        in_time(standings.keep(&wanting, day)).await?;
    }
}

async fn in_time<T>(
    work: impl Future<Output = Result<T, AccountError>>,
) -> Result<T, AccountError> {
    let done = tokio::time::timeout(PATIENCE, work).await;
    done.unwrap_or(Err(AccountError::Store(StoreError::Silent)))
}

/// Follows what changes, until it cannot be followed: then everybody is looked at again.
async fn follow(state: &AppState, changes: &mut Receiver<String>) {
    loop {
        let first = match changes.recv().await {
            Ok(first) => first,
            Err(RecvError::Lagged(_)) => return,
            // The hub lives as long as the state does.
            Err(RecvError::Closed) => return std::future::pending().await,
        };
        let mut residents = BTreeSet::from([first]);
        while residents.len() < BATCH as usize {
            match changes.try_recv() {
                Ok(resident) => residents.insert(resident),
                Err(TryRecvError::Lagged(_)) => return,
                Err(_) => break,
            };
        }
        if let Err(error) = in_time(keep_some(state, residents)).await {
            tracing::error!(%error, "cannot keep standings; they are computed when they are asked for");
            tokio::time::sleep(AFTER_FAILURE).await;
            return;
        }
    }
}

/// Keeps the standings of these residents, where those that are kept do not hold.
async fn keep_some(state: &AppState, residents: BTreeSet<String>) -> Result<(), AccountError> {
    let (day, standings) = (state.clock.today(), &state.standings);
    let mut wanting = Vec::with_capacity(residents.len());
    for resident in residents {
        let Some(holder) = standings.store.without_session(&resident).await? else {
            continue;
        };
        let kept = standings.store.kept_standing(&resident).await?;
        let holds = kept.is_some_and(|kept| kept.holds(&holder, &standings.rulebook, day));
        if !holds && state.is_scored(&holder) {
            wanting.push(holder);
        }
    }
    standings.keep(&wanting, day).await
}

impl Standings {
    /// Computes standings, which no request waits for, and keeps them.
    async fn keep(&self, holders: &[Holder], day: NaiveDate) -> Result<(), AccountError> {
        let mut computed = Vec::with_capacity(holders.len());
        for holder in holders {
            let account = match self.accounts.fresh(holder.clone(), day).await {
                // One ledger that cannot be counted keeps nobody else's from being kept.
                Err(error @ (AccountError::Ledger(_) | AccountError::Points(_))) => {
                    tracing::error!(%error, "a standing cannot be computed");
                    continue;
                }
                account => account?,
            };
            computed.push(to_keep(&self.rulebook, holder, &account)?);
        }
        if !computed.is_empty() {
            self.store.keep_standings(&computed).await?;
        }
        Ok(())
    }
}
