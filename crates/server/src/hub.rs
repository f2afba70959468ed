//! Waking open screens, and displays that wait: whoever changes a ledger, ends a session or answers a
//! pairing says so here.

mod ears;
mod polls;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{broadcast, watch};

use crate::store::{ChangeWatch, PairingName, StoreError};

use ears::Ears;
pub use ears::Listener;
pub use polls::{Held, Polls};

/// How often the file is asked whether another process changed it.
const POLL: Duration = Duration::from_millis(100);

/// After a failure the file is asked less often.
const POLL_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// How long a look may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Changes that may wait for one who listens to all residents; one that misses some looks at all.
const WAITING: usize = 256;

/// Something of a resident changed: a ledger grew, or a session ended. Or a pairing was answered.
#[derive(Clone, Debug)]
pub struct Hub {
    residents: Ears<Arc<str>>,
    all: broadcast::Sender<String>,
    pairings: Ears<PairingName>,
    polls: Polls,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            residents: Ears::default(),
            all: broadcast::channel(WAITING).0,
            pairings: Ears::default(),
            polls: Polls::default(),
        }
    }
}

impl Hub {
    /// Wakes the open screens of a resident.
    pub fn wake(&self, resident: &str) {
        self.residents.wake(resident);
        // Nobody listening is no failure.
        let _ = self.all.send(resident.to_owned());
    }

    /// Listens for one resident.
    #[must_use]
    pub fn listen(&self, resident: &str) -> Listener<Arc<str>> {
        self.residents.listen(resident.into())
    }

    /// Listens for all residents.
    #[must_use]
    pub fn listen_to_all(&self) -> broadcast::Receiver<String> {
        self.all.subscribe()
    }

    /// Wakes the display that waits for this pairing.
    pub fn wake_pairing(&self, pairing: PairingName) {
        self.pairings.wake(&pairing);
    }

    /// Listens for the answer to a pairing.
    #[must_use]
    pub fn listen_to_pairing(&self, pairing: PairingName) -> Listener<PairingName> {
        self.pairings.listen(pairing)
    }

    /// Holds a request that waits for a pairing; none where one is held already.
    #[must_use]
    pub fn hold(&self, pairing: PairingName) -> Option<Held> {
        self.polls.hold(pairing)
    }

    /// Watches the file until the server ends, and wakes whom it concerns.
    pub async fn watch(self, mut file: ChangeWatch, mut shutdown: watch::Receiver<bool>) {
        loop {
            // A connection that a network swallowed answers never.
            let look = tokio::time::timeout(PATIENCE, file.changed());
            let pause = match look.await.unwrap_or(Err(StoreError::Silent)) {
                Ok(changed) => {
                    for resident in changed.residents {
                        self.wake(&resident);
                    }
                    for pairing in changed.pairings {
                        self.wake_pairing(pairing);
                    }
                    POLL
                }
                Err(error) => {
                    report(&error);
                    POLL_AFTER_FAILURE
                }
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                () = ended(&mut shutdown) => break,
            }
        }
        if let Err(error) = file.close().await {
            report(&error);
        }
    }
}

/// Waits until the server ends.
pub async fn ended(shutdown: &mut watch::Receiver<bool>) {
    // A sender that is gone has ended too.
    let _ = shutdown.wait_for(|ends| *ends).await;
}

fn report(error: &StoreError) {
    tracing::error!(%error, "cannot look for changes; open screens may be late");
}
