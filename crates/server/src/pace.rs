//! How much may be asked within a minute of the clock: by a session, and by an address.
//!
//! Counted in memory, so that ordinary use costs nothing. Whoever asks for much is counted in the database
//! too, after each tenth of what is allowed, so that several servers over one database allow little more than
//! one. What is kept are digests, and for a minute only.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::store::Store;

/// Askers that are counted at once. A crowd beyond that is not counted, which keeps the memory bounded; each of
/// those that are goes on being held back.
const MOST_ASKERS: usize = 100_000;

/// Servers tell each other after this part of what is allowed.
const SHARE: u32 = 10;

/// How long a request usually waits for the others to be told.
const PATIENCE: Duration = Duration::from_secs(1);

/// Digest of whoever asks.
pub type Asker = [u8; 32];

/// How many requests are allowed within a minute; 0 where there is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaceSettings {
    /// Of one session.
    pub per_session: u32,
    /// Of one address, whoever is signed in there. Many may share one.
    pub per_address: u32,
    /// How long a request waits for the other servers to be told of it. Those that could not be told in time
    /// are counted at this server alone.
    pub patience: Duration,
}

impl Default for PaceSettings {
    fn default() -> Self {
        Self {
            per_session: 0,
            per_address: 0,
            patience: PATIENCE,
        }
    }
}

/// Counts requests.
#[derive(Debug)]
pub struct Pace {
    minute: Mutex<Minute>,
    patience: Duration,
}

/// What was asked in one minute.
#[derive(Debug, Default)]
struct Minute {
    number: i64,
    counts: HashMap<Asker, Count>,
}

#[derive(Debug, Default)]
struct Count {
    /// By all servers, when this one told of its own last.
    told: u32,
    /// At this server since.
    since: u32,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Go,
    /// It may go on, and the others are told of so many.
    Tell(u32),
    No,
}

impl Pace {
    /// Nobody asked yet.
    #[must_use]
    pub fn new(patience: Duration) -> Self {
        Self {
            minute: Mutex::default(),
            patience,
        }
    }

    /// Counts a request, and answers how many seconds its asker has to wait if that is more than allowed.
    /// A database that fails, or has others to write for first, holds nobody back.
    pub async fn wait(
        &self,
        store: &Store,
        asker: Asker,
        allowed: u32,
        now: DateTime<Utc>,
    ) -> Option<i64> {
        if allowed == 0 {
            return None;
        }
        let minute = now.timestamp().div_euclid(60);
        match self.count(asker, allowed, minute) {
            Turn::Go => None,
            Turn::No => Some(60 - now.timestamp().rem_euclid(60)),
            Turn::Tell(requests) => {
                let telling = store.add_requests(&asker, minute, requests.into());
                match tokio::time::timeout(self.patience, telling).await {
                    Ok(Ok(all)) => self.heard(&asker, minute, all),
                    Ok(Err(error)) => {
                        tracing::error!(%error, "cannot count requests with other servers");
                    }
                    // Somebody else writes for long; reading has nothing to do with that.
                    Err(_) => {
                        tracing::warn!("requests could not be counted with other servers in time");
                    }
                }
                None
            }
        }
    }

    fn count(&self, asker: Asker, allowed: u32, minute: i64) -> Turn {
        let mut now = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        if now.number != minute {
            *now = Minute {
                number: minute,
                ..Minute::default()
            };
        }
        if now.counts.len() >= MOST_ASKERS && !now.counts.contains_key(&asker) {
            return Turn::Go;
        }
        now.counts.entry(asker).or_default().take(allowed)
    }

    fn heard(&self, asker: &Asker, minute: i64, all: i64) {
        let mut now = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        if now.number == minute
            && let Some(count) = now.counts.get_mut(asker)
        {
            count.told = count.told.max(u32::try_from(all).unwrap_or(u32::MAX));
        }
    }
}

impl Count {
    fn take(&mut self, allowed: u32) -> Turn {
        if self.told.saturating_add(self.since) >= allowed {
            return Turn::No;
        }
        self.since += 1;
        if self.since < allowed.div_ceil(SHARE) {
            return Turn::Go;
        }
        // Taken as told, so that no other request tells of the same.
        self.told = self.told.saturating_add(self.since);
        Turn::Tell(std::mem::take(&mut self.since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turns(pace: &Pace, minute: i64, allowed: u32, requests: usize) -> (usize, u32) {
        let (mut gone, mut told) = (0, 0);
        for _ in 0..requests {
            match pace.count([1; 32], allowed, minute) {
                Turn::Go => gone += 1,
                Turn::Tell(some) => {
                    gone += 1;
                    told += some;
                }
                Turn::No => {}
            }
        }
        (gone, told)
    }

    #[test]
    fn so_many_are_allowed_each_minute_and_no_more() {
        let pace = Pace::new(PATIENCE);
        for minute in [7, 8, 6] {
            assert_eq!(turns(&pace, minute, 25, 20), (20, 18));
            assert_eq!(turns(&pace, minute, 25, 20), (5, 6));
        }
    }

    #[test]
    fn what_others_counted_counts_here() {
        let pace = Pace::new(PATIENCE);
        assert_eq!(turns(&pace, 7, 20, 2), (2, 2));
        pace.heard(&[1; 32], 7, 18);
        pace.heard(&[1; 32], 6, 20);
        assert_eq!(turns(&pace, 7, 20, 20), (2, 2));
    }

    #[test]
    fn each_asker_is_counted_alone_and_a_crowd_takes_no_more_memory() {
        let pace = Pace::new(PATIENCE);
        for number in 0..=MOST_ASKERS as u64 {
            let mut asker = [0; 32];
            asker[..8].copy_from_slice(&number.to_be_bytes());
            assert_ne!(pace.count(asker, 1_000, 7), Turn::No);
        }
        let now = pace.minute.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(now.counts.len(), MOST_ASKERS);
    }
}
