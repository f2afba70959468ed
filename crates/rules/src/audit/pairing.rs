//! Which claim belongs to which entry.

use std::collections::HashMap;

use super::ClaimedEntry;
use crate::ledger::Entry;

/// The claims, beside the entries that they are about.
pub(super) struct Pairs<'a> {
    /// Per entry, in the ledger's order, the place of the claim about it.
    pub places: Vec<Option<usize>>,
    /// Claims about an entry that is not there, or that another claim is about already, as they stand.
    pub left_over: Vec<&'a ClaimedEntry>,
}

/// Pairs them by id, wherever they stand.
pub(super) fn of<'a>(entries: &[Entry], claimed: &'a [ClaimedEntry]) -> Pairs<'a> {
    let places = 0..claimed.len();
    in_step(entries, claimed, places.clone())
        .or_else(|| in_step(entries, claimed, places.rev()))
        .unwrap_or_else(|| looked_up(entries, claimed))
}

/// Pairs them if the claims, taken in this order, are exactly about the entries in theirs.
fn in_step<'a>(
    entries: &[Entry],
    claimed: &[ClaimedEntry],
    order: impl ExactSizeIterator<Item = usize>,
) -> Option<Pairs<'a>> {
    if order.len() != entries.len() {
        return None;
    }
    let places = entries.iter().zip(order).map(|(entry, place)| {
        let fits = claimed.get(place).is_some_and(|it| it.id == entry.id);
        fits.then_some(Some(place))
    });
    Some(Pairs {
        places: places.collect::<Option<_>>()?,
        left_over: Vec::new(),
    })
}

fn looked_up<'a>(entries: &[Entry], claimed: &'a [ClaimedEntry]) -> Pairs<'a> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(claimed.len());
    let mut left_over = Vec::new();
    for (place, said) in claimed.iter().enumerate() {
        if places.contains_key(said.id.as_str()) {
            left_over.push(place);
        } else {
            places.insert(&said.id, place);
        }
    }
    let of_entries: Vec<Option<usize>> = entries
        .iter()
        .map(|entry| places.remove(entry.id.as_str()))
        .collect();
    left_over.extend(places.into_values());
    left_over.sort_unstable();
    let said = left_over.into_iter().filter_map(|place| claimed.get(place));
    Pairs {
        places: of_entries,
        left_over: said.collect(),
    }
}
