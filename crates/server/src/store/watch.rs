//! Noticing what other processes write, such as an import from the command line.

use std::collections::HashSet;

use sqlx::{Connection, SqliteConnection};

use super::{PairingName, Store, StoreError, options};

/// A connection of its own that sees when the file changed.
///
/// `PRAGMA data_version` costs microseconds and changes when any other connection has committed;
/// only then are the new rows looked at.
#[derive(Debug)]
pub struct ChangeWatch {
    connection: SqliteConnection,
    version: i64,
    last_event: i64,
    /// The pairings that are answered and not exchanged, as they were last seen.
    answered: HashSet<PairingName>,
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
        let mut connection =
            SqliteConnection::connect_with(&options(&self.path).read_only(true)).await?;
        let version = data_version(&mut connection).await?;
        let last_event = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM events")
            .fetch_one(&mut connection)
            .await?;
        let answered = answered(&mut connection).await?;
        Ok(ChangeWatch {
            connection,
            version,
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
        Ok(self.connection.close().await?)
    }

    /// What happened since the last call.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn changed(&mut self) -> Result<Changed, StoreError> {
        let version = data_version(&mut self.connection).await?;
        if version == self.version {
            return Ok(Changed::default());
        }
        let newest: Vec<(String, i64)> =
            sqlx::query_as("SELECT resident, MAX(id) FROM events WHERE id > ? GROUP BY resident")
                .bind(self.last_event)
                .fetch_all(&mut self.connection)
                .await?;
        let answered = answered(&mut self.connection).await?;
        self.version = version;
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

/// Pairings that wait for their display. They are not among the events, since a pairing is nobody's
/// before it is approved.
async fn answered(connection: &mut SqliteConnection) -> Result<HashSet<PairingName>, StoreError> {
    let names: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT device_hash FROM pairings WHERE status IN ('approved', 'refused')",
    )
    .fetch_all(connection)
    .await?;
    let names = names.into_iter().map(PairingName::try_from);
    let names: Result<_, _> = names.collect();
    names.map_err(|_| StoreError::Corrupt("pairings.device_hash"))
}

async fn data_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await?)
}
