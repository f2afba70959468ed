//! Noticing what other processes write, such as an import from the command line.

mod ear;

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use sqlx::{AnyConnection, AnyPool, ConnectOptions as _, Connection as _};
use tokio::task::JoinHandle;

use self::ear::Ear;
use super::database::options;
use super::{Database, PairingName, Store, StoreError};

/// How the channel begins on which `PostgreSQL` says that there is something new; a trigger of the database
/// does. Then comes the name of the schema.
const CHANNEL: &str = "citizen_score_";

/// Sees when somebody, in whatever process, wrote something.
#[derive(Debug)]
pub struct ChangeWatch {
    signal: Signal,
    reader: AnyPool,
    last_event: i64,
    /// The pairings that are answered and not exchanged, as they were last seen.
    answered: HashSet<PairingName>,
}

/// What tells that there may be something new.
#[derive(Debug)]
enum Signal {
    /// A connection of its own to the file. `PRAGMA data_version` costs microseconds and changes when any
    /// other connection has committed.
    File {
        connection: AnyConnection,
        version: i64,
    },
    /// The database calls on a connection of its own, which a task listens to: how often it did, and how often
    /// it had when what is new was last read.
    Called {
        heard: Arc<AtomicI64>,
        read: i64,
        ear: JoinHandle<()>,
    },
}

/// What happened since the last look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The residents to whose ledgers or visits something happened.
    pub residents: Vec<String>,
    /// The pairings that were approved or refused.
    pub pairings: Vec<PairingName>,
}

impl Store {
    /// Begins to watch.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn watch(&self) -> Result<ChangeWatch, StoreError> {
        let signal = match &self.database {
            Database::Sqlite(path) => {
                let mut connection = options(path, "ro")?.connect().await?;
                let version = data_version(&mut connection).await?;
                Signal::File {
                    connection,
                    version,
                }
            }
            Database::Postgres(address) => {
                let schema: String = sqlx::query_scalar("SELECT CAST(current_schema() AS TEXT)")
                    .fetch_one(&self.reader)
                    .await?;
                let heard = Arc::new(AtomicI64::new(0));
                let ear = Ear {
                    address: Arc::clone(address),
                    channel: format!("{CHANNEL}{schema}"),
                    heard: Arc::clone(&heard),
                };
                let listener = ear.connect().await?;
                Signal::Called {
                    ear: tokio::spawn(ear.listen(listener)),
                    heard,
                    read: 0,
                }
            }
        };
        let last_event = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM events")
            .fetch_one(&self.reader)
            .await?;
        let answered = answered(&self.reader).await?;
        Ok(ChangeWatch {
            signal,
            reader: self.reader.clone(),
            last_event,
            answered,
        })
    }
}

impl ChangeWatch {
    /// Ends it.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn close(self) -> Result<(), StoreError> {
        match self.signal {
            Signal::File { connection, .. } => connection.close().await?,
            Signal::Called { ear, .. } => ear.abort(),
        }
        Ok(())
    }

    /// What happened since the last call.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn changed(&mut self) -> Result<Changed, StoreError> {
        let Some(seen) = self.signal.look().await? else {
            return Ok(Changed::default());
        };
        let newest: Vec<(String, i64)> =
            sqlx::query_as("SELECT resident, MAX(id) FROM events WHERE id > $1 GROUP BY resident")
                .bind(self.last_event)
                .fetch_all(&self.reader)
                .await?;
        let answered = answered(&self.reader).await?;
        // Only now: after a failure it is looked at again.
        self.signal.settle(seen);
        self.last_event = newest
            .iter()
            .map(|(_, id)| *id)
            .fold(self.last_event, i64::max);
        let pairings = answered.difference(&self.answered).copied().collect();
        self.answered = answered;
        Ok(Changed {
            residents: newest.into_iter().map(|(resident, _)| resident).collect(),
            pairings,
        })
    }
}

impl Signal {
    /// What to settle with once it is read, if there may be something new.
    async fn look(&mut self) -> Result<Option<i64>, StoreError> {
        match self {
            Self::File {
                connection,
                version,
            } => {
                let now = data_version(connection).await?;
                Ok((now != *version).then_some(now))
            }
            Self::Called { heard, read, .. } => {
                let now = heard.load(Ordering::Acquire);
                Ok((now != *read).then_some(now))
            }
        }
    }

    /// What was new is read.
    fn settle(&mut self, seen: i64) {
        match self {
            Self::File { version, .. } => *version = seen,
            Self::Called { read, .. } => *read = seen,
        }
    }
}

/// Pairings that wait for their display. They are not among the events, since a pairing is nobody's
/// before it is approved.
async fn answered(reader: &AnyPool) -> Result<HashSet<PairingName>, StoreError> {
    let names: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT device_hash FROM pairings WHERE status IN ('approved', 'refused')",
    )
    .fetch_all(reader)
    .await?;
    let names = names.into_iter().map(PairingName::try_from);
    let names: Result<_, _> = names.collect();
    names.map_err(|_| StoreError::Corrupt("pairings.device_hash"))
}

async fn data_version(connection: &mut AnyConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await?)
}
