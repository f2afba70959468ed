//! Cases: what a resident asks of the city, read back as it is sent.

mod names;
mod office;
#[cfg(test)]
mod plan;
mod write;

use std::collections::HashMap;

use citizen_score_contract::cases::CaseStep;
use citizen_score_contract::{Case, Evidence};
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, FromRow};

use super::entries::{day, maybe_day, moment};
use super::numbered::list;
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
    "SELECT * FROM cases WHERE resident = $1 ORDER BY opened_at DESC, id DESC LIMIT $2";

const NEXT_PAGE: &str = "SELECT * FROM cases WHERE resident = $1 AND (opened_at, id) < ($2, $3) \
     ORDER BY opened_at DESC, id DESC LIMIT $4";

const ONE: &str = "SELECT * FROM cases WHERE resident = $1 AND id = $2";

const STEPS: &str =
    "SELECT case_id, number, at, kind, words FROM case_steps WHERE resident = $1 AND case_id IN (";

const FILES: &str = "SELECT f.case_id, f.step, f.digest, f.name, e.kind, e.bytes \
     FROM case_files f JOIN evidence e ON e.resident = f.resident AND e.digest = f.digest \
     WHERE f.resident = $1 AND f.case_id IN (";

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
        let mut moment = self.moment().await?;
        let query = match after {
            None => sqlx::query_as::<_, CaseRow>(FIRST_PAGE).bind(resident),
            Some(place) => sqlx::query_as(NEXT_PAGE)
                .bind(resident)
                .bind(&place.opened_at)
                .bind(&place.id),
        };
        let rows = query.bind(i64::from(limit)).fetch_all(&mut *moment).await?;
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
        one(&mut *self.moment().await?, resident, id).await
    }
}

/// One of a resident's own cases, as one connection sees it.
async fn one(
    connection: &mut AnyConnection,
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
    connection: &mut AnyConnection,
    resident: &str,
    rows: Vec<CaseRow>,
) -> Result<Vec<Case>, StoreError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut files: HashMap<(String, i64), Vec<Evidence>> = HashMap::new();
    let order = ") ORDER BY f.case_id, f.step, f.place";
    let found: Vec<(String, i64, String, String, String, i64)> =
        of(connection, FILES, resident, &rows, order).await?;
    for (case, step, digest, name, kind, bytes) in found {
        files.entry((case, step)).or_default().push(Evidence {
            digest,
            name,
            kind: named(&kind, "evidence.kind")?,
            bytes: bytes.unsigned_abs(),
        });
    }
    let mut steps: HashMap<String, Vec<CaseStep>> = HashMap::new();
    let order = ") ORDER BY case_id, number";
    let found: Vec<(String, i64, String, String, Option<String>)> =
        of(connection, STEPS, resident, &rows, order).await?;
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

/// What belongs to some cases of one resident. `beginning` ends where the list of their numbers begins.
async fn of<Row>(
    connection: &mut AnyConnection,
    beginning: &'static str,
    resident: &str,
    rows: &[CaseRow],
    end: &'static str,
) -> Result<Vec<Row>, StoreError>
where
    Row: for<'r> FromRow<'r, AnyRow> + Send + Unpin,
{
    // The resident is the first.
    let statement = format!("{beginning}{}{end}", list(2, rows.len()));
    let mut query = sqlx::query_as(AssertSqlSafe(statement)).bind(resident.to_owned());
    for row in rows {
        query = query.bind(row.id.clone());
    }
    Ok(query.fetch_all(connection).await?)
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
