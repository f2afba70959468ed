//! Which claim is about which entry.

use std::collections::HashMap;

use super::ClaimedEntry;
use crate::ledger::Entry;

/// The claims, from which each entry takes the one about it.
///
/// Claims mostly come in the order of the ledger, forwards or backwards, so the next is looked for
/// beside the last one. Only where it is not there, all of them are looked through by id.
pub(super) struct Claims<'a> {
    claimed: &'a [ClaimedEntry],
    taken: Vec<bool>,
    next: usize,
    backwards: bool,
    by_id: Option<HashMap<&'a str, usize>>,
}

impl<'a> Claims<'a> {
    /// Claims about the entries of a ledger that begins with `first`.
    pub(super) fn new(claimed: &'a [ClaimedEntry], first: Option<&Entry>) -> Self {
        let id = first.map(|entry| &entry.id);
        let is_first = |said: Option<&ClaimedEntry>| said.map(|it| &it.id) == id;
        let backwards = !is_first(claimed.first()) && is_first(claimed.last());
        Self {
            claimed,
            taken: vec![false; claimed.len()],
            next: if backwards {
                claimed.len().saturating_sub(1)
            } else {
                0
            },
            backwards,
            by_id: None,
        }
    }

    /// The claim about an entry.
    pub(super) fn take(&mut self, entry: &Entry) -> Option<&'a ClaimedEntry> {
        let claimed = self.claimed;
        let beside = claimed.get(self.next);
        let place = if beside.is_some_and(|said| said.id == entry.id) {
            self.next
        } else {
            let by_id = self.by_id.get_or_insert_with(|| by_id(claimed));
            let place = *by_id.get(entry.id.as_str())?;
            self.backwards = place < self.next;
            place
        };
        if let Some(taken) = self.taken.get_mut(place) {
            *taken = true;
        }
        // Before the first one there is none, and nothing stands at the largest number.
        self.next = place.wrapping_add_signed(if self.backwards { -1 } else { 1 });
        claimed.get(place)
    }

    /// Claims that no entry has taken, as they stand: about an entry that is not there, or about one
    /// a second time.
    pub(super) fn left_over(&self) -> impl Iterator<Item = &'a ClaimedEntry> {
        let claims = self.claimed.iter().zip(&self.taken);
        claims.filter(|(_, taken)| !**taken).map(|(said, _)| said)
    }
}

fn by_id(claimed: &[ClaimedEntry]) -> HashMap<&str, usize> {
    let mut places = HashMap::with_capacity(claimed.len());
    for (place, said) in claimed.iter().enumerate() {
        places.entry(said.id.as_str()).or_insert(place);
    }
    places
}
