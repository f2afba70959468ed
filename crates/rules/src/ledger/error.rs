//! What can be wrong with an entry, and where.

use super::entry::EntryId;
use crate::shown::shown;

/// Characters of an id that an error repeats; a hostile id may be of any length.
pub(super) const SHOWN_ID: usize = 80;

/// What can be wrong with an entry: its id, the field, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry `{entry}`: {field} {problem}")]
pub struct LedgerError {
    /// The offending entry, shortened where its id is too long to show.
    pub entry: EntryId,
    /// The offending field of it.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

impl LedgerError {
    /// An error about a field of the entry with this id.
    pub(crate) fn at(id: &str, field: &'static str, problem: impl Into<String>) -> Self {
        Self {
            entry: shown(id, SHOWN_ID).into(),
            field,
            problem: problem.into(),
        }
    }
}
