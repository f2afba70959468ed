//! A resident's own words beside an entry.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::Statement;
use sqlx::{Any, Transaction};

use super::events::happened;
use super::marks::{revise, written};
use super::{Store, StoreError};

impl Store {
    /// Writes the resident's words beside an entry, and answers with them; none where the resident has
    /// no such entry. Words that stand there already stay as old as they are.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn write_statement(
        &self,
        resident: &str,
        entry: &str,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Statement>, StoreError> {
        let mut tx = self.begin().await?;
        let Some(stands) = statement_of(&mut tx, resident, entry).await? else {
            return Ok(None);
        };
        if let Some(stands) = stands.filter(|it| it.text == text) {
            return Ok(Some(stands));
        }
        let at = now.to_rfc3339_opts(SecondsFormat::Secs, true);
        sqlx::query(
            "INSERT INTO entry_marks (resident, entry, statement, statement_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (resident, entry) DO UPDATE SET \
             statement = excluded.statement, statement_at = excluded.statement_at",
        )
        .bind(resident)
        .bind(entry)
        .bind(text)
        .bind(&at)
        .execute(&mut *tx)
        .await?;
        changed(&mut tx, resident, entry, now).await?;
        tx.commit().await?;
        written(text.to_owned(), &at).map(Some)
    }

    /// Takes the resident's words beside an entry away, and answers whether the resident has such an
    /// entry. Where nothing stands there, nothing changes.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn remove_statement(
        &self,
        resident: &str,
        entry: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        match statement_of(&mut tx, resident, entry).await? {
            None => return Ok(false),
            Some(None) => return Ok(true),
            Some(Some(_)) => {}
        }
        sqlx::query(
            "UPDATE entry_marks SET statement = NULL, statement_at = NULL \
             WHERE resident = $1 AND entry = $2",
        )
        .bind(resident)
        .bind(entry)
        .execute(&mut *tx)
        .await?;
        changed(&mut tx, resident, entry, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The words beside an entry, if there are any; none where the resident has no such entry.
async fn statement_of(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    entry: &str,
) -> Result<Option<Option<Statement>>, StoreError> {
    let row: Option<(Option<String>, Option<String>)> = sqlx::query_as(
        "SELECT m.statement, m.statement_at FROM entries e LEFT JOIN entry_marks m \
         ON m.resident = e.resident AND m.entry = e.id WHERE e.resident = $1 AND e.id = $2",
    )
    .bind(resident)
    .bind(entry)
    .fetch_optional(&mut **tx)
    .await?;
    let Some((text, at)) = row else {
        return Ok(None);
    };
    let stands = text.zip(at).map(|(text, at)| written(text, &at));
    stands.transpose().map(Some)
}

async fn changed(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    entry: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    revise(tx, resident).await?;
    happened(tx, resident, "statement", Some(entry), now).await
}
