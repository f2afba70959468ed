//! What can go wrong between a page and its device's ledger. The page words it by kind.

use citizen_score_contract::ProblemCode;
use citizen_score_rules::{LedgerError, PointsError};
use serde::{Deserialize, Serialize};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// The server could not be reached.
    #[error("there is no connection to the server")]
    Offline,
    /// The server refused.
    #[error("the server answered with {code:?}")]
    Refused {
        /// What the server says.
        code: ProblemCode,
        /// Name of the request in the server's log.
        request_id: Option<String>,
    },
    /// The stream ended before it was complete.
    #[error("the ledger broke off after {entries} entries")]
    BrokenOff {
        /// Entries that had arrived.
        entries: u64,
    },
    /// A line of the stream could not be read.
    #[error("line {line} of the ledger cannot be read: {problem}")]
    Line {
        /// Number of the line, from 1.
        line: u64,
        /// What is wrong with it.
        problem: String,
    },
    /// The entries contradict themselves or each other.
    #[error("{problem}")]
    Ledger {
        /// The entry, the field and a sentence.
        problem: String,
    },
    /// The rulebook could not be read, or is not the one that was applied.
    #[error("the rulebook cannot be used: {problem}")]
    Rulebook {
        /// What is wrong with it.
        problem: String,
    },
    /// The points do not fit; nothing was wrapped.
    #[error("the points add up to more than this app can count")]
    TooManyPoints,
    /// There is no such entry in the ledger.
    #[error("there is no such entry")]
    NoSuchEntry,
    /// A question that cannot be answered as it stands.
    #[error("{problem}")]
    Question {
        /// What is wrong with it.
        problem: String,
    },
    /// The device's own calculator stopped working.
    #[error("the calculator on this device stopped")]
    Stopped,
}

impl From<PointsError> for Fault {
    fn from(_: PointsError) -> Self {
        Self::TooManyPoints
    }
}

impl From<LedgerError> for Fault {
    fn from(error: LedgerError) -> Self {
        Self::Ledger {
            problem: error.to_string(),
        }
    }
}
