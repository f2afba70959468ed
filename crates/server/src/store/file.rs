//! The file of a database: where it is, and who may read it.

use std::path::{Path, PathBuf};

use super::{Database, Store, StoreError};

impl Store {
    /// Whether the file of an address is there; any other database is taken to be.
    ///
    /// # Errors
    ///
    /// [`StoreError::Address`].
    pub fn is_there(address: &str) -> Result<bool, StoreError> {
        Ok(match Database::named(address)? {
            Database::Sqlite(file) => file.is_file(),
            // Whether it is there, it says itself when it is opened.
            Database::Postgres(_) => true,
        })
    }

    /// Whether those who want to write have their turn in the order in which they came.
    #[must_use]
    pub fn writers_line_up(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// Whether other users of this machine have rights to the file, which holds secrets.
    #[must_use]
    pub fn is_open_to_others(&self) -> bool {
        use std::os::unix::fs::PermissionsExt as _;

        let Database::Sqlite(path) = &self.database else {
            return false;
        };
        let rights = std::fs::metadata(path).map(|it| it.permissions().mode());
        rights.is_ok_and(|mode| mode & 0o077 != 0)
    }
}

/// Makes a file that is missing, for this user alone: it will hold secrets. The files that `SQLite` puts
/// beside it get the same rights. Those of a file that is there are the operator's business.
pub(super) fn make_private(path: &Path) -> Result<(), StoreError> {
    use std::os::unix::fs::OpenOptionsExt as _;

    let mut options = std::fs::OpenOptions::new();
    match options.write(true).create_new(true).mode(0o600).open(path) {
        Ok(_) => Ok(()),
        // SQLite itself says what is wrong with a file that is there.
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(source) => Err(StoreError::File {
            path: path.to_owned(),
            source,
        }),
    }
}

/// The file that an address names.
pub(super) fn of(address: &str) -> Result<PathBuf, StoreError> {
    let file = address
        .strip_prefix("sqlite:")
        .map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    match file {
        Some(file) if !file.is_empty() && !file.starts_with(':') => Ok(PathBuf::from(file)),
        // What comes after the scheme may be a password.
        _ => Err(StoreError::Address(address.split_once("://").map_or_else(
            || address.to_owned(),
            |(scheme, _)| format!("{scheme}://…"),
        ))),
    }
}
