//! Residents.

use sqlx::AnyConnection;

use super::flag::Flag;
use super::{Store, StoreError};

/// A resident as registered.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Resident {
    /// The resident's id.
    pub id: String,
    /// The resident's name.
    pub name: String,
    /// The resident's number, in full; it leaves the server masked only.
    pub number: String,
    /// Whether the resident is made up.
    #[sqlx(try_from = "Flag")]
    pub demo: bool,
}

/// A resident by id, as one connection sees it.
pub(super) async fn read(
    connection: &mut AnyConnection,
    id: &str,
) -> Result<Option<Resident>, StoreError> {
    let row = sqlx::query_as("SELECT id, name, number, demo FROM residents WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(row)
}

impl Store {
    /// A resident by id.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn resident(&self, id: &str) -> Result<Option<Resident>, StoreError> {
        read(&mut *self.reader.acquire().await?, id).await
    }

    /// How many residents there are: made-up ones, then others.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn count_residents(&self) -> Result<(i64, i64), StoreError> {
        let counts = sqlx::query_as(
            "SELECT CAST(COALESCE(SUM(demo), 0) AS BIGINT), \
             CAST(COALESCE(SUM(1 - demo), 0) AS BIGINT) FROM residents",
        )
        .fetch_one(&self.reader)
        .await?;
        Ok(counts)
    }
}
