//! Which database it is, and what differs between the two: how it is opened, and how a transaction begins.

use std::fmt::{self, Debug, Formatter, Write as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{
    Any, AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Executor as _, Transaction,
};

use super::lane::Lane;
use super::{StoreError, file, postgres};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/sqlite");

/// How long a writer waits for another process's transaction, such as a long import.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// Connections that read; `SQLite` serves each from a thread of its own.
const READERS: u32 = 4;

/// Begins a transaction that writes to a file, with the right to write.
const BEGIN: &str = "BEGIN IMMEDIATE";

/// Name of the lock that writers of all replicas take in turn, beside that of their schema.
const WRITERS: i32 = 0x6369_7469;

/// The database that an address names.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A `SQLite` file, for one server.
    Sqlite(PathBuf),
    /// `PostgreSQL`, for any number of servers; the address with all that it says.
    Postgres(Arc<str>),
}

/// A database that is open.
pub(super) struct Opened {
    /// What reads.
    pub(super) reader: AnyPool,
    /// What writes.
    pub(super) writer: AnyPool,
    /// What is asked most; none where reading costs no way to another process.
    pub(super) lane: Option<Arc<Lane>>,
}

impl Debug for Database {
    /// Without the address of `PostgreSQL`, which may hold a password.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => f.debug_tuple("Sqlite").field(path).finish(),
            Self::Postgres(_) => f.debug_tuple("Postgres").finish_non_exhaustive(),
        }
    }
}

impl Database {
    /// Reads `sqlite:FILE` or `postgres://…`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Address`], without what the address says, which may be a password.
    pub fn named(address: &str) -> Result<Self, StoreError> {
        let is_postgres = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| address.starts_with(scheme));
        if is_postgres {
            return Ok(Self::Postgres(address.into()));
        }
        file::of(address).map(Self::Sqlite)
    }

    /// Opens it, with its structure brought up to date.
    pub(super) async fn open(&self) -> Result<Opened, StoreError> {
        sqlx::any::install_default_drivers();
        match self {
            Self::Sqlite(path) => open_file(path).await,
            Self::Postgres(address) => postgres::open(address).await,
        }
    }

    /// A transaction that holds the right to write from its beginning, so that what it read stays true
    /// until it ends.
    pub(super) async fn begin(
        &self,
        writer: &AnyPool,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        match self {
            Self::Sqlite(_) => begin_in_file(writer).await,
            Self::Postgres(_) => {
                let mut tx = writer.begin().await?;
                sqlx::query("SELECT pg_advisory_xact_lock($1, hashtext(current_schema())) IS NULL")
                    .bind(WRITERS)
                    .execute(&mut *tx)
                    .await?;
                Ok(tx)
            }
        }
    }

    /// A transaction that sees the database as it is now, and writes nothing.
    pub(super) async fn moment(
        &self,
        reader: &AnyPool,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        Ok(match self {
            Self::Sqlite(_) => reader.begin().await?,
            Self::Postgres(_) => {
                reader
                    .begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                    .await?
            }
        })
    }
}

/// Begins to write to a file.
async fn begin_in_file(writer: &AnyPool) -> Result<Transaction<'static, Any>, StoreError> {
    match writer.begin_with(BEGIN).await {
        Err(error) => {
            // Where a write fails, as on a full disk, SQLite itself ends the transaction; the driver does not
            // hear of that, and begins no other on this connection.
            let connection = writer.acquire().await?;
            if !connection.is_in_transaction() {
                return Err(error.into());
            }
            // Only for this connection; what it had to say is in the error before.
            let _ = connection.close().await;
            Ok(writer.begin_with(BEGIN).await?)
        }
        begun => Ok(begun?),
    }
}

async fn open_file(path: &Path) -> Result<Opened, StoreError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder {
            path: folder.to_owned(),
            source,
        })?;
    }
    file::make_private(path)?;
    let pool = || {
        AnyPoolOptions::new()
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(|connection, _| Box::pin(prepare(connection)))
    };
    let writer = pool()
        .max_connections(1)
        .connect_with(options(path, "rwc")?)
        .await?;
    writer.execute("PRAGMA journal_mode = WAL").await?;
    SQLITE.run(&writer).await?;
    let reader = pool()
        .max_connections(READERS)
        .test_before_acquire(false)
        .connect_with(options(path, "ro")?)
        .await?;
    Ok(Opened {
        reader,
        writer,
        lane: None,
    })
}

async fn prepare(connection: &mut AnyConnection) -> sqlx::Result<()> {
    let pragmas = format!(
        "PRAGMA busy_timeout = {}; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON",
        BUSY_TIMEOUT.as_millis()
    );
    connection.execute(sqlx::AssertSqlSafe(pragmas)).await?;
    Ok(())
}

/// How a connection to a file is made, in a mode of `SQLite`.
pub(super) fn options(path: &Path, mode: &str) -> Result<AnyConnectOptions, StoreError> {
    let path = path
        .to_str()
        .ok_or_else(|| StoreError::Address(path.display().to_string()))?;
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(escaped, "%{byte:02X}");
        }
    }
    let address = format!("sqlite:{escaped}?mode={mode}");
    Ok(AnyConnectOptions::from_str(&address)?.disable_statement_logging())
}
