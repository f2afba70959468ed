//! Waking open screens, and displays that wait: whoever changes a ledger, ends a session or answers a
//! pairing says so here.

mod polls;

use std::time::Duration;

use tokio::sync::{broadcast, watch};

use crate::store::{ChangeWatch, PairingName, StoreError};

pub use polls::{Held, Polls};

/// How often the file is asked whether another process changed it.
const POLL: Duration = Duration::from_millis(100);

/// After a failure the file is asked less often.
const POLL_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// How long a look may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Wake-ups that may wait for a slow stream; one that misses some looks anyway.
const WAITING: usize = 256;

/// Something of a resident changed: a ledger grew, or a session ended. Or a pairing was answered.
#[derive(Clone, Debug)]
pub struct Hub {
    changes: broadcast::Sender<String>,
    pairings: broadcast::Sender<PairingName>,
    polls: Polls,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(WAITING).0,
            pairings: broadcast::channel(WAITING).0,
            polls: Polls::default(),
        }
    }
}

impl Hub {
    /// Wakes the open screens of a resident.
    pub fn wake(&self, resident: &str) {
        // Nobody listening is no failure.
        let _ = self.changes.send(resident.to_owned());
    }

    /// Listens for one resident.
    #[must_use]
    pub fn listen(&self, resident: &str) -> Listener<String> {
        Listener {
            to: resident.to_owned(),
            changes: self.changes.subscribe(),
        }
    }

    /// Listens for all residents.
    #[must_use]
    pub fn listen_to_all(&self) -> broadcast::Receiver<String> {
        self.changes.subscribe()
    }

    /// Wakes the display that waits for this pairing.
    pub fn wake_pairing(&self, pairing: PairingName) {
        let _ = self.pairings.send(pairing);
    }

    /// Listens for the answer to a pairing.
    #[must_use]
    pub fn listen_to_pairing(&self, pairing: PairingName) -> Listener<PairingName> {
        Listener {
            to: pairing,
            changes: self.pairings.subscribe(),
        }
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

/// One that waits: an open screen for its resident, or a display for the answer to its pairing.
#[derive(Debug)]
pub struct Listener<T> {
    to: T,
    changes: broadcast::Receiver<T>,
}

impl<T: Clone + PartialEq> Listener<T> {
    /// Waits until what it listens to changed, or may have.
    pub async fn changed(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(changed) if changed == self.to => return,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return,
                // The hub is gone only when the server is.
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
