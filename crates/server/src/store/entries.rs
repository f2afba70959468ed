//! Reading the ledger.

#[cfg(test)]
mod plan;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::{Entry, Text};
use futures_util::{StreamExt as _, TryStreamExt as _};
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

use super::flag::Flag;
use super::{Place, Store, StoreError};

/// An entry as a row; its days and moments are read by `TryFrom`.
#[derive(FromRow)]
pub(super) struct EntryRow {
    id: String,
    factor: String,
    points: i32,
    occurred_on: String,
    recorded_at: String,
    authority: String,
    reference: String,
    basis: String,
    rulebook_version: String,
    counts_until: Option<String>,
    corrects: Option<String>,
    repaired_on: Option<String>,
    contested: Flag,
}

impl TryFrom<EntryRow> for Entry {
    type Error = StoreError;

    fn try_from(row: EntryRow) -> Result<Self, StoreError> {
        Ok(Self {
            occurred_on: day(&row.occurred_on, "entries.occurred_on")?,
            recorded_at: moment(&row.recorded_at, "entries.recorded_at")?,
            counts_until: maybe_day(row.counts_until, "entries.counts_until")?,
            repaired_on: maybe_day(row.repaired_on, "entries.repaired_on")?,
            id: row.id.into(),
            factor: row.factor.into(),
            points: row.points,
            authority: row.authority.into(),
            reference: row.reference.into(),
            basis: row.basis.into(),
            rulebook_version: row.rulebook_version.into(),
            corrects: row.corrects.map(Text::from),
            contested: row.contested.0,
        })
    }
}

/// `+seq` keeps the planner from finding the rows by arrival and sorting them all.
const FIRST_PAGE: &str = "SELECT * FROM entries WHERE resident = $1 AND +seq <= $2 \
     ORDER BY occurred_on DESC, id DESC LIMIT $3";

const NEXT_PAGE: &str = "SELECT * FROM entries WHERE resident = $1 AND +seq <= $2 \
     AND (occurred_on, id) < ($3, $4) ORDER BY occurred_on DESC, id DESC LIMIT $5";

const FIRST_PIECE: &str = "SELECT * FROM entries WHERE resident = $1 AND +seq <= $2 \
     ORDER BY occurred_on, id LIMIT $3";

const NEXT_PIECE: &str = "SELECT * FROM entries WHERE resident = $1 AND +seq <= $2 \
     AND (occurred_on, id) > ($3, $4) ORDER BY occurred_on, id LIMIT $5";

impl Store {
    /// A page of a ledger as it was when its head was `head`: newest first, by day of occurrence
    /// and then id, beginning after a place.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn entries(
        &self,
        resident: &str,
        head: i64,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.after(FIRST_PAGE, NEXT_PAGE, resident, head, after, limit)
            .await
    }

    /// The same, oldest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn entries_from_oldest(
        &self,
        resident: &str,
        head: i64,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        self.after(FIRST_PIECE, NEXT_PIECE, resident, head, after, limit)
            .await
    }

    async fn after(
        &self,
        first: &'static str,
        next: &'static str,
        resident: &str,
        head: i64,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<Entry>, StoreError> {
        let query = match after {
            None => sqlx::query_as::<_, EntryRow>(first)
                .bind(resident)
                .bind(head),
            Some(place) => sqlx::query_as(next)
                .bind(resident)
                .bind(head)
                .bind(place.occurred_on.to_string())
                .bind(&place.id),
        };
        let rows = query.bind(i64::from(limit)).fetch_all(&self.reader).await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    /// A whole ledger, as it was when its head was `head`, with all that it says, in any order.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn ledger(&self, resident: &str, head: i64) -> Result<Vec<Entry>, StoreError> {
        sqlx::query_as::<_, EntryRow>("SELECT * FROM entries WHERE resident = $1 AND seq <= $2")
            .bind(resident)
            .bind(head)
            .fetch(&self.reader)
            .map(|row| Entry::try_from(row?))
            .try_collect()
            .await
    }

    /// One entry of a resident's own ledger, as it was when its head was `head`.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn entry(
        &self,
        resident: &str,
        head: i64,
        id: &str,
    ) -> Result<Option<Entry>, StoreError> {
        let row: Option<EntryRow> =
            sqlx::query_as("SELECT * FROM entries WHERE resident = $1 AND id = $2 AND seq <= $3")
                .bind(resident)
                .bind(id)
                .bind(head)
                .fetch_optional(&self.reader)
                .await?;
        row.map(Entry::try_from).transpose()
    }

    /// A whole ledger, as it was when its head was `head`, with only what the arithmetic needs:
    /// authority, reference and basis are a dash. They are most of the bytes.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn figures(&self, resident: &str, head: i64) -> Result<Vec<Entry>, StoreError> {
        let rows: Vec<AnyRow> = sqlx::query(
            "SELECT id, factor, points, occurred_on, recorded_at, counts_until, corrects, \
             repaired_on, contested FROM entries WHERE resident = $1 AND seq <= $2",
        )
        .bind(resident)
        .bind(head)
        .fetch_all(&self.reader)
        .await?;
        rows.iter().map(figures_of).collect()
    }
}

fn figures_of(row: &AnyRow) -> Result<Entry, StoreError> {
    let dash = || Text::from("-");
    let text = |column: usize| row.try_get::<&str, _>(column).map(Text::from);
    let corrects: Option<&str> = row.try_get(6)?;
    Ok(Entry {
        id: text(0)?,
        factor: text(1)?,
        points: row.try_get(2)?,
        occurred_on: day(row.try_get(3)?, "entries.occurred_on")?,
        recorded_at: moment(row.try_get(4)?, "entries.recorded_at")?,
        counts_until: maybe_day(row.try_get(5)?, "entries.counts_until")?,
        corrects: corrects.map(Text::from),
        repaired_on: maybe_day(row.try_get(7)?, "entries.repaired_on")?,
        contested: row.try_get::<Flag, _>(8)?.0,
        authority: dash(),
        reference: dash(),
        basis: dash(),
        rulebook_version: dash(),
    })
}

pub(super) fn day(text: &str, column: &'static str) -> Result<NaiveDate, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt(column))
}

pub(super) fn maybe_day(
    text: Option<String>,
    column: &'static str,
) -> Result<Option<NaiveDate>, StoreError> {
    text.map(|text| day(&text, column)).transpose()
}

pub(super) fn moment(text: &str, column: &'static str) -> Result<DateTime<Utc>, StoreError> {
    let moment = DateTime::parse_from_rfc3339(text).map_err(|_| StoreError::Corrupt(column))?;
    Ok(moment.to_utc())
}
