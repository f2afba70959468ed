//! Requests that are held until a pairing is answered: one for each.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::PairingName;

/// The pairings that a request is held for. Copies share them.
#[derive(Clone, Debug, Default)]
pub struct Polls(Arc<Mutex<HashSet<PairingName>>>);

/// A request that is held; dropping it, also because its connection died, makes room for the next.
#[derive(Debug)]
pub struct Held {
    polls: Polls,
    pairing: PairingName,
}

impl Polls {
    /// Holds a request; none where another is held for the same pairing.
    #[must_use]
    pub fn hold(&self, pairing: PairingName) -> Option<Held> {
        self.lock().insert(pairing).then(|| Held {
            polls: self.clone(),
            pairing,
        })
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<PairingName>> {
        // Nothing panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.polls.lock().remove(&self.pairing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_held_for_each_pairing_until_it_is_dropped() {
        let polls = Polls::default();
        let first = polls.hold([1; 32]);
        assert!(first.is_some());
        assert!(polls.hold([1; 32]).is_none());
        assert!(polls.hold([2; 32]).is_some());
        drop(first);
        assert!(polls.hold([1; 32]).is_some());
        assert!(polls.lock().is_empty());
    }
}
