//! Marks: what stands beside the entries of a ledger, which themselves never change.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::Statement;
use sqlx::{Any, AnyConnection, Transaction};

use super::flag::Flag;
use super::{Mark, Marks, Store, StoreError};

#[derive(sqlx::FromRow)]
struct MarkRow {
    entry: String,
    #[sqlx(try_from = "Flag")]
    contested: bool,
    repaired_on: Option<String>,
    statement: Option<String>,
    statement_at: Option<String>,
    case_id: Option<String>,
}

impl TryFrom<MarkRow> for Mark {
    type Error = StoreError;

    fn try_from(row: MarkRow) -> Result<Self, StoreError> {
        let repaired_on = row.repaired_on.map(|day| day.parse()).transpose();
        let statement = row.statement.zip(row.statement_at);
        let statement = statement.map(|(text, at)| written(text, &at)).transpose()?;
        Ok(Self {
            contested: row.contested,
            repaired_on: repaired_on.map_err(|_| StoreError::Corrupt("entry_marks.repaired_on"))?,
            statement,
            case: row.case_id,
        })
    }
}

/// A statement as it is stored.
pub(super) fn written(text: String, at: &str) -> Result<Statement, StoreError> {
    let written_at: DateTime<Utc> = at
        .parse()
        .map_err(|_| StoreError::Corrupt("entry_marks.statement_at"))?;
    Ok(Statement { text, written_at })
}

/// All marks of a resident's ledger, as one connection sees them.
pub(super) async fn read(
    connection: &mut AnyConnection,
    resident: &str,
) -> Result<Marks, StoreError> {
    let revision = sqlx::query_scalar("SELECT revision FROM residents WHERE id = $1")
        .bind(resident)
        .fetch_optional(&mut *connection)
        .await?;
    let rows: Vec<MarkRow> = sqlx::query_as(
        "SELECT entry, contested, repaired_on, statement, statement_at, case_id \
         FROM entry_marks WHERE resident = $1",
    )
    .bind(resident)
    .fetch_all(&mut *connection)
    .await?;
    let mut marks = HashMap::with_capacity(rows.len());
    for mut row in rows {
        let entry = std::mem::take(&mut row.entry);
        marks.insert(entry.into(), row.try_into()?);
    }
    Ok(Marks {
        revision: revision.unwrap_or_default(),
        marks,
    })
}

impl Store {
    /// All marks of a resident's ledger.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn marks(&self, resident: &str) -> Result<Marks, StoreError> {
        read(&mut *self.moment().await?, resident).await
    }
}

/// Says that something beside the entries has changed, as a part of a transaction.
pub(super) async fn revise(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE residents SET revision = revision + 1 WHERE id = $1")
        .bind(resident)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Names the newest case about an entry, as a part of a transaction.
pub(super) async fn name_case(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    entry: &str,
    case: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entry_marks (resident, entry, case_id) VALUES ($1, $2, $3) \
         ON CONFLICT (resident, entry) DO UPDATE SET case_id = excluded.case_id",
    )
    .bind(resident)
    .bind(entry)
    .bind(case)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks an entry as contested exactly while an objection to it is open, as a part of a transaction.
pub(super) async fn contest(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    entry: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE entry_marks SET contested = CASE WHEN EXISTS (SELECT 1 FROM cases WHERE resident = $1 \
         AND entry = $2 AND kind = 'objection' AND status NOT IN ('decided', 'withdrawn')) \
         THEN 1 ELSE 0 END \
         WHERE resident = $1 AND entry = $2",
    )
    .bind(resident)
    .bind(entry)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks an entry as repaired from a day on, as a part of a transaction. The first repair stays.
pub(super) async fn repair(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    entry: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE entry_marks SET repaired_on = COALESCE(repaired_on, $1) \
         WHERE resident = $2 AND entry = $3",
    )
    .bind(on.to_string())
    .bind(resident)
    .bind(entry)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
