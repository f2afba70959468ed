//! The rulebook that was announced: at most one, which is not in force yet.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use super::{Store, StoreError};

/// Names an announcement: another one has another name.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Announced {
    /// Version of the rulebook.
    pub version: String,
    /// First day on which it is to be in force, as text.
    pub effective_from: String,
    /// Moment at which it was announced, as text.
    pub announced_at: String,
}

impl Store {
    /// Announces a rulebook, in place of what was announced before.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn announce_rulebook(
        &self,
        id: &str,
        version: &str,
        effective_from: NaiveDate,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO announced_rulebook \
             (place, id, version, text, effective_from, announced_at) VALUES (1, $1, $2, $3, $4, $5) \
             ON CONFLICT (place) DO UPDATE SET id = excluded.id, version = excluded.version, \
             text = excluded.text, effective_from = excluded.effective_from, \
             announced_at = excluded.announced_at",
        )
        .bind(id)
        .bind(version)
        .bind(text)
        .bind(effective_from.to_string())
        .bind(now.to_rfc3339_opts(SecondsFormat::Micros, true))
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Takes back what was announced, and answers whether anything was.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn withdraw_rulebook(&self) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM announced_rulebook")
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// What is announced, without its text.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn announced(&self) -> Result<Option<Announced>, StoreError> {
        let row =
            sqlx::query_as("SELECT version, effective_from, announced_at FROM announced_rulebook")
                .fetch_optional(&self.reader)
                .await?;
        Ok(row)
    }

    /// The text of what is announced under this name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn announced_text(&self, name: &Announced) -> Result<Option<String>, StoreError> {
        let text = sqlx::query_scalar(
            "SELECT text FROM announced_rulebook WHERE version = $1 AND announced_at = $2",
        )
        .bind(&name.version)
        .bind(&name.announced_at)
        .fetch_optional(&self.reader)
        .await?;
        Ok(text)
    }
}
