//! Forgetting what is over while the server runs: sessions, visits, codes, proofs, pairings, counts, events and
//! uploads. Requests touch their own rows only, and leave this to it.

use std::time::Duration;

use crate::hub;
use crate::sign_in::SLOW_DOWN;
use crate::state::AppState;
use crate::store::StoreError;

/// A round may take so long. A connection that a network swallowed answers never.
const PATIENCE: Duration = Duration::from_mins(10);

/// Uploads that no case names are looked for in one of so many rounds: for that, all that are old are looked at.
const ROUNDS_BETWEEN_UPLOADS: u32 = 60;

/// Sweeps until the server ends.
pub async fn run(state: AppState) {
    let mut shutdown = state.shutdown.clone();
    let mut number = 0_u32;
    loop {
        let work = async {
            tokio::time::sleep(state.settings.sweep).await;
            let round = tokio::time::timeout(PATIENCE, round(&state, number));
            if let Err(error) = round.await.unwrap_or(Err(StoreError::Silent)) {
                tracing::error!(%error, "cannot forget what is over; it is tried again");
            }
        };
        tokio::select! {
            () = work => number = number.wrapping_add(1),
            () = hub::ended(&mut shutdown) => return,
        }
    }
}

async fn round(state: &AppState, number: u32) -> Result<(), StoreError> {
    let now = state.clock.now();
    let ended = state.store.sweep_sessions(now).await?;
    state.tell(&ended);
    state.store.sweep(now, SLOW_DOWN).await?;
    if number.is_multiple_of(ROUNDS_BETWEEN_UPLOADS) {
        state.store.sweep_evidence(now).await?;
    }
    Ok(())
}
