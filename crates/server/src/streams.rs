//! Open streams, counted: so many a session, and so many in all.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// Streams that one session may hold open. Browsers without HTTP/2 open six connections to a
/// server, so a person with many tabs stays below. One more ends the oldest: the tab that was
/// opened last is the one that is looked at, and a phone that changes networks leaves streams behind
/// that look open for minutes.
pub const MOST_PER_SESSION: usize = 8;

/// Streams that may be open in all, unless [`crate::state::Settings`] says otherwise: each takes
/// less than 20 KB (`bench/streams.mjs`), so at most 160 MB.
pub const MOST_IN_ALL: usize = 8_000;

type Session = [u8; 32];

/// All open streams. Copies share the count.
#[derive(Clone, Debug)]
pub struct Streams {
    most: usize,
    open: Arc<Mutex<Open>>,
}

#[derive(Debug, Default)]
struct Open {
    number: u64,
    count: usize,
    /// The streams of each session, oldest first.
    sessions: HashMap<Session, VecDeque<(u64, oneshot::Sender<()>)>>,
}

/// The place of one open stream; dropping it makes room.
#[derive(Debug)]
pub struct Place {
    streams: Streams,
    session: Session,
    number: u64,
    replaced: oneshot::Receiver<()>,
}

impl Streams {
    /// Counts streams, of which at most so many may be open.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self {
            most,
            open: Arc::default(),
        }
    }

    /// Takes a place for a stream of this session. Where the session holds as many as it may, the
    /// oldest loses its place; otherwise, where no place is left, there is none.
    #[must_use]
    pub fn enter(&self, session: Session) -> Option<Place> {
        let mut open = self.lock();
        let held = open.sessions.get(&session).map_or(0, VecDeque::len);
        if held < MOST_PER_SESSION && open.count >= self.most {
            return None;
        }
        open.number += 1;
        let number = open.number;
        let (replace, replaced) = oneshot::channel();
        let own = open.sessions.entry(session).or_default();
        let oldest = (held >= MOST_PER_SESSION)
            .then(|| own.pop_front())
            .flatten();
        own.push_back((number, replace));
        match oldest {
            // It may have ended by itself meanwhile.
            Some((_, oldest)) => drop(oldest.send(())),
            None => open.count += 1,
        }
        drop(open);
        Some(Place {
            streams: self.clone(),
            session,
            number,
            replaced,
        })
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        // Nothing panics while it holds the lock.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Waits until a newer stream of the session takes this place.
    pub async fn replaced(&mut self) {
        if (&mut self.replaced).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.streams.lock();
        let Some(own) = open.sessions.get_mut(&self.session) else {
            return;
        };
        // A place that was taken over is no longer listed.
        let Some(at) = own.iter().position(|(number, _)| *number == self.number) else {
            return;
        };
        own.remove(at);
        if own.is_empty() {
            open.sessions.remove(&self.session);
        }
        open.count -= 1;
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const ANN: Session = [1; 32];
    const BOB: Session = [2; 32];

    fn is_replaced(place: &mut Place) -> bool {
        place.replaced.try_recv().is_ok()
    }

    #[test]
    fn one_more_than_a_session_may_hold_ends_its_oldest_only() {
        let streams = Streams::new(100);
        let mut bobs = streams.enter(BOB).unwrap();
        let mut anns: Vec<Place> = (0..MOST_PER_SESSION)
            .map(|_| streams.enter(ANN).unwrap())
            .collect();
        assert!(!anns.iter_mut().any(is_replaced));
        let _ninth = streams.enter(ANN).unwrap();
        let replaced: Vec<bool> = anns.iter_mut().map(is_replaced).collect();
        assert_eq!(replaced.iter().filter(|it| **it).count(), 1);
        assert!(replaced.first().is_some_and(|it| *it));
        assert!(!is_replaced(&mut bobs));
        assert_eq!(streams.lock().count, MOST_PER_SESSION + 1);
    }

    #[test]
    fn no_place_is_left_when_all_are_taken_until_one_is_given_back() {
        let streams = Streams::new(2);
        let first = streams.enter(ANN).unwrap();
        let _second = streams.enter(BOB).unwrap();
        assert!(streams.enter(ANN).is_none());
        assert!(streams.enter([3; 32]).is_none());
        drop(first);
        assert!(streams.enter([3; 32]).is_some());
    }

    #[test]
    fn a_full_session_keeps_its_places_where_no_other_is_left() {
        let streams = Streams::new(MOST_PER_SESSION);
        let mut anns: Vec<Place> = (0..MOST_PER_SESSION)
            .map(|_| streams.enter(ANN).unwrap())
            .collect();
        assert!(streams.enter(BOB).is_none());
        assert!(streams.enter(ANN).is_some());
        assert!(anns.first_mut().is_some_and(is_replaced));
    }

    #[test]
    fn all_places_come_back() {
        let streams = Streams::new(100);
        let places: Vec<Place> = (0..20).filter_map(|_| streams.enter(ANN)).collect();
        assert_eq!(places.len(), 20);
        assert_eq!(streams.lock().count, MOST_PER_SESSION);
        drop(places);
        let open = streams.lock();
        assert!(open.count == 0 && open.sessions.is_empty(), "{open:?}");
    }
}
