//! Marks: what stands beside the entries of a ledger, which themselves never change.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::{EntryView, Statement};
use citizen_score_record::entry::counted;
use citizen_score_rules::{Entry, Outcome, Text};
use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::{Store, StoreError};

/// What stands beside one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether an objection to it is open.
    pub contested: bool,
    /// First day on which it does not count any more, since a repair was granted.
    pub repaired_on: Option<NaiveDate>,
    /// The resident's own words.
    pub statement: Option<Statement>,
    /// Number of the newest case about it.
    pub case: Option<String>,
}

/// All marks of a ledger, at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Grows with every change of a mark.
    pub revision: i64,
    marks: HashMap<Text, Mark>,
}

#[derive(sqlx::FromRow)]
struct MarkRow {
    entry: String,
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

impl Marks {
    /// What stands beside an entry.
    #[must_use]
    pub fn of(&self, entry: &str) -> Option<&Mark> {
        self.marks.get(entry)
    }

    /// An entry with an outcome and what stands beside it.
    #[must_use]
    pub fn view(&self, entry: Entry, outcome: Outcome) -> EntryView {
        let entry = self.applied(entry);
        let mark = self.of(&entry.id);
        let statement = mark.and_then(|mark| mark.statement.as_ref());
        EntryView {
            counted: counted(&entry, &outcome),
            statement: statement.map(|it| it.text.clone()),
            case: mark.and_then(|mark| mark.case.clone()),
            entry,
            outcome,
        }
    }

    /// The entry as it stands with its mark: contested while an objection is open, and repaired.
    #[must_use]
    pub fn applied(&self, mut entry: Entry) -> Entry {
        if let Some(mark) = self.marks.get(&*entry.id) {
            entry.contested |= mark.contested;
            entry.repaired_on = entry.repaired_on.or(mark.repaired_on);
        }
        entry
    }

    /// All marks of a resident's ledger, as one connection sees them.
    pub(super) async fn read(
        connection: &mut SqliteConnection,
        resident: &str,
    ) -> Result<Self, StoreError> {
        let revision = sqlx::query_scalar("SELECT revision FROM residents WHERE id = ?")
            .bind(resident)
            .fetch_optional(&mut *connection)
            .await?;
        let rows: Vec<MarkRow> = sqlx::query_as(
            "SELECT entry, contested, repaired_on, statement, statement_at, case_id \
             FROM entry_marks WHERE resident = ?",
        )
        .bind(resident)
        .fetch_all(&mut *connection)
        .await?;
        let mut marks = HashMap::with_capacity(rows.len());
        for mut row in rows {
            let entry = std::mem::take(&mut row.entry);
            marks.insert(entry.into(), row.try_into()?);
        }
        Ok(Self {
            revision: revision.unwrap_or_default(),
            marks,
        })
    }
}

impl Store {
    /// All marks of a resident's ledger.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn marks(&self, resident: &str) -> Result<Marks, StoreError> {
        Marks::read(&mut *self.reader.begin().await?, resident).await
    }
}

/// Says that something beside the entries has changed, as a part of a transaction.
pub(super) async fn revise(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE residents SET revision = revision + 1 WHERE id = ?")
        .bind(resident)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Names the newest case about an entry, as a part of a transaction.
pub(super) async fn name_case(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    entry: &str,
    case: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO entry_marks (resident, entry, case_id) VALUES (?, ?, ?) \
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
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    entry: &str,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE entry_marks SET contested = EXISTS (SELECT 1 FROM cases WHERE resident = ?1 \
         AND entry = ?2 AND kind = 'objection' AND status NOT IN ('decided', 'withdrawn')) \
         WHERE resident = ?1 AND entry = ?2",
    )
    .bind(resident)
    .bind(entry)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Marks an entry as repaired from a day on, as a part of a transaction. The first repair stays.
pub(super) async fn repair(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    entry: &str,
    on: NaiveDate,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE entry_marks SET repaired_on = COALESCE(repaired_on, ?) \
         WHERE resident = ? AND entry = ?",
    )
    .bind(on.to_string())
    .bind(resident)
    .bind(entry)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
