//! One line of an import: an entry with the resident it belongs to, or a registration.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::ledger::MAX_TEXT;
use citizen_score_rules::{Entry, EntryId, Points};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

/// Longest id of a resident, in bytes.
const MAX_ID: usize = 64;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// An entry.
    Entry {
        /// Whose it is; none where the file is about one resident only.
        resident: Option<String>,
        /// The entry.
        entry: Box<Entry>,
    },
    /// A new resident.
    Registration {
        /// The resident's id.
        resident: String,
        /// The resident's name.
        name: String,
        /// The resident's number.
        number: String,
    },
}

/// What is wrong with a line: the field, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct LineError {
    /// The offending field; `line` for the line as a whole.
    pub field: String,
    /// What is wrong with it.
    pub problem: String,
}

impl LineError {
    /// A field that is wrong, and how.
    pub fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            problem: problem.into(),
        }
    }
}

/// Enough of a line to know what kind it is.
#[derive(Deserialize)]
struct Kind {
    name: Option<IgnoredAny>,
    number: Option<IgnoredAny>,
    id: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RegistrationLine {
    resident: String,
    name: String,
    number: String,
}

/// [`Entry`] with a resident. Written out, since serde cannot refuse unknown fields of a struct that
/// is flattened into another.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine {
    resident: Option<String>,
    id: EntryId,
    factor: String,
    points: Points,
    occurred_on: NaiveDate,
    recorded_at: DateTime<Utc>,
    authority: String,
    reference: String,
    basis: String,
    rulebook_version: String,
    counts_until: Option<NaiveDate>,
    corrects: Option<EntryId>,
    repaired_on: Option<NaiveDate>,
    #[serde(default)]
    contested: bool,
}

/// Reads a line. What an entry means is not looked at.
///
/// # Errors
///
/// [`LineError`].
pub fn read_line(text: &str) -> Result<Line, LineError> {
    let kind: Kind = parse(text)?;
    if kind.id.is_none() && (kind.name.is_some() || kind.number.is_some()) {
        let RegistrationLine {
            resident,
            name,
            number,
        } = parse(text)?;
        check("resident", &resident, MAX_ID)?;
        check("name", &name, MAX_TEXT)?;
        check("number", &number, MAX_TEXT)?;
        return Ok(Line::Registration {
            resident,
            name,
            number,
        });
    }
    let line: EntryLine = parse(text)?;
    let entry = Entry {
        id: line.id,
        factor: line.factor,
        points: line.points,
        occurred_on: line.occurred_on,
        recorded_at: line.recorded_at,
        authority: line.authority,
        reference: line.reference,
        basis: line.basis,
        rulebook_version: line.rulebook_version,
        counts_until: line.counts_until,
        corrects: line.corrects,
        repaired_on: line.repaired_on,
        contested: line.contested,
    };
    entry
        .check()
        .map_err(|error| LineError::new(error.field, error.problem))?;
    Ok(Line::Entry {
        resident: line.resident,
        entry: Box::new(entry),
    })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, LineError> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let problem = plain(error.inner());
        // A missing or unknown field is named in the sentence, and not in the path.
        let named = problem
            .split('`')
            .nth(1)
            .filter(|_| problem.contains(" field `"));
        let field = named.map_or(path, str::to_owned);
        // JSON that is broken is broken as a whole; the path only says how far it was read.
        let is_whole = field == "." || !error.inner().is_data();
        LineError::new(if is_whole { "line".to_owned() } else { field }, problem)
    })?;
    reader
        .end()
        .map_err(|error| LineError::new("line", plain(&error)))?;
    Ok(value)
}

/// The error without `at line 1 column 7`: the line is always the first, and the file has others.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split_once(" at line ")
        .map_or(text.as_str(), |(before, _)| before)
        .to_owned()
}

fn check(field: &str, text: &str, longest: usize) -> Result<(), LineError> {
    if text.trim().is_empty() {
        return Err(LineError::new(field, "is blank"));
    }
    if text.len() > longest {
        return Err(LineError::new(
            field,
            format!("is longer than {longest} bytes"),
        ));
    }
    if text.chars().any(char::is_control) {
        return Err(LineError::new(
            field,
            "holds a character that cannot be shown",
        ));
    }
    Ok(())
}
