//! Waking open screens: whoever changes a ledger or ends a session says so here.

use std::time::Duration;

use tokio::sync::{broadcast, watch};

use crate::store::{ChangeWatch, StoreError};

/// How often the file is asked whether another process changed it.
const POLL: Duration = Duration::from_millis(100);

/// After a failure the file is asked less often.
const POLL_AFTER_FAILURE: Duration = Duration::from_secs(2);

/// Wake-ups that may wait for a slow stream; one that misses some looks anyway.
const WAITING: usize = 256;

/// Something of a resident changed: a ledger grew, or a session ended.
#[derive(Clone, Debug)]
pub struct Hub {
    changes: broadcast::Sender<String>,
}

impl Default for Hub {
    fn default() -> Self {
        Self {
            changes: broadcast::channel(WAITING).0,
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
    pub fn listen(&self, resident: &str) -> Listener {
        Listener {
            resident: resident.to_owned(),
            changes: self.changes.subscribe(),
        }
    }

    /// Watches the file until the server ends, and wakes whom it concerns.
    pub async fn watch(self, mut file: ChangeWatch, mut shutdown: watch::Receiver<bool>) {
        loop {
            let pause = match file.changed().await {
                Ok(residents) => {
                    for resident in residents {
                        self.wake(&resident);
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

/// One open screen, waiting.
#[derive(Debug)]
pub struct Listener {
    resident: String,
    changes: broadcast::Receiver<String>,
}

impl Listener {
    /// Waits until something of the resident changed, or may have.
    pub async fn changed(&mut self) {
        loop {
            match self.changes.recv().await {
                Ok(resident) if resident == self.resident => return,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Lagged(_)) => return,
                // The hub is gone only when the server is.
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
