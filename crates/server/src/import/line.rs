//! One line of an import: an entry with the resident it belongs to, or a registration.

use citizen_score_rules::ledger::MAX_TEXT;
use citizen_score_rules::{Entry, Text};

use super::fields::Fields;

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

/// Reads a line. What an entry means is not looked at.
///
/// # Errors
///
/// [`LineError`].
pub fn read_line(text: &str) -> Result<Line, LineError> {
    let fields = Fields::read(text)?;
    if !fields.has("id") && (fields.has("name") || fields.has("number")) {
        return read_registration(fields);
    }
    read_entry(fields)
}

fn read_registration(mut fields: Fields) -> Result<Line, LineError> {
    let resident = fields.text("resident")?;
    let name = fields.text("name")?;
    let number = fields.text("number")?;
    fields.end("a registration")?;
    check("resident", &resident, MAX_ID)?;
    check("name", &name, MAX_TEXT)?;
    check("number", &number, MAX_TEXT)?;
    Ok(Line::Registration {
        resident,
        name,
        number,
    })
}

fn read_entry(mut fields: Fields) -> Result<Line, LineError> {
    let resident = fields.optional_text("resident")?;
    let entry = Entry {
        id: fields.text("id")?.into(),
        factor: fields.text("factor")?.into(),
        points: fields.points("points")?,
        occurred_on: fields.day("occurred_on")?,
        recorded_at: fields.moment("recorded_at")?,
        authority: fields.text("authority")?.into(),
        reference: fields.text("reference")?.into(),
        basis: fields.text("basis")?.into(),
        rulebook_version: fields.text("rulebook_version")?.into(),
        counts_until: fields.optional_day("counts_until")?,
        corrects: fields.optional_text("corrects")?.map(Text::from),
        repaired_on: fields.optional_day("repaired_on")?,
        contested: fields.flag("contested")?,
    };
    fields.end("an entry")?;
    if let Some(resident) = &resident {
        check("resident", resident, MAX_ID)?;
    }
    entry
        .check()
        .map_err(|error| LineError::new(error.field, error.problem))?;
    Ok(Line::Entry {
        resident,
        entry: Box::new(entry),
    })
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
