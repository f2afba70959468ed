//! What can be wrong with a record: each fault its own kind and its own sentence.
//!
//! Texts that are repeated from the file are short and printable. Places are counted from 1, as people
//! count.

mod said;

use chrono::NaiveDate;
use citizen_score_rules::{LedgerError, Points, RulebookError};
use serde::Serialize;

pub use said::Said;

use crate::canonical::ReadError;
use crate::document::{FORMATS, MOST_BYTES};
use crate::shown::{bounded, shown};

/// Most characters of a problem that someone else worded, and that may repeat the file.
const MOST_WORDED: usize = 300;

/// What is wrong with a record. In JSON: an object with the kind as `fault`, and its particulars.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RecordFault {
    /// The file is larger than any record.
    #[error("the file has {bytes} bytes, and a record has at most {MOST_BYTES}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The file is not JSON.
    #[error("the file is not JSON: it cannot be read from line {line}, column {column} on")]
    NotJson {
        /// The line.
        line: usize,
        /// The column, in bytes; 0 where the line before broke off.
        column: usize,
    },
    /// The file is JSON, and not an object.
    #[error("the file is JSON, but not a record: a record is one object, in braces")]
    NotARecord,
    /// The file is of another format, or of a newer one.
    #[error("the format is `{format}`; this program reads {}", FORMATS.join(" and "))]
    UnknownFormat {
        /// The format that it names.
        format: String,
    },
    /// A field stands there twice.
    #[error("{field} stands there twice")]
    FieldTwice {
        /// Its path.
        field: String,
    },
    /// A field is missing.
    #[error("{field} is missing")]
    FieldMissing {
        /// Its path.
        field: String,
    },
    /// A field is not one of this format.
    #[error("{field} is not a field of a record")]
    FieldUnknown {
        /// Its path.
        field: String,
    },
    /// A field has a value that it cannot have.
    #[error("{field} is wrong: {problem}")]
    FieldWrong {
        /// Its path.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The number of entries is not the stated one.
    #[error("the record says that it holds {stated} entries, and holds {found}")]
    EntryCountDiffers {
        /// What the record says.
        stated: u64,
        /// What it holds.
        found: u64,
    },
    /// An entry does not fit its digest.
    #[error("entry {place}, `{entry}`, was changed: it does not fit its digest")]
    EntryChanged {
        /// Its place.
        place: usize,
        /// Its id as it is now.
        entry: String,
    },
    /// An entry is missing.
    #[error("entry {place} of {stated} is missing: there are {found}, and none fits its digest")]
    EntryMissing {
        /// The place it should have.
        place: usize,
        /// Entries that there should be.
        stated: usize,
        /// Entries that there are.
        found: usize,
    },
    /// An entry is one too many.
    #[error("entry {place}, `{entry}`, was added: it has no digest")]
    EntryAdded {
        /// Its place.
        place: usize,
        /// Its id.
        entry: String,
    },
    /// The entries stand in another order.
    #[error("the ledger was reordered: entry {place}, `{entry}`, does not belong there")]
    LedgerReordered {
        /// The first place at which the order is another.
        place: usize,
        /// The id of the entry that stands there.
        entry: String,
    },
    /// A statement is about an entry that is not in the record.
    #[error("statement {place} is about the entry `{entry}`, which the record does not hold")]
    StatementWithoutEntry {
        /// Its place.
        place: usize,
        /// The id that it names.
        entry: String,
    },
    /// There are two statements about an entry.
    #[error("statement {place} is the second about the entry `{entry}`")]
    StatementTwice {
        /// Its place.
        place: usize,
        /// The id that it names.
        entry: String,
    },
    /// The statements stand in another order than that of their entries' ids.
    #[error(
        "the statements were reordered: statement {place}, about the entry `{entry}`, does not \
         belong there"
    )]
    StatementsReordered {
        /// The first place at which the order is another.
        place: usize,
        /// The id that the statement there names.
        entry: String,
    },
    /// The rulebook in the record is not valid.
    #[error("the rulebook is not valid: {path}: {problem}")]
    RulebookInvalid {
        /// The field in the rulebook.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The entries do not make a ledger.
    #[error("the ledger is not valid: entry `{entry}`: {field} {problem}")]
    LedgerInvalid {
        /// The offending entry.
        entry: String,
        /// The offending field.
        field: String,
        /// What is wrong with it.
        problem: String,
    },
    /// An entry carries points that its factor is not worth.
    #[error(
        "entry {place}, `{entry}`, is priced wrongly: it carries {points} points, and its factor \
         is worth {min} to {max}"
    )]
    EntryPrice {
        /// Its place.
        place: usize,
        /// Its id.
        entry: String,
        /// The points it carries.
        points: Points,
        /// The fewest that its factor is worth.
        min: Points,
        /// The most that its factor is worth.
        max: Points,
    },
    /// The points do not fit.
    #[error("the points do not fit: they add up beyond what a score can hold")]
    PointsOverflow,
    /// The score is another.
    #[error("the score is wrong: the record says {stated}, and its entries come to {computed}")]
    ScoreDiffers {
        /// What the record says.
        stated: Points,
        /// What its entries come to.
        computed: Points,
    },
    /// The tier is another.
    #[error("the tier is wrong: the record says `{stated}`, and the score lies in `{computed}`")]
    TierDiffers {
        /// What the record says.
        stated: String,
        /// What its rulebook says.
        computed: String,
    },
    /// The next tier, or the points to it, are others.
    #[error("the next tier is wrong: the record says {stated}, and it is {computed}")]
    NextDiffers {
        /// What the record says, as in `A+ in 20`.
        stated: String,
        /// What its rulebook says.
        computed: String,
    },
    /// The margin is another.
    #[error("the margin is wrong: the record says {stated}, and it is {computed}")]
    MarginDiffers {
        /// What the record says.
        stated: String,
        /// What its rulebook says.
        computed: String,
    },
    /// The tier below is another.
    #[error("the tier below is wrong: the record says {stated}, and it is {computed}")]
    BelowDiffers {
        /// What the record says.
        stated: String,
        /// What its rulebook says.
        computed: String,
    },
    /// Whether an entry counts, or why not, is otherwise.
    #[error("entry {place}, `{entry}`: the record says that it {stated}, and it {computed}")]
    OutcomeDiffers {
        /// Its place.
        place: usize,
        /// Its id.
        entry: String,
        /// What the record says.
        stated: Box<Said>,
        /// What its rulebook says.
        computed: Box<Said>,
    },
    /// An entry adds another number of points to the score.
    #[error(
        "entry {place}, `{entry}`: the record says that it adds {stated} points, and it adds \
         {computed}"
    )]
    CountedDiffers {
        /// Its place.
        place: usize,
        /// Its id.
        entry: String,
        /// What the record says.
        stated: Points,
        /// What it adds.
        computed: Points,
    },
    /// The record names a key that is not among the keys given.
    #[error("the record is signed by the key `{key}`, which is not among the known keys")]
    KeyUnknown {
        /// The key that it names.
        key: String,
    },
    /// The key was not in use when the record says that it was issued.
    #[error(
        "the record says that it was issued on {issued_on}, when its key `{key}` was not in use"
    )]
    KeyNotInUse {
        /// The key that it names.
        key: String,
        /// The day on which it says that it was issued.
        issued_on: NaiveDate,
    },
    /// The signature is of another key than the record names.
    #[error("the record names the key `{key}`, and was signed by another, `{signed_by}`")]
    WrongKey {
        /// The key that it names.
        key: String,
        /// The key that signed it.
        signed_by: String,
    },
    /// The signature fits no known key, and nothing more can be said.
    #[error(
        "the signature does not fit: something was changed after the record was signed, or another \
         key signed it"
    )]
    SignatureDoesNotFit {
        /// The key that it names.
        key: String,
    },
}

