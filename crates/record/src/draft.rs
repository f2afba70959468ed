//! A record that is being made: everything but the signature, which is made over [`Unsigned::message`].

use chrono::{DateTime, NaiveDate, SubsecRound as _, Utc};
use citizen_score_rules::{Assessment, Ledger, Rulebook};
use serde::Serialize;
use serde_json::{Value, json};

use crate::base64url;
use crate::canonical::{self, NumberError};
use crate::digest::Digest;
use crate::document::{FIELDS, FORMAT, Resident, SIGNATURE};
use crate::entry::{RecordEntry, counted};
use crate::statement::RecordStatement;

/// What goes into a record.
pub struct Draft<'a> {
    /// Moment at which it is made; whole seconds of it are kept.
    pub issued_at: DateTime<Utc>,
    /// Day for which the assessment holds.
    pub as_of: NaiveDate,
    /// Whose record it is.
    pub resident: Resident,
    /// The rulebook that was applied.
    pub rulebook: &'a Rulebook,
    /// All entries.
    pub ledger: &'a Ledger,
    /// What they come to by that rulebook on that day.
    pub assessment: &'a Assessment,
    /// The resident's own words beside entries, in any order; at most one about each.
    pub statements: Vec<RecordStatement>,
    /// Name of the key that will sign it.
    pub key: &'a str,
}

/// Why a record cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum DraftError {
    /// A value cannot be written as JSON.
    #[error("a record cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// A number cannot be written.
    #[error("a record cannot be written: {0}")]
    Number(#[from] NumberError),
}

/// A record without its signature.
#[derive(Debug)]
pub struct Unsigned {
    /// The canonical JSON of every field but the signature, in canonical order.
    pieces: Vec<(&'static str, Vec<u8>)>,
    /// Where each entry ends within its piece.
    ends: Vec<usize>,
    /// Where each statement ends within its piece.
    statement_ends: Vec<usize>,
    message: Vec<u8>,
}

/// The entries as canonical JSON, where each of them ends, and their digests.
struct Entries {
    json: Vec<u8>,
    ends: Vec<usize>,
    digests: Vec<String>,
}

impl Draft<'_> {
    /// Writes everything but the signature.
    ///
    /// # Errors
    ///
    /// [`DraftError`] for a number in the rulebook that not every reader of JSON holds exactly.
    pub fn write(mut self) -> Result<Unsigned, DraftError> {
        let Entries {
            json: entries,
            ends,
            digests,
        } = self.entries()?;
        self.statements.sort_by(|a, b| a.entry.cmp(&b.entry));
        let (statements, statement_ends) = each(&self.statements)?;
        let mut pieces = Vec::with_capacity(FIELDS.len());
        for name in FIELDS.into_iter().filter(|name| *name != SIGNATURE) {
            let piece = match name {
                "as_of" => piece(&self.as_of)?,
                "digests" => piece(&digests)?,
                "entry_count" => piece(&ends.len())?,
                "format" => piece(&FORMAT)?,
                "issued_at" => piece(&self.issued_at.trunc_subsecs(0))?,
                "key" => piece(&self.key)?,
                "resident" => piece(&self.resident)?,
                "rulebook" => piece(self.rulebook)?,
                "standing" => piece(&self.assessment.standing)?,
                // The entries and the statements, which are written already.
                _ => Vec::new(),
            };
            pieces.push((name, piece));
        }
        for (list, written) in [("entries", entries), ("statements", statements)] {
            if let Some((_, piece)) = pieces.iter_mut().find(|(name, _)| *name == list) {
                *piece = written;
            }
        }
        let message = join(&pieces);
        Ok(Unsigned {
            pieces,
            ends,
            statement_ends,
            message,
        })
    }

    fn entries(&self) -> Result<Entries, DraftError> {
        let (mut json, mut ends, mut digests) = (vec![b'['], Vec::new(), Vec::new());
        for (entry, outcome) in self.ledger.entries().iter().zip(&self.assessment.outcomes) {
            if !ends.is_empty() {
                json.push(b',');
            }
            let element = serde_json::to_value(RecordEntry {
                entry: entry.clone(),
                outcome: outcome.clone(),
                counted: counted(entry, outcome),
            })?;
            canonical::write(&element, &mut json)?;
            let entry = element.get("entry").unwrap_or(&Value::Null);
            digests.push(Digest::of(&canonical::to_bytes(entry)?).to_hex());
            ends.push(json.len());
        }
        json.push(b']');
        Ok(Entries {
            json,
            ends,
            digests,
        })
    }
}

impl Unsigned {
    /// The bytes to be signed.
    #[must_use]
    pub fn message(&self) -> &[u8] {
        &self.message
    }

    /// The record as a file: a line for each field, each entry and each statement, which a person can
    /// read and compare. Spaces and line breaks are not signed.
    #[must_use]
    pub fn sign(mut self, signature: &[u8; 64]) -> Vec<u8> {
        // The pieces hold it all once more, and only one of the two is needed from here on.
        self.message = Vec::new();
        let signature = json!(base64url::encode(signature)).to_string().into_bytes();
        let room: usize = self.pieces.iter().map(|(_, piece)| piece.len()).sum();
        let mut file = Vec::with_capacity(room + self.ends.len() + 1_000);
        for name in FIELDS {
            file.extend_from_slice(if file.is_empty() { b"{\n" } else { b",\n" });
            canonical::write_text(name, &mut file);
            file.extend_from_slice(b": ");
            let piece = self
                .pieces
                .iter()
                .find(|(it, _)| *it == name)
                .map(|(_, piece)| piece);
            let piece = piece.unwrap_or(&signature);
            match name {
                "entries" => lines(piece, &self.ends, &mut file),
                "statements" => lines(piece, &self.statement_ends, &mut file),
                _ => file.extend_from_slice(piece),
            }
        }
        file.extend_from_slice(b"\n}\n");
        file
    }
}

/// Writes a list with a line for each element.
fn lines(list: &[u8], ends: &[usize], file: &mut Vec<u8>) {
    let mut begin = 0;
    for end in ends {
        // Each begins with the bracket or the comma before it.
        let (mark, element) = list
            .get(begin..*end)
            .unwrap_or_default()
            .split_at_checked(1)
            .unwrap_or_default();
        file.extend_from_slice(mark);
        file.push(b'\n');
        file.extend_from_slice(element);
        begin = *end;
    }
    file.extend_from_slice(list.get(begin..).unwrap_or_default());
}

/// The canonical JSON of a list, and where each element ends in it.
fn each(items: &[impl Serialize]) -> Result<(Vec<u8>, Vec<usize>), DraftError> {
    let (mut json, mut ends) = (vec![b'['], Vec::new());
    for item in items {
        if !ends.is_empty() {
            json.push(b',');
        }
        canonical::write(&serde_json::to_value(item)?, &mut json)?;
        ends.push(json.len());
    }
    json.push(b']');
    Ok((json, ends))
}

fn piece(value: &impl Serialize) -> Result<Vec<u8>, DraftError> {
    Ok(canonical::to_bytes(&serde_json::to_value(value)?)?)
}

fn join(pieces: &[(&'static str, Vec<u8>)]) -> Vec<u8> {
    let room: usize = pieces
        .iter()
        .map(|(name, piece)| name.len() + piece.len() + 4)
        .sum();
    let mut message = Vec::with_capacity(room + 2);
    for (name, piece) in pieces {
        message.push(if message.is_empty() { b'{' } else { b',' });
        canonical::write_text(name, &mut message);
        message.push(b':');
        message.extend_from_slice(piece);
    }
    message.push(b'}');
    message
}
