//! Rulebooks that were applied, each version with its text.

use chrono::{DateTime, SecondsFormat, Utc};

use super::{Store, StoreError};

/// Why a rulebook cannot be applied.
#[derive(Debug, thiserror::Error)]
pub enum ApplyError {
    /// This version was applied before and said something else.
    #[error(
        "version {version} of rulebook {id} was applied before with other contents; a changed \
         rulebook needs a new version"
    )]
    Changed {
        /// Name of the rulebook.
        id: String,
        /// Its version.
        version: String,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for ApplyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Store {
    /// Notes that this version of a rulebook is in use from now on.
    ///
    /// # Errors
    ///
    /// [`ApplyError::Changed`] where the same version was applied with another text.
    pub async fn apply_rulebook(
        &self,
        id: &str,
        version: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<(), ApplyError> {
        let mut tx = self.begin().await?;
        let known: Option<(String, i64)> =
            sqlx::query_as("SELECT text, place FROM rulebooks WHERE id = $1 AND version = $2")
                .bind(id)
                .bind(version)
                .fetch_optional(&mut *tx)
                .await?;
        let newest: i64 = sqlx::query_scalar("SELECT COALESCE(MAX(place), 0) FROM rulebooks")
            .fetch_one(&mut *tx)
            .await?;
        match known {
            Some((before, _)) if before != text => {
                return Err(ApplyError::Changed {
                    id: id.to_owned(),
                    version: version.to_owned(),
                });
            }
            Some((_, place)) if place == newest => return Ok(()),
            Some(_) => {
                sqlx::query("UPDATE rulebooks SET place = $1 WHERE id = $2 AND version = $3")
                    .bind(newest + 1)
                    .bind(id)
                    .bind(version)
                    .execute(&mut *tx)
                    .await?;
            }
            None => {
                sqlx::query(
                    "INSERT INTO rulebooks (id, version, text, applied_at, place) \
                     VALUES ($1, $2, $3, $4, $5)",
                )
                .bind(id)
                .bind(version)
                .bind(text)
                .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
                .bind(newest + 1)
                .execute(&mut *tx)
                .await?;
            }
        }
        tx.commit().await?;
        Ok(())
    }

    /// The text of the rulebook in use.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn rulebook_in_use(&self) -> Result<Option<String>, StoreError> {
        let text = sqlx::query_scalar("SELECT text FROM rulebooks ORDER BY place DESC LIMIT 1")
            .fetch_optional(&self.reader)
            .await?;
        Ok(text)
    }
}
