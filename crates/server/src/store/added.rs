//! What became of an entry or a registration that was to be added.

use super::StoreError;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new.
    New,
    /// The very same was already there.
    Known,
}

/// Why a line cannot be added.
#[derive(Debug, thiserror::Error)]
pub enum AddError {
    /// There is no such resident.
    #[error("resident: `{0}` is not registered")]
    UnknownResident(String),
    /// An entry with this id says something else.
    #[error("id: `{0}` is already recorded with other contents; an entry never changes")]
    OtherEntry(String),
    /// A resident with this id has another name or number.
    #[error("resident: `{0}` is already registered with another name or number")]
    OtherResident(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AddError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
