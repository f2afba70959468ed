//! The ledger: what was recorded about one resident. It only grows; a correction is a new entry.

mod corrections;
mod entry;
mod error;

use std::collections::HashMap;

pub(crate) use corrections::Correction;
pub use entry::{Entry, EntryId, MAX_TEXT};
pub use error::LedgerError;

/// All entries of one resident, checked against each other, in the order in which they occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
    corrections: Vec<Correction>,
    /// The code of each factor that occurs, once.
    codes: Vec<String>,
    /// Per entry, the place of its factor's code in `codes`: a standing over a long ledger then
    /// looks each factor up once, and not once an entry.
    code_of: Vec<usize>,
}

impl Ledger {
    /// Takes entries in any order and checks what each says and what they say of each other.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for what [`Entry::check`] refuses, an id used twice, a correction of an entry
    /// that is not there or of itself in a circle, and a correction whose points are neither 0 nor
    /// the opposite of what it undoes.
    pub fn new(mut entries: Vec<Entry>) -> Result<Self, LedgerError> {
        entries.sort_by(|a, b| (a.occurred_on, &a.id).cmp(&(b.occurred_on, &b.id)));
        entries.iter().try_for_each(Entry::check)?;
        let corrections = corrections::resolve(&entries)?;
        let (codes, code_of) = number_codes(&entries);
        Ok(Self {
            entries,
            corrections,
            codes,
            code_of,
        })
    }

    /// All entries by day of occurrence, then id.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All corrections, each before the one that it undoes, if that is a correction too.
    pub(crate) fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// The code of each factor that occurs, once.
    pub(crate) fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Every entry with the place of its factor's code in [`Ledger::codes`].
    pub(crate) fn with_codes(&self) -> impl ExactSizeIterator<Item = (&Entry, usize)> {
        self.entries.iter().zip(self.code_of.iter().copied())
    }
}

/// The distinct codes in the order in which they first occur, and for each entry the place of its.
fn number_codes(entries: &[Entry]) -> (Vec<String>, Vec<usize>) {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut codes = Vec::new();
    let code_of = entries
        .iter()
        .map(|entry| {
            *places.entry(&entry.factor).or_insert_with(|| {
                codes.push(entry.factor.clone());
                codes.len() - 1
            })
        })
        .collect();
    (codes, code_of)
}
