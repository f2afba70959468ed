//! Marks: what stands beside the entries of a ledger, which themselves never change.

use std::collections::HashMap;

use chrono::NaiveDate;
use citizen_score_rules::{Entry, Text};
use sqlx::{Sqlite, Transaction};

use super::{Store, StoreError};

/// What stands beside one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether an objection to it is open.
    pub contested: bool,
    /// First day on which it does not count any more, since a repair was granted.
    pub repaired_on: Option<NaiveDate>,
    /// The resident's own words.
    pub statement: Option<String>,
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

type MarkRow = (String, bool, Option<String>, Option<String>, Option<String>);

impl Marks {
    /// What stands beside an entry.
    #[must_use]
    pub fn of(&self, entry: &str) -> Option<&Mark> {
        self.marks.get(entry)
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
}

impl Store {
    /// All marks of a resident's ledger.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn marks(&self, resident: &str) -> Result<Marks, StoreError> {
        let mut moment = self.reader.begin().await?;
        let revision = sqlx::query_scalar("SELECT revision FROM residents WHERE id = ?")
            .bind(resident)
            .fetch_optional(&mut *moment)
            .await?;
        let rows: Vec<MarkRow> = sqlx::query_as(
            "SELECT entry, contested, repaired_on, statement, case_id FROM entry_marks \
             WHERE resident = ?",
        )
        .bind(resident)
        .fetch_all(&mut *moment)
        .await?;
        let mut marks = HashMap::with_capacity(rows.len());
        for (entry, contested, repaired_on, statement, case) in rows {
            let repaired_on = repaired_on
                .map(|day| day.parse())
                .transpose()
                .map_err(|_| StoreError::Corrupt("entry_marks.repaired_on"))?;
            let mark = Mark {
                contested,
                repaired_on,
                statement,
                case,
            };
            marks.insert(entry.into(), mark);
        }
        Ok(Marks {
            revision: revision.unwrap_or_default(),
            marks,
        })
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
