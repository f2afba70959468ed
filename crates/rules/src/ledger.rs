//! The ledger: what was recorded about one resident. It only grows; a correction is a new entry.

mod append;
mod builder;
mod corrections;
mod entry;
mod error;

use crate::text::{Pool, Text};

use append::Index;
pub use builder::LedgerBuilder;
pub(crate) use corrections::Correction;
pub use entry::{Entry, EntryId, MAX_TEXT};
pub use error::LedgerError;

/// All entries of one resident, checked against each other, in the order in which they occurred.
///
/// Equal factors, authorities, bases and versions are kept in memory once.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    entries: Vec<Entry>,
    /// Every correction before those that undo it, so that a new one goes to the end.
    corrections: Vec<Correction>,
    /// The code of each factor that occurs, once.
    codes: Vec<Text>,
    /// Per entry, the place of its factor's code in `codes`: a standing over a long ledger then
    /// looks each factor up once, and not once an entry.
    code_of: Vec<u32>,
    /// Texts that the next entry may share.
    pool: Pool,
    /// What was looked up when the ledger grew; only a ledger that does pays for it.
    index: Option<Index>,
}

/// Two ledgers are equal if their entries are: all the rest follows from these.
impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Eq for Ledger {}

impl Ledger {
    /// Takes entries in any order and checks what each says and what they say of each other.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for what [`Entry::check`] refuses, an id used twice, a correction of an entry
    /// that is not there or of itself in a circle, and a correction whose points are neither 0 nor
    /// the opposite of what it undoes.
    pub fn new(entries: Vec<Entry>) -> Result<Self, LedgerError> {
        LedgerBuilder::from(entries).finish()
    }

    /// All entries by day of occurrence, then id.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// All corrections, each after those that undo it.
    pub(crate) fn corrections(&self) -> impl Iterator<Item = Correction> {
        self.corrections.iter().rev().copied()
    }

    /// The code of each factor that occurs, once.
    pub(crate) fn codes(&self) -> &[Text] {
        &self.codes
    }

    /// Every entry with the place of its factor's code in [`Ledger::codes`].
    pub(crate) fn with_codes(&self) -> impl ExactSizeIterator<Item = (&Entry, usize)> {
        let places = self.code_of.iter().map(|place| *place as usize);
        self.entries.iter().zip(places)
    }
}
