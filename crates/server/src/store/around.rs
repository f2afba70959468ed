//! An entry with what it corrects and what corrects it: all that decides what may be asked about it.

use std::collections::HashSet;

use citizen_score_rules::Entry;
use sqlx::AnyConnection;

use super::entries::EntryRow;
use super::marks;
use super::{LedgerWriter, StoreError};

const ONE: &str = "SELECT * FROM entries WHERE resident = $1 AND id = $2";

pub(super) const CORRECTIONS: &str = "SELECT * FROM entries WHERE resident = $1 AND corrects = $2";

impl LedgerWriter {
    /// An entry of a resident's own ledger as it stands with its mark, and after it the chain of
    /// corrections that it is a part of, as this transaction sees them. Empty where there is no such
    /// entry.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn around(&mut self, resident: &str, id: &str) -> Result<Vec<Entry>, StoreError> {
        let Some(entry) = one(&mut self.tx, resident, id).await? else {
            return Ok(Vec::new());
        };
        let beside = marks::read(&mut self.tx, resident).await?;
        let mut seen = HashSet::from([entry.id.clone()]);
        let mut found = vec![entry];
        let mut looked_at = 0;
        while let Some(entry) = found.get(looked_at) {
            looked_at += 1;
            let (id, corrects) = (entry.id.clone(), entry.corrects.clone());
            let rows: Vec<EntryRow> = sqlx::query_as(CORRECTIONS)
                .bind(resident)
                .bind(id.as_str())
                .fetch_all(&mut *self.tx)
                .await?;
            let mut near: Vec<Entry> = Vec::new();
            for row in rows {
                near.push(row.try_into()?);
            }
            if let Some(of) = corrects {
                near.extend(one(&mut self.tx, resident, &of).await?);
            }
            found.extend(near.into_iter().filter(|it| seen.insert(it.id.clone())));
        }
        Ok(found.into_iter().map(|it| beside.applied(it)).collect())
    }
}

async fn one(
    connection: &mut AnyConnection,
    resident: &str,
    id: &str,
) -> Result<Option<Entry>, StoreError> {
    let row: Option<EntryRow> = sqlx::query_as(ONE)
        .bind(resident)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map(Entry::try_from).transpose()
}
