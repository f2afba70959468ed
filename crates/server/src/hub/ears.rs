//! Who listens to what, by its name: a change wakes those whom it concerns, and nobody else.

#[cfg(test)]
mod tests;

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

/// All who listen. Copies share them.
#[derive(Clone, Debug)]
pub struct Ears<T>(Arc<Mutex<HashMap<T, Listened>>>);

/// What is listened to, and by how many.
#[derive(Debug)]
struct Listened {
    ear: Arc<Ear>,
    listeners: usize,
}

/// What the listeners to one thing share.
#[derive(Debug, Default)]
struct Ear {
    /// How often it has changed since somebody listens.
    changes: AtomicU64,
    changed: Notify,
}

/// One that waits: an open screen for its resident, or a display for the answer to its pairing. Dropping it ends
/// that.
#[derive(Debug)]
pub struct Listener<T: Eq + Hash> {
    ears: Ears<T>,
    to: T,
    ear: Arc<Ear>,
    /// How often it had changed when this one last looked.
    heard: u64,
}

impl<T> Default for Ears<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Clone + Eq + Hash> Ears<T> {
    /// Listens to something from now on.
    #[must_use]
    pub fn listen(&self, to: T) -> Listener<T> {
        let mut all = self.lock();
        let listened = all.entry(to.clone()).or_insert_with(|| Listened {
            ear: Arc::default(),
            listeners: 0,
        });
        listened.listeners += 1;
        let ear = Arc::clone(&listened.ear);
        drop(all);
        Listener {
            ears: self.clone(),
            to,
            heard: ear.changes.load(Ordering::Acquire),
            ear,
        }
    }
}

impl<T: Eq + Hash> Ears<T> {
    /// Wakes all who listen to this.
    pub fn wake<N: Eq + Hash + ?Sized>(&self, what: &N)
    where
        T: Borrow<N>,
    {
        let ear = self.lock().get(what).map(|it| Arc::clone(&it.ear));
        if let Some(ear) = ear {
            // Whoever is about to wait sees the number, and whoever waits is woken.
            ear.changes.fetch_add(1, Ordering::Release);
            ear.changed.notify_waiters();
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<T, Listened>> {
        // Nothing panics while it holds the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Eq + Hash> Listener<T> {
    /// Waits until what it listens to has changed since it was made, or since this was last waited for. Changes
    /// that come meanwhile are one.
    pub async fn changed(&mut self) {
        loop {
            // Made before the number is read: it is woken by whatever comes after that.
            let woken = self.ear.changed.notified();
            let changes = self.ear.changes.load(Ordering::Acquire);
            if changes != self.heard {
                self.heard = changes;
                return;
            }
            woken.await;
        }
    }
}

impl<T: Eq + Hash> Drop for Listener<T> {
    fn drop(&mut self) {
        let mut all = self.ears.lock();
        if let Some(listened) = all.get_mut(&self.to) {
            listened.listeners -= 1;
            if listened.listeners == 0 {
                all.remove(&self.to);
            }
        }
    }
}
