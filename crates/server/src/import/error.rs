//! Why an import says no.

use citizen_score_rules::PointsError;

use super::{LineError, LinesError};
use crate::store::{AddError, StoreError};

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A line cannot be read.
    #[error("{file}:{line}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: LinesError,
    },
    /// A line says something that cannot be.
    #[error("{file}:{line}: {source}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: LineError,
    },
    /// A line does not fit what is stored.
    #[error("{file}:{line}: {source}")]
    Add {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What does not fit.
        source: AddError,
    },
    /// The points of a resident add up to more than a number can hold.
    #[error("{file}:{line}: points: of resident `{resident}`: {source}")]
    Points {
        /// The file.
        file: String,
        /// The last line about the resident.
        line: usize,
        /// The resident.
        resident: String,
        /// What is wrong.
        source: PointsError,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
