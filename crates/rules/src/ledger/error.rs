//! What can be wrong with an entry, and where.

use super::entry::EntryId;

/// Characters of an id that an error repeats; a hostile id may be of any length.
const SHOWN: usize = 80;

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
            entry: shown(id),
            field,
            problem: problem.into(),
        }
    }
}

/// A text from outside, safe to print: of bounded length, and without control characters, which
/// could steer the operator's terminal.
pub(crate) fn shown(text: &str) -> String {
    let clean = |it: char| {
        if it.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            it
        }
    };
    let mut start: String = text.chars().take(SHOWN).map(clean).collect();
    if text.chars().nth(SHOWN).is_some() {
        start.push('…');
    }
    start
}
