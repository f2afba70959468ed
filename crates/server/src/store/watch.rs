//! Noticing what other processes write, such as an import from the command line.

use sqlx::{Connection, SqliteConnection};

use super::{Store, StoreError, options};

/// A connection of its own that sees when the file changed.
///
/// `PRAGMA data_version` costs microseconds and changes when any other connection has committed;
/// only then are the new rows looked at.
#[derive(Debug)]
pub struct ChangeWatch {
    connection: SqliteConnection,
    version: i64,
    last_event: i64,
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
        Ok(ChangeWatch {
            connection,
            version,
            last_event,
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

    /// The residents to whose ledgers something happened since the last call.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn changed(&mut self) -> Result<Vec<String>, StoreError> {
        let version = data_version(&mut self.connection).await?;
        if version == self.version {
            return Ok(Vec::new());
        }
        let newest: Vec<(String, i64)> =
            sqlx::query_as("SELECT resident, MAX(id) FROM events WHERE id > ? GROUP BY resident")
                .bind(self.last_event)
                .fetch_all(&mut self.connection)
                .await?;
        self.version = version;
        self.last_event = newest
            .iter()
            .map(|(_, id)| *id)
            .fold(self.last_event, i64::max);
        Ok(newest.into_iter().map(|(resident, _)| resident).collect())
    }
}

async fn data_version(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await?)
}
