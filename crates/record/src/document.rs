//! The document: its fields, and reading it from a file piece by piece.

mod reader;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::{NextTier, Standing};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::base64url;
use crate::canonical;
use crate::digest::Digest;
use crate::entry::RecordEntry;
use crate::fault::RecordFault;
use crate::fields::{Fields, wanted};
use crate::shown::shown;
use crate::statement::RecordStatement;

/// Name and version of the format that is written.
pub const FORMAT: &str = "citizen-score-record/2";

/// All formats that are read. The first has no `statements`.
pub const FORMATS: [&str; 2] = ["citizen-score-record/1", FORMAT];

/// Largest file that is read, in bytes: some 400,000 entries.
pub const MOST_BYTES: usize = 200_000_000;

/// All fields in their canonical order; all but `signature` are what is signed.
pub(crate) const FIELDS: [&str; 12] = [
    "as_of",
    "digests",
    "entries",
    "entry_count",
    "format",
    "issued_at",
    "key",
    "resident",
    "rulebook",
    "signature",
    "standing",
    "statements",
];

/// The fields of a format.
fn fields_of(format: &str) -> &'static [&'static str] {
    let (_, without_statements) = FIELDS.split_last().unwrap_or((&"", &FIELDS));
    if format == FORMAT {
        &FIELDS
    } else {
        without_statements
    }
}

/// The field that is not signed, being the signature.
pub(crate) const SIGNATURE: &str = "signature";

/// Whose record it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resident {
    /// Name of the resident.
    pub name: String,
    /// The resident's number with all but the last four characters masked.
    pub masked_number: String,
}

/// What a file says, field by field. That its parts agree is not checked yet.
#[derive(Debug)]
pub(crate) struct Document {
    pub issued_at: DateTime<Utc>,
    pub as_of: NaiveDate,
    pub resident: Resident,
    /// Canonical JSON of the rulebook, which need not be valid.
    pub rulebook: String,
    pub standing: Standing,
    pub entry_count: u64,
    pub entries: Vec<RecordEntry>,
    pub statements: Vec<RecordStatement>,
    /// The digests that the entries have.
    pub found: Vec<Digest>,
    /// The digests that the record states.
    pub stated: Vec<Digest>,
    pub key: String,
    pub signature: [u8; 64],
    /// Canonical JSON of everything but the signature.
    pub message: Vec<u8>,
}

/// The format alone; everything else is passed over.
#[derive(Deserialize)]
struct Head {
    format: Option<Value>,
}

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Document, RecordFault> {
    if bytes.len() > MOST_BYTES {
        return Err(RecordFault::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    // Some editors begin a file with a byte order mark.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let names = fields_of(read_format(text)?);
    let (fields, lists) = reader::read(text, names)?;
    let message = message(names, &fields, &lists)?;
    assemble(fields, lists, message)
}

fn not_utf8(bytes: &[u8], at: usize) -> RecordFault {
    let before = bytes.get(..at).unwrap_or_default();
    let (mut line, mut column) = (1, 1);
    for byte in before {
        (line, column) = if *byte == b'\n' {
            (line + 1, 1)
        } else {
            (line, column + 1)
        };
    }
    RecordFault::NotJson { line, column }
}

/// The format of a file that is JSON, an object, and of a format that is known: a newer one may differ in
/// anything else.
fn read_format(text: &str) -> Result<&'static str, RecordFault> {
    let head: Head = serde_json::from_str(text).map_err(|error| {
        if !error.is_data() {
            return RecordFault::NotJson {
                line: error.line(),
                column: error.column(),
            };
        }
        // The only fault within an object that this reading knows.
        if error.to_string().starts_with("duplicate field") {
            return RecordFault::FieldTwice {
                field: "format".to_owned(),
            };
        }
        RecordFault::NotARecord
    })?;
    match head.format {
        Some(Value::String(format)) => {
            let known = FORMATS.into_iter().find(|known| *known == format);
            known.ok_or_else(|| RecordFault::UnknownFormat {
                format: shown(&format),
            })
        }
        Some(other) => Err(wanted("format", "a text", &other)),
        None => Err(RecordFault::FieldMissing {
            field: "format".to_owned(),
        }),
    }
}

/// Joins the canonical pieces in the canonical order of their names.
fn message(
    names: &[&str],
    fields: &Map<String, Value>,
    lists: &reader::Lists,
) -> Result<Vec<u8>, RecordFault> {
    let mut message =
        Vec::with_capacity(lists.entries_json.len() + lists.digests_json.len() + 100_000);
    for name in names.iter().copied().filter(|name| *name != SIGNATURE) {
        message.push(if message.is_empty() { b'{' } else { b',' });
        canonical::write_text(name, &mut message);
        message.push(b':');
        let missing = || RecordFault::FieldMissing {
            field: name.to_owned(),
        };
        match name {
            "entries" => message.extend_from_slice(lists.entries_json.as_slice()),
            "digests" => message.extend_from_slice(lists.digests_json.as_slice()),
            "statements" => message.extend_from_slice(lists.statements_json.as_slice()),
            _ => canonical::write(fields.get(name).ok_or_else(missing)?, &mut message)
                .map_err(|error| RecordFault::wrong(name, error.to_string()))?,
        }
    }
    message.push(b'}');
    Ok(message)
}

fn assemble(
    fields: Map<String, Value>,
    lists: reader::Lists,
    message: Vec<u8>,
) -> Result<Document, RecordFault> {
    let mut fields = Fields::of(Value::Object(fields))?;
    fields.take("format")?;
    let count = fields.take("entry_count")?;
    let signature: String = fields.text(SIGNATURE)?;
    let document = Document {
        issued_at: fields.moment("issued_at")?,
        as_of: fields.day("as_of")?,
        resident: resident(fields.take("resident")?).map_err(|it| it.within("resident"))?,
        rulebook: fields.take("rulebook")?.to_string(),
        standing: standing(fields.take("standing")?).map_err(|it| it.within("standing"))?,
        entry_count: count
            .as_u64()
            .ok_or_else(|| wanted("entry_count", "a number of entries", &count))?,
        key: fields.text("key")?,
        signature: base64url::decode(&signature).ok_or_else(|| {
            RecordFault::wrong(
                SIGNATURE,
                "it must be 64 bytes in base64url without padding",
            )
        })?,
        entries: lists.entries,
        statements: lists.statements,
        found: lists.found,
        stated: lists.stated,
        message,
    };
    fields.end()?;
    Ok(document)
}

fn resident(value: Value) -> Result<Resident, RecordFault> {
    let mut fields = Fields::of(value)?;
    let resident = Resident {
        name: fields.text("name")?,
        masked_number: fields.text("masked_number")?,
    };
    fields.end()?;
    Ok(resident)
}

fn standing(value: Value) -> Result<Standing, RecordFault> {
    let mut fields = Fields::of(value)?;
    let next = fields.take("next")?;
    let standing = Standing {
        score: fields.points("score")?,
        tier: fields.text("tier")?,
        next: if next.is_null() {
            None
        } else {
            Some(next_tier(next).map_err(|it| it.within("next"))?)
        },
        margin: fields.optional_points("margin")?,
        below: fields.optional_text("below")?,
    };
    fields.end()?;
    Ok(standing)
}

fn next_tier(value: Value) -> Result<NextTier, RecordFault> {
    let mut fields = Fields::of(value)?;
    let next = NextTier {
        tier: fields.text("tier")?,
        points: fields.points("points")?,
    };
    fields.end()?;
    Ok(next)
}
