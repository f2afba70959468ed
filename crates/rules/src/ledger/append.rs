//! A ledger that grows by one entry, without looking at all the others.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::Ledger;
use super::builder::{place, share};
use super::corrections::{Correction, fitting_points, missing};
use super::entry::{Entry, EntryId};
use super::error::LedgerError;
use crate::text::Text;

/// Finds entries and codes by name.
#[derive(Clone, Debug)]
pub(super) struct Index {
    /// The day on which each entry occurred: with its id, that leads to its place, and it stays true
    /// when places shift.
    days: HashMap<EntryId, NaiveDate>,
    /// The place of each code among the ledger's codes.
    codes: HashMap<Text, u32>,
}

impl Index {
    fn of(entries: &[Entry], codes: &[Text]) -> Self {
        Self {
            days: entries
                .iter()
                .map(|entry| (entry.id.clone(), entry.occurred_on))
                .collect(),
            codes: (0..)
                .zip(codes)
                .map(|(at, code)| (code.clone(), at))
                .collect(),
        }
    }
}

impl Ledger {
    /// Adds one more entry. Entries may come in any order in which a correction comes after what it
    /// undoes; the ledger is then the same as [`Ledger::new`] makes of all of them.
    ///
    /// The first call looks at the whole ledger once, to be able to find entries by id. After that,
    /// an entry that is the newest by occurrence takes the same time whatever the ledger's length;
    /// any other moves those that come after it.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for what [`Entry::check`] refuses, an id that is used already, a correction of
    /// an entry that is not there (yet), and a correction whose points are neither 0 nor the opposite
    /// of what it undoes. The ledger is then as it was.
    pub fn append(&mut self, mut entry: Entry) -> Result<(), LedgerError> {
        entry.check()?;
        let index = self
            .index
            .get_or_insert_with(|| Index::of(&self.entries, &self.codes));
        if index.days.contains_key(&entry.id) {
            return Err(entry.error("id", "is used twice"));
        }
        let target = match &entry.corrects {
            Some(id) => Some(find(&self.entries, index, id).ok_or_else(|| missing(&entry, id))?),
            None => None,
        };
        if let Some((_, undone)) = target {
            fitting_points(&entry, undone)?;
        }
        let target = target.map(|(at, _)| at);
        share(&mut self.pool, &mut entry, self.entries.last());
        index.days.insert(entry.id.clone(), entry.occurred_on);
        let code = *index.codes.entry(entry.factor.clone()).or_insert_with(|| {
            self.codes.push(entry.factor.clone());
            place(self.codes.len() - 1)
        });
        let at = place_for(&self.entries, &entry);
        make_room(&mut self.entries);
        make_room(&mut self.code_of);
        self.entries.insert(at, entry);
        self.code_of.insert(at, code);
        let shifted = |place: usize| if place >= at { place + 1 } else { place };
        if at + 1 < self.entries.len() {
            for link in &mut self.corrections {
                (link.place, link.target) = (shifted(link.place), shifted(link.target));
            }
        }
        if let Some(target) = target {
            self.corrections.push(Correction {
                place: at,
                target: shifted(target),
            });
        }
        Ok(())
    }
}

/// The place where an entry belongs.
fn place_for(entries: &[Entry], entry: &Entry) -> usize {
    let before = |other: &Entry| (other.occurred_on, &other.id) < (entry.occurred_on, &entry.id);
    if entries.last().is_none_or(before) {
        return entries.len();
    }
    entries.partition_point(before)
}

/// The entry with this id, and its place.
fn find<'a>(entries: &'a [Entry], index: &Index, id: &str) -> Option<(usize, &'a Entry)> {
    let day = *index.days.get(id)?;
    let at = entries
        .binary_search_by(|entry| (entry.occurred_on, entry.id.as_str()).cmp(&(day, id)))
        .ok()?;
    entries.get(at).map(|entry| (at, entry))
}

/// Grows by an eighth where it is full: doubling would not fit beside the rest in a browser.
fn make_room<T>(list: &mut Vec<T>) {
    if list.len() == list.capacity() {
        list.reserve_exact(list.len() / 8 + 16);
    }
}
