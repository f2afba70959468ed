//! Whether every entry is the one that was signed, in its place: entries against their digests.

use std::collections::HashMap;

use crate::digest::Digest;
use crate::document::Document;
use crate::entry::RecordEntry;
use crate::fault::RecordFault;
use crate::shown::shown;

/// Compares entries, digests and the stated number, and checks the order of the entries.
pub(super) fn check(document: &Document) -> Result<(), RecordFault> {
    let (found, stated) = (&document.found, &document.stated);
    if found != stated {
        return Err(difference(&document.entries, found, stated));
    }
    if document.entry_count != found.len() as u64 {
        return Err(RecordFault::EntryCountDiffers {
            stated: document.entry_count,
            found: found.len() as u64,
        });
    }
    let pairs = document.entries.iter().zip(document.entries.iter().skip(1));
    let in_order = |(one, next): (&RecordEntry, &RecordEntry)| {
        (one.entry.occurred_on, &one.entry.id) <= (next.entry.occurred_on, &next.entry.id)
    };
    match pairs.map(in_order).position(|fits| !fits) {
        None => Ok(()),
        Some(index) => Err(RecordFault::LedgerReordered {
            place: index + 2,
            entry: id_at(&document.entries, index + 1),
        }),
    }
}

/// What became of the entries, where they do not fit their digests.
fn difference(entries: &[RecordEntry], found: &[Digest], stated: &[Digest]) -> RecordFault {
    let added = first_without_partner(found, stated);
    let missing = first_without_partner(stated, found);
    match (added, missing) {
        // As many of one kind as of the other, so one at a place stands for one that was changed. Where
        // the numbers differ too, the lack or the excess is what was done, or done as well.
        (Some(index), Some(_)) if found.len() == stated.len() => RecordFault::EntryChanged {
            place: index + 1,
            entry: id_at(entries, index),
        },
        (_, Some(index)) if found.len() <= stated.len() => RecordFault::EntryMissing {
            place: index + 1,
            stated: stated.len(),
            found: found.len(),
        },
        (Some(index), _) => RecordFault::EntryAdded {
            place: index + 1,
            entry: id_at(entries, index),
        },
        // The same ones, in another order.
        (None, _) => {
            let place = found.iter().zip(stated).position(|(a, b)| a != b);
            let index = place.unwrap_or_default();
            RecordFault::LedgerReordered {
                place: index + 1,
                entry: id_at(entries, index),
            }
        }
    }
}

/// The first of `some` for which there is no equal one left among `others`.
fn first_without_partner(some: &[Digest], others: &[Digest]) -> Option<usize> {
    let mut left: HashMap<Digest, usize> = HashMap::with_capacity(others.len());
    for digest in others {
        *left.entry(*digest).or_default() += 1;
    }
    some.iter().position(|digest| match left.get_mut(digest) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    })
}

fn id_at(entries: &[RecordEntry], index: usize) -> String {
    entries
        .get(index)
        .map(|it| shown(&it.entry.id))
        .unwrap_or_default()
}
