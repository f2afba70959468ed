//! Cases: what a resident asks of the city, read back as it is sent.

mod names;
mod office;
#[cfg(test)]
mod plan;
mod write;

use std::collections::HashMap;

use citizen_score_contract::cases::CaseStep;
use citizen_score_contract::{Case, Evidence};
use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};

use super::entries::{day, maybe_day, moment};
use super::{CasePlace, Store, StoreError};

pub use office::{CaseLine, Wanted};
pub use write::{NewCaseRow, NewStep, Ruling};

pub(super) use names::{name, named};

/// A case as a row; what happened to it is in other tables.
#[derive(Debug, FromRow)]
struct CaseRow {
    id: String,
    opened_at: String,
    kind: String,
    entry: Option<String>,
    factor: String,
    on_day: Option<String>,
    ground: Option<String>,
    words: String,
    wish: Option<String>,
    status: String,
    authority: String,
    due_on: String,
    verdict: Option<String>,
    resulting_entry: Option<String>,
}

const FIRST_PAGE: &str =
    "SELECT * FROM cases WHERE resident = ? ORDER BY opened_at DESC, id DESC LIMIT ?";

const NEXT_PAGE: &str = "SELECT * FROM cases WHERE resident = ? AND (opened_at, id) < (?, ?) \
     ORDER BY opened_at DESC, id DESC LIMIT ?";

const ONE: &str = "SELECT * FROM cases WHERE resident = ? AND id = ?";

const STEPS: &str =
    "SELECT case_id, number, at, kind, words FROM case_steps WHERE resident = ? AND case_id IN (";

const FILES: &str = "SELECT f.case_id, f.step, f.digest, f.name, e.kind, e.bytes \
     FROM case_files f JOIN evidence e ON e.resident = f.resident AND e.digest = f.digest \
     WHERE f.resident = ? AND f.case_id IN (";

impl Store {
    /// A page of a resident's cases, newest first, beginning after a place; each with its own place.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn cases(
        &self,
        resident: &str,
        after: Option<&CasePlace>,
        limit: u32,
    ) -> Result<Vec<(CasePlace, Case)>, StoreError> {
        let mut moment = self.reader.begin().await?;
        let query = match after {
            None => sqlx::query_as::<_, CaseRow>(FIRST_PAGE).bind(resident),
            Some(place) => sqlx::query_as(NEXT_PAGE)
                .bind(resident)
                .bind(&place.opened_at)
                .bind(&place.id),
        };
        let rows = query.bind(limit).fetch_all(&mut *moment).await?;
        let place = |row: &CaseRow| CasePlace {
            opened_at: row.opened_at.clone(),
            id: row.id.clone(),
        };
        let places: Vec<CasePlace> = rows.iter().map(place).collect();
        let cases = whole(&mut moment, resident, rows).await?;
        Ok(places.into_iter().zip(cases).collect())
    }

    /// One of a resident's own cases.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn case(&self, resident: &str, id: &str) -> Result<Option<Case>, StoreError> {
        one(&mut *self.reader.begin().await?, resident, id).await
    }
}

/// One of a resident's own cases, as one connection sees it.
async fn one(
    connection: &mut SqliteConnection,
    resident: &str,
    id: &str,
) -> Result<Option<Case>, StoreError> {
    let row: Option<CaseRow> = sqlx::query_as(ONE)
        .bind(resident)
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
    let rows = row.into_iter().collect();
    Ok(whole(connection, resident, rows).await?.pop())
}

/// Cases of one resident with their histories and the names of their files.
async fn whole(
    connection: &mut SqliteConnection,
    resident: &str,
    rows: Vec<CaseRow>,
) -> Result<Vec<Case>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut files: HashMap<(String, i64), Vec<Evidence>> = HashMap::new();
    let found: Vec<(String, i64, String, String, String, i64)> = of(
        FILES,
        resident,
        &rows,
        ") ORDER BY f.case_id, f.step, f.place",
    )
    .build_query_as()
    .fetch_all(&mut *connection)
    .await?;
    for (case, step, digest, name, kind, bytes) in found {
        files.entry((case, step)).or_default().push(Evidence {
            digest,
            name,
            kind: named(&kind, "evidence.kind")?,
            bytes: bytes.unsigned_abs(),
        });
    }
    let mut steps: HashMap<String, Vec<CaseStep>> = HashMap::new();
    let found: Vec<(String, i64, String, String, Option<String>)> =
        of(STEPS, resident, &rows, ") ORDER BY case_id, number")
            .build_query_as()
            .fetch_all(&mut *connection)
            .await?;
    for (case, number, at, kind, words) in found {
        let evidence = files.remove(&(case.clone(), number)).unwrap_or_default();
        steps.entry(case).or_default().push(CaseStep {
            at: moment(&at, "case_steps.at")?,
            kind: named(&kind, "case_steps.kind")?,
            words,
            evidence,
        });
    }
    rows.into_iter()
        .map(|row| {
            let steps = steps.remove(&row.id).unwrap_or_default();
            case(row, steps)
        })
        .collect()
}

/// A query over what belongs to some cases of one resident.
fn of<'a>(
    beginning: &'static str,
    resident: &'a str,
    rows: &'a [CaseRow],
    end: &'static str,
) -> QueryBuilder<Sqlite> {
    let (start, rest) = beginning.split_once('?').unwrap_or((beginning, ""));
    let mut query = QueryBuilder::new(start);
    query.push_bind(resident.to_owned()).push(rest);
    let mut ids = query.separated(", ");
    for row in rows {
        ids.push_bind(row.id.clone());
    }
    query.push(end);
    query
}

fn case(row: CaseRow, mut steps: Vec<CaseStep>) -> Result<Case, StoreError> {
    // What was sent with the case is shown with the case, and not a second time with its first step.
    let first = steps
        .first_mut()
        .ok_or(StoreError::Corrupt("case_steps: a case without a step"))?;
    let evidence = std::mem::take(&mut first.evidence);
    let ground = row.ground.as_deref();
    let verdict = row.verdict.as_deref();
    Ok(Case {
        kind: named(&row.kind, "cases.kind")?,
        on: maybe_day(row.on_day, "cases.on_day")?,
        ground: ground.map(|it| named(it, "cases.ground")).transpose()?,
        status: named(&row.status, "cases.status")?,
        due_on: day(&row.due_on, "cases.due_on")?,
        verdict: verdict.map(|it| named(it, "cases.verdict")).transpose()?,
        id: row.id,
        entry: row.entry,
        factor: row.factor,
        words: row.words,
        wish: row.wish,
        authority: row.authority,
        resulting_entry: row.resulting_entry,
        evidence,
        steps,
    })
}
