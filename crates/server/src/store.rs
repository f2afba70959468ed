//! The database. SQL is written in this module and below it, and nowhere else.
//!
//! One connection writes, several read. A moment in a column that is compared is in seconds since
//! 1970; everything that is shown is text in RFC 3339.

mod access;
mod added;
mod announced;
mod answered;
mod around;
mod cases;
mod codes;
mod consent;
mod demo;
mod displays;
mod entries;
mod events;
mod evidence;
mod file;
mod insert;
mod keys;
mod ledger;
mod marks;
mod meta;
mod pairings;
mod proofs;
mod push;
mod residents;
mod rulebooks;
mod sessions;
mod sign_in;
mod statements;
mod watch;

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions as _, Sqlite, Transaction};

pub use access::NewAccess;
pub use added::{AddError, Added};
pub use announced::Announced;
pub use answered::{Given, Seen};
pub use cases::{CaseLine, NewCaseRow, NewStep, Ruling, Wanted};
pub use citizen_score_office::accesses::AccessFilter;
pub use citizen_score_office::cursor::cases::CasePlace;
pub use citizen_score_office::cursor::entries::Place;
pub use citizen_score_office::marks::{Mark, Marks};
pub use citizen_score_office::once::Once;
pub use citizen_score_office::proofs::Shown;
pub use demo::DEMO_LOADED;
pub use displays::{Display, DisplayFigures, DisplayRow};
pub use events::{EventRow, Happened};
pub use evidence::{Dropped, NewFile, Put};
pub use keys::{KeyRow, NewKey, SigningRow};
pub use ledger::{LedgerWriter, Source};
pub use pairings::{
    NewPairingRow, PairingJudged, PairingName, PairingQuestion, PairingRow, PairingWish, Progress,
};
pub use proofs::{Judged, Made, NewTierProof};
pub use push::{ClaimedPush, NewSubscription, PushTarget, Subjects, Tested};
pub use residents::Resident;
pub use rulebooks::ApplyError;
pub use sessions::{Device, Extended, Holder, NewSession, OpenRow, VisitRow};
pub use sign_in::{Attempt, Brake, Offer, SlowDown, Verdict};
pub use watch::{ChangeWatch, Changed};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// How long a writer waits for another process's transaction, such as a long import.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Connections that read; `SQLite` serves each from a thread of its own.
const READERS: u32 = 4;

/// What the database refused. For the log: residents are never shown it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is not one of a `SQLite` file.
    #[error("`{0}` is not a database address; write sqlite:FILE")]
    Address(String),
    /// The folder of the file cannot be made.
    #[error("the folder {path} cannot be made: {source}")]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file cannot be made.
    #[error("the database {path} cannot be made: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The file was written by a newer program, or its structure cannot be brought up to date.
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// A statement failed.
    #[error("the database failed: {0}")]
    Sql(#[from] sqlx::Error),
    /// A value in the file is not what this program writes.
    #[error("the database holds a wrong value in {0}")]
    Corrupt(&'static str),
}

/// The database, open. Copies share it.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
    reader: SqlitePool,
    writer: SqlitePool,
}

impl Store {
    /// Opens `sqlite:FILE`, making the folder and the file where they are missing, and brings its
    /// structure up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError`] for an address of another kind, and for a file that cannot be opened.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let path = file::of(address)?;
        if let Some(folder) = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
        {
            std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
                path: folder.to_owned(),
                source,
            })?;
        }
        file::make_private(&path)?;
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options(&path).create_if_missing(true))
            .await?;
        MIGRATIONS.run(&writer).await?;
        let reader = SqlitePoolOptions::new()
            .max_connections(READERS)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options(&path).read_only(true))
            .await?;
        Ok(Self {
            path,
            reader,
            writer,
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`] when it does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1 FROM meta LIMIT 1")
            .fetch_optional(&self.reader)
            .await?;
        Ok(())
    }

    /// Folds the write-ahead log into the file, so that the file alone holds everything, and closes
    /// all connections.
    ///
    /// The last connection to close would fold it too, but a command that is still open, such as a
    /// backup, may be that one.
    pub async fn close(&self) {
        self.reader.close().await;
        match self.fold().await {
            Ok(true) | Err(sqlx::Error::PoolClosed) => {}
            Ok(false) => tracing::warn!(
                "another program uses the database, so its write-ahead log stays; copy the -wal \
                 file too"
            ),
            Err(error) => {
                tracing::warn!(%error, "the write-ahead log stays; copy the -wal file too");
            }
        }
        self.writer.close().await;
    }

    /// Folds the write-ahead log into the file, and answers whether all of it was.
    async fn fold(&self) -> Result<bool, sqlx::Error> {
        let mut writer = self.writer.acquire().await?;
        // Whoever asked the program to end does not wait for another program's long transaction.
        sqlx::query("PRAGMA busy_timeout = 2000")
            .execute(&mut *writer)
            .await?;
        let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)")
            .fetch_one(&mut *writer)
            .await?;
        Ok(busy == 0)
    }

    /// A transaction that holds the right to write from its beginning, so that what it read stays
    /// true until it ends.
    async fn begin(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.writer.begin_with("BEGIN IMMEDIATE").await?)
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .disable_statement_logging()
}
