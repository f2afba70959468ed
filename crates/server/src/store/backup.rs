//! Copies of a `SQLite` file: taken while others read and write, and put back.

use std::fs::{File, remove_file, rename};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _};

use super::database::options;
use super::{Database, Store, StoreError, file};

/// Why a copy cannot be taken or put back. Nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is no file.
    #[error("this is for SQLite; PostgreSQL has pg_dump and pg_restore (docs/operations.md)")]
    NotAFile,
    /// The copy would overwrite something.
    #[error("{0} is there already; name a file that is not")]
    IsThere(PathBuf),
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The copy is damaged, or no database of this program.
    #[error("{path} is not a sound copy of a database: {problem}")]
    Unsound {
        /// The copy.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Another program has the database open.
    #[error("the database {0} is in use; stop the server first")]
    InUse(PathBuf),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Writes a copy of the database as it is now into a new file, for this user alone, and checks it.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; there is no copy then.
    pub async fn back_up(&self, to: &Path) -> Result<(), BackupError> {
        if matches!(self.database, Database::Postgres(_)) {
            return Err(BackupError::NotAFile);
        }
        if to.exists() {
            return Err(BackupError::IsThere(to.to_owned()));
        }
        file::make_private(to)?;
        let copied = self.copy_into(to).await;
        if copied.is_err() {
            // The half of a copy is worse than none.
            let _ = remove_file(to);
        }
        copied
    }

    async fn copy_into(&self, to: &Path) -> Result<(), BackupError> {
        let path = to
            .to_str()
            .ok_or_else(|| StoreError::Address(to.display().to_string()))?;
        sqlx::query("VACUUM INTO $1")
            .bind(path)
            .execute(&self.writer)
            .await?;
        check(to).await?;
        synced(to)
    }

    /// Puts a copy in the place of a database that nobody uses. What was there is kept beside it, under the
    /// name that is answered.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; the database is as it was then.
    pub async fn restore(
        copy: &Path,
        address: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<PathBuf>, BackupError> {
        let Database::Sqlite(place) = Database::named(address)? else {
            return Err(BackupError::NotAFile);
        };
        check(copy).await?;
        let new = beside(&place, "restoring");
        let of_new = |source| BackupError::File {
            path: new.clone(),
            source,
        };
        if new.exists() {
            // Of a restoring that was broken off.
            remove_file(&new).map_err(of_new)?;
        }
        file::make_private(&new)?;
        std::fs::copy(copy, &new).map_err(of_new)?;
        check(&new).await?;
        synced(&new)?;
        let before = if place.exists() {
            alone(&place).await?;
            let name = format!("before-{}", now.format("%Y%m%dT%H%M%SZ"));
            let before = beside(&place, &name);
            moved(&place, &before)?;
            Some(before)
        } else {
            None
        };
        moved(&new, &place)?;
        Ok(before)
    }
}

/// A file's name with an ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

fn moved(from: &Path, to: &Path) -> Result<(), BackupError> {
    rename(from, to).map_err(|source| BackupError::File {
        path: to.to_owned(),
        source,
    })
}

/// Waits until a file is on the disk.
fn synced(path: &Path) -> Result<(), BackupError> {
    let done = File::open(path).and_then(|file| file.sync_all());
    done.map_err(|source| BackupError::File {
        path: path.to_owned(),
        source,
    })
}

/// Checks that a file is whole, and a database of this program.
async fn check(path: &Path) -> Result<(), BackupError> {
    File::open(path).map_err(|source| BackupError::File {
        path: path.to_owned(),
        source,
    })?;
    let unsound = |problem: String| BackupError::Unsound {
        path: path.to_owned(),
        problem,
    };
    sqlx::any::install_default_drivers();
    let checked = async {
        let mut connection = options(path, "ro")?.connect().await?;
        let found: String = sqlx::query_scalar("PRAGMA integrity_check(1)")
            .fetch_one(&mut connection)
            .await?;
        sqlx::query("SELECT id, ledger_head FROM residents LIMIT 1")
            .fetch_optional(&mut connection)
            .await?;
        connection.close().await?;
        Ok::<_, StoreError>(found)
    };
    match checked.await {
        Ok(found) if found == "ok" => Ok(()),
        Ok(found) => Err(unsound(found)),
        Err(error) => Err(unsound(error.to_string())),
    }
}

/// Folds the log of a database into its file; only a connection that is alone can.
async fn alone(path: &Path) -> Result<(), BackupError> {
    let mut connection: AnyConnection = options(path, "rw")?.connect().await?;
    let mode: Result<String, _> = sqlx::query_scalar("PRAGMA journal_mode = DELETE")
        .fetch_one(&mut connection)
        .await;
    connection.close().await?;
    match mode {
        Ok(mode) if mode == "delete" => Ok(()),
        _ => Err(BackupError::InUse(path.to_owned())),
    }
}
