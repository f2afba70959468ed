//! A resident's own words beside an entry, as a part of the record.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use citizen_score_rules::EntryId;
use serde::Serialize;
use serde_json::Value;

use crate::entry::RecordEntry;
use crate::fault::RecordFault;
use crate::fields::Fields;
use crate::shown::shown;

/// Most characters of a statement.
pub const MOST_CHARACTERS: usize = 500;

/// What a resident says of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordStatement {
    /// The entry's id.
    pub entry: EntryId,
    /// The words.
    pub text: String,
    /// When they were last changed.
    pub written_at: DateTime<Utc>,
}

/// What keeps a text from being a statement, as it is said after its name: `must say something`.
#[must_use]
pub fn problem(text: &str) -> Option<&'static str> {
    if text.trim().is_empty() {
        Some("must say something")
    } else if text.chars().nth(MOST_CHARACTERS).is_some() {
        Some("must have at most 500 characters")
    } else if text.chars().any(|it| it.is_control() && it != '\n') {
        Some("must not hold control characters other than line breaks")
    } else {
        None
    }
}

/// Reads an element of `statements`.
pub(crate) fn read(value: Value) -> Result<RecordStatement, RecordFault> {
    let mut fields = Fields::of(value)?;
    let statement = RecordStatement {
        entry: fields.text("entry")?,
        text: fields.text("text")?,
        written_at: fields.moment("written_at")?,
    };
    fields.end()?;
    match problem(&statement.text) {
        None => Ok(statement),
        Some(problem) => Err(RecordFault::wrong("text", format!("it {problem}"))),
    }
}

/// Whether each statement is about an entry of the record, at most one about each, in order of their
/// ids.
pub(crate) fn check(
    statements: &[RecordStatement],
    entries: &[RecordEntry],
) -> Result<(), RecordFault> {
    if statements.is_empty() {
        return Ok(());
    }
    let ids: HashSet<&str> = entries.iter().map(|it| &*it.entry.id).collect();
    let mut before: Option<&str> = None;
    for (index, statement) in statements.iter().enumerate() {
        let (place, entry) = (index + 1, &*statement.entry);
        let shown = || shown(entry);
        if !ids.contains(entry) {
            return Err(RecordFault::StatementWithoutEntry {
                place,
                entry: shown(),
            });
        }
        match before.map(|before| entry.cmp(before)) {
            Some(std::cmp::Ordering::Equal) => {
                return Err(RecordFault::StatementTwice {
                    place,
                    entry: shown(),
                });
            }
            Some(std::cmp::Ordering::Less) => {
                return Err(RecordFault::StatementsReordered {
                    place,
                    entry: shown(),
                });
            }
            _ => before = Some(entry),
        }
    }
    Ok(())
}
