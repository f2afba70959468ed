//! Cases as an office finds them: by number, and those that wait.

use chrono::NaiveDate;
use citizen_score_contract::{Case, CaseKind, CaseStatus};
use serde::Serialize;

use super::{named, one};
use crate::store::entries::{day, moment};
use crate::store::{LedgerWriter, StoreError};

/// Which cases are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    All,
    /// Those that are neither decided nor withdrawn.
    Open,
    /// Those of them whose last day in time is before this one.
    DueBefore(NaiveDate),
}

/// What a list says of a case: enough to choose one, and none of the resident's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    /// Number of the case.
    pub id: String,
    /// Whose it is.
    pub resident: String,
    /// Day on which it was opened.
    pub opened_on: NaiveDate,
    /// What is asked for.
    pub kind: CaseKind,
    /// The factor that it is about.
    pub factor: String,
    /// Who has it.
    pub authority: String,
    /// How far it is.
    pub status: CaseStatus,
    /// Last day on which it is answered in time.
    pub due_on: NaiveDate,
}

/// A line as a row.
type Row = (
    String,
    String,
    String,
    String,
    String,
    String,
    String,
    String,
);

pub(super) const ALL: &str = "SELECT id, resident, opened_at, kind, factor, authority, status, \
     due_on FROM cases ORDER BY opened_at, id";

pub(super) const OPEN: &str = "SELECT id, resident, opened_at, kind, factor, authority, status, \
     due_on FROM cases WHERE status NOT IN ('decided', 'withdrawn') AND due_on < $1 \
     ORDER BY due_on, id";

/// A day after all that can be written.
const NEVER: &str = "9999-99-99";

impl LedgerWriter {
    /// The cases of all residents: open ones by urgency, all by age.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn case_lines(&mut self, wanted: Wanted) -> Result<Vec<CaseLine>, StoreError> {
        let query = match wanted {
            Wanted::All => sqlx::query_as::<_, Row>(ALL),
            Wanted::Open => sqlx::query_as(OPEN).bind(NEVER.to_owned()),
            Wanted::DueBefore(today) => sqlx::query_as(OPEN).bind(today.to_string()),
        };
        let rows = query.fetch_all(&mut *self.tx).await?;
        rows.into_iter().map(line).collect()
    }

    /// The case with this number, and whose it is.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn find_case(&mut self, id: &str) -> Result<Option<(String, Case)>, StoreError> {
        let resident: Option<String> =
            sqlx::query_scalar("SELECT resident FROM cases WHERE id = $1")
                .bind(id)
                .fetch_optional(&mut *self.tx)
                .await?;
        let Some(resident) = resident else {
            return Ok(None);
        };
        let case = one(&mut self.tx, &resident, id).await?;
        Ok(case.map(|case| (resident, case)))
    }
}

fn line(row: Row) -> Result<CaseLine, StoreError> {
    let (id, resident, opened_at, kind, factor, authority, status, due_on) = row;
    Ok(CaseLine {
        opened_on: moment(&opened_at, "cases.opened_at")?.date_naive(),
        kind: named(&kind, "cases.kind")?,
        status: named(&status, "cases.status")?,
        due_on: day(&due_on, "cases.due_on")?,
        id,
        resident,
        factor,
        authority,
    })
}