impl RecordFault {
    /// A field that cannot have its value.
    pub(crate) fn wrong(field: impl Into<String>, problem: impl AsRef<str>) -> Self {
        Self::FieldWrong {
            field: field.into(),
            problem: bounded(problem.as_ref(), MOST_WORDED),
        }
    }

    /// What strict reading refused, within a field.
    pub(crate) fn read(error: ReadError, field: &str) -> Self {
        match error {
            ReadError::NotJson { line, column } => Self::NotJson { line, column },
            ReadError::Twice(name) => Self::FieldTwice {
                field: shown(&name),
            }
            .within(field),
            ReadError::Number | ReadError::TooMany => Self::wrong(field, error.to_string()),
        }
    }

    /// The same, with the path of the field continued to the left.
    pub(crate) fn within(mut self, outer: &str) -> Self {
        if let Self::FieldTwice { field }
        | Self::FieldMissing { field }
        | Self::FieldUnknown { field }
        | Self::FieldWrong { field, .. } = &mut self
            && !outer.is_empty()
        {
            *field = if field.is_empty() {
                outer.to_owned()
            } else {
                format!("{outer}.{field}")
            };
        }
        self
    }
}

impl From<LedgerError> for RecordFault {
    fn from(error: LedgerError) -> Self {
        Self::LedgerInvalid {
            entry: shown(&error.entry),
            field: error.field.to_owned(),
            problem: bounded(&error.problem, MOST_WORDED),
        }
    }
}

impl From<RulebookError> for RecordFault {
    fn from(error: RulebookError) -> Self {
        Self::RulebookInvalid {
            path: error.path,
            problem: error.problem,
        }
    }
}
