//! The database. SQL is written in this module and below it, and nowhere else.
//!
//! One connection writes, several read. A moment in a column that is compared is in seconds since
//! 1970; everything that is shown is text in RFC 3339.

mod access;
mod added;
mod announced;
mod answered;
mod around;
mod backup;
mod cases;
mod codes;
mod consent;
mod database;
mod demo;
mod displays;
mod entries;
mod events;
mod evidence;
mod file;
mod flag;
mod insert;
mod keys;
mod lane;
mod ledger;
mod marks;
mod meta;
mod numbered;
mod oidc;
mod pace;
mod pairings;
mod postgres;
mod proofs;
mod push;
mod residents;
mod rulebooks;
mod sessions;
mod sign_in;
mod silence;
mod standings;
mod statements;
mod sweep;
mod watch;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sqlx::{Any, AnyConnection, AnyPool, Transaction};

use lane::{Answer, Lane};

use crate::steps::{Step, step};

pub use access::NewAccess;
pub use added::{AddError, Added};
pub use announced::Announced;
pub use answered::{Given, Seen};
pub use backup::BackupError;
pub use cases::{CaseLine, NewCaseRow, NewStep, Ruling, Wanted};
pub use citizen_score_office::accesses::AccessFilter;
pub use citizen_score_office::cursor::cases::CasePlace;
pub use citizen_score_office::cursor::entries::Place;
pub use citizen_score_office::marks::{Mark, Marks};
pub use citizen_score_office::once::Once;
pub use citizen_score_office::proofs::Shown;
pub use database::Database;
pub use demo::DEMO_LOADED;
pub use displays::{Display, DisplayFigures, DisplayRow};
pub use events::{EventRow, Happened};
pub use evidence::{Dropped, NewFile, Put};
pub use keys::{KeyRow, NewKey, SigningRow};
pub use ledger::{LedgerWriter, Source};
pub use oidc::{Begun, IssuerNames, ToldSignOut};
pub use pairings::{
    NewPairingRow, PairingJudged, PairingName, PairingQuestion, PairingRow, PairingWish, Progress,
};
pub use proofs::{Judged, Made, NewTierProof};
pub use push::{ClaimedPush, NewSubscription, PushTarget, Subjects, Tested};
pub use residents::Resident;
pub use rulebooks::ApplyError;
pub use sessions::{Device, Extended, Holder, NewSession, OpenRow, VisitRow};
pub use sign_in::{Attempt, Brake, Offer, SlowDown, Verdict};
pub use standings::KeptStanding;
pub use watch::{ChangeWatch, Changed};

/// What the database refused. For the log: residents are never shown it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither that of a `SQLite` file nor one of `PostgreSQL`.
    #[error("`{0}` is not a database address; write sqlite:FILE or postgres://USER@HOST/NAME")]
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
    /// The database said nothing for too long.
    #[error("the database does not answer")]
    Silent,
    /// A value in the file is not what this program writes.
    #[error("the database holds a wrong value in {0}")]
    Corrupt(&'static str),
}

/// Classes and codes of `PostgreSQL` that say that it cannot be reached, has no connection left, ends or begins,
/// has no room, or is held by others for too long; and of `SQLite`: busy, locked, failed to read or write, full.
const OUT_OF_REACH: [&str; 5] = ["08", "53", "55P03", "57P", "58"];
const OUT_OF_REACH_FILE: [u32; 4] = [5, 6, 10, 13];

/// How long the end waits for connections to `PostgreSQL` that are in use.
const LAST_WORDS: Duration = Duration::from_secs(5);

impl StoreError {
    /// Whether the database is out of reach, and may be there again soon: nothing is wrong with what was
    /// asked, and nothing of it was done.
    #[must_use]
    pub fn is_out_of_reach(&self) -> bool {
        let error = match self {
            Self::Sql(error) => error,
            Self::Silent => return true,
            _ => return false,
        };
        match error {
            sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::Io(_)
            // So is called what a connection says that breaks off while it is made.
            | sqlx::Error::Protocol(_)
            | sqlx::Error::Tls(_) => true,
            sqlx::Error::Database(error) => error.code().is_some_and(|code| {
                // A code of SQLite is a number, of which the last eight bits are the kind.
                match code.parse::<u32>() {
                    Ok(number) if code.len() < 5 => OUT_OF_REACH_FILE.contains(&(number & 0xFF)),
                    _ => OUT_OF_REACH.iter().any(|class| code.starts_with(class)),
                }
            }),
            _ => false,
        }
    }
}

/// The database, open. Copies share it.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    reader: AnyPool,
    writer: AnyPool,
    lane: Option<Arc<Lane>>,
}

impl Store {
    /// Opens `sqlite:FILE`, making the folder and the file where they are missing, or
    /// `postgres://USER@HOST/NAME`, and brings its structure up to date.
    ///
    /// # Errors
    ///
    /// [`StoreError`] for an address of another kind, and for a database that cannot be opened.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        let database = Database::named(address)?;
        let opened = database.open().await?;
        Ok(Self {
            database,
            reader: opened.reader,
            writer: opened.writer,
            lane: opened.lane,
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

    /// Closes all connections; of a `SQLite` file, folds the write-ahead log into it before, so that the
    /// file alone holds everything.
    ///
    /// The last connection to close would fold it too, but a command that is still open, such as a
    /// backup, may be that one.
    pub async fn close(&self) {
        if let Some(lane) = &self.lane {
            lane.close().await;
        }
        if matches!(self.database, Database::Postgres(_)) {
            // Whatever does not answer now is dropped.
            let _ = tokio::time::timeout(LAST_WORDS, self.reader.close()).await;
            return;
        }
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

    /// Asks what nearly every request asks, by the shortest way.
    async fn ask<T>(
        &self,
        question: impl for<'a> Fn(&'a mut AnyConnection) -> Answer<'a, T>,
    ) -> Result<T, StoreError> {
        if let Some(lane) = &self.lane {
            return lane.ask(question).await;
        }
        let mut reader = self.reader.acquire().await?;
        question(&mut reader).await
    }

    /// A transaction that holds the right to write from its beginning, so that what it read stays
    /// true until it ends.
    async fn begin(&self) -> Result<Transaction<'static, Any>, StoreError> {
        step(Step::WaitToWrite, self.database.begin(&self.writer)).await
    }

    /// A transaction that sees the database as it is now, and writes nothing.
    async fn moment(&self) -> Result<Transaction<'static, Any>, StoreError> {
        self.database.moment(&self.reader).await
    }
}
