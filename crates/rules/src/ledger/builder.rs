//! Building a ledger entry by entry, as they stream in, without holding any text twice.

use std::collections::HashMap;

use super::entry::Entry;
use super::error::LedgerError;
use super::{Ledger, corrections};
use crate::text::{Pool, Text};

/// Entries that room is made for in advance at most: how many are coming is said by a stranger.
const MOST_EXPECTED: usize = 200_000;

/// Room beside them, so that what is recorded while a page is open need not move them either.
const MORE: usize = 64;

/// A ledger that is not complete yet.
#[derive(Clone, Debug, Default)]
pub struct LedgerBuilder {
    entries: Vec<Entry>,
    pool: Pool,
}

impl LedgerBuilder {
    /// A builder with room for so many entries, so that it need not move them while they come.
    #[must_use]
    pub fn expecting(entries: usize) -> Self {
        Self {
            entries: Vec::with_capacity(entries.min(MOST_EXPECTED) + MORE),
            pool: Pool::default(),
        }
    }

    /// Takes one more entry, in any order, and shares the texts that it repeats. Nothing is checked
    /// before [`LedgerBuilder::finish`].
    pub fn push(&mut self, mut entry: Entry) {
        share(&mut self.pool, &mut entry, self.entries.last());
        self.entries.push(entry);
    }

    /// How many entries there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Checks what each entry says and what they say of each other.
    ///
    /// # Errors
    ///
    /// As [`Ledger::new`].
    pub fn finish(self) -> Result<Ledger, LedgerError> {
        let Self { mut entries, pool } = self;
        // In place: a stable sort would take memory for half of the entries once more.
        entries.sort_unstable_by(|a, b| (a.occurred_on, &a.id).cmp(&(b.occurred_on, &b.id)));
        entries.iter().try_for_each(Entry::check)?;
        let corrections = corrections::resolve(&entries)?;
        let (codes, code_of) = number_codes(&entries);
        Ok(Ledger {
            entries,
            corrections,
            codes,
            code_of,
            pool,
            index: None,
        })
    }
}

/// The same entries, with the texts that they repeat shared.
impl From<Vec<Entry>> for LedgerBuilder {
    fn from(mut entries: Vec<Entry>) -> Self {
        let mut pool = Pool::default();
        let mut last: Option<&Entry> = None;
        for entry in &mut entries {
            share(&mut pool, entry, last);
            last = Some(entry);
        }
        Self { entries, pool }
    }
}

/// Shares what entries repeat. Ids and references are each their own.
pub(super) fn share(pool: &mut Pool, entry: &mut Entry, last: Option<&Entry>) {
    pool.share(&mut entry.factor, last.map(|it| &it.factor));
    pool.share(&mut entry.authority, last.map(|it| &it.authority));
    pool.share(&mut entry.basis, last.map(|it| &it.basis));
    pool.share(
        &mut entry.rulebook_version,
        last.map(|it| &it.rulebook_version),
    );
}

/// The distinct codes in the order in which they first occur, and for each entry the place of its.
fn number_codes(entries: &[Entry]) -> (Vec<Text>, Vec<u32>) {
    let mut places: HashMap<&str, u32> = HashMap::new();
    let mut codes = Vec::new();
    let code_of = entries
        .iter()
        .map(|entry| {
            *places.entry(&entry.factor).or_insert_with(|| {
                let place = place(codes.len());
                codes.push(entry.factor.clone());
                place
            })
        })
        .collect();
    (codes, code_of)
}

/// A number of codes as it is kept. Memory ends long before the type does.
pub(super) fn place(codes: usize) -> u32 {
    u32::try_from(codes).unwrap_or(u32::MAX)
}
