//! What changes a case: each change is a step, and tells open screens.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use citizen_score_contract::cases::{Ground, StepKind, Verdict};
use citizen_score_contract::{Case, CaseKind, CaseStatus, Evidence};

use super::{name, one};
use crate::store::marks::{contest, name_case, repair, revise};
use crate::store::{LedgerWriter, StoreError};

/// A case that is about to arrive.
#[derive(Clone, Debug)]
pub struct NewCaseRow<'a> {
    /// Its number, which no other case has.
    pub id: &'a str,
    /// When it arrives.
    pub opened_at: DateTime<Utc>,
    /// What is asked for.
    pub kind: CaseKind,
    /// The entry that it is about.
    pub entry: Option<&'a str>,
    /// The factor that it is about.
    pub factor: &'a str,
    /// Day on which it was settled, or of the deed.
    pub on: Option<NaiveDate>,
    /// Why the entry is wrong.
    pub ground: Option<Ground>,
    /// The resident's own words.
    pub words: &'a str,
    /// What should be put right.
    pub wish: Option<&'a str>,
    /// Who has it.
    pub authority: &'a str,
    /// Last day on which it is answered in time.
    pub due_on: NaiveDate,
}

/// Something that happens to a case.
#[derive(Clone, Debug)]
pub struct NewStep<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: StepKind,
    /// What was asked, answered or given as a reason.
    pub words: Option<&'a str>,
    /// What is attached to it; each was uploaded by the resident.
    pub evidence: &'a [Evidence],
}

/// What a decision comes to.
#[derive(Clone, Copy, Debug)]
pub struct Ruling<'a> {
    /// For the resident or not.
    pub verdict: Verdict,
    /// The entry that follows from it.
    pub resulting_entry: Option<&'a str>,
    /// First day on which the entry that it is about does not count any more.
    pub repaired_on: Option<NaiveDate>,
}

/// How far a case is after a step.
const fn status_after(kind: StepKind) -> CaseStatus {
    match kind {
        StepKind::Received => CaseStatus::Received,
        StepKind::BeingExamined | StepKind::Answer => CaseStatus::BeingExamined,
        StepKind::Question => CaseStatus::Question,
        StepKind::Decided => CaseStatus::Decided,
        StepKind::Withdrawn => CaseStatus::Withdrawn,
    }
}

impl LedgerWriter {
    /// One of a resident's own cases, as this transaction sees it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn case(&mut self, resident: &str, id: &str) -> Result<Option<Case>, StoreError> {
        one(&mut self.tx, resident, id).await
    }

    /// Whether any resident has a case of this number.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn has_case(&mut self, id: &str) -> Result<bool, StoreError> {
        let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM cases WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut *self.tx)
            .await?;
        Ok(found.is_some())
    }

    /// Opens a case, with what is attached to it.
    ///
    /// Answers with false where a case of this kind about this entry is open already; nothing is done
    /// then.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn open_case(
        &mut self,
        resident: &str,
        case: &NewCaseRow<'_>,
        evidence: &[Evidence],
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO cases (resident, id, opened_at, kind, entry, factor, on_day, ground, \
             words, wish, status, authority, due_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
             ON CONFLICT (resident, entry, kind) \
             WHERE entry IS NOT NULL AND status NOT IN ('decided', 'withdrawn') DO NOTHING",
        )
        .bind(resident)
        .bind(case.id)
        .bind(case.opened_at.to_rfc3339_opts(SecondsFormat::Micros, true))
        .bind(name(case.kind)?)
        .bind(case.entry)
        .bind(case.factor)
        .bind(case.on.map(|day| day.to_string()))
        .bind(case.ground.map(name).transpose()?)
        .bind(case.words)
        .bind(case.wish)
        .bind(name(CaseStatus::Received)?)
        .bind(case.authority)
        .bind(case.due_on.to_string())
        .execute(&mut *self.tx)
        .await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        if let Some(entry) = case.entry {
            name_case(&mut self.tx, resident, entry, case.id).await?;
        }
        let step = NewStep {
            at: case.opened_at,
            kind: StepKind::Received,
            words: None,
            evidence,
        };
        self.add_step(resident, case.id, case.entry, &step).await?;
        Ok(true)
    }

    /// Adds a step to the history of a case about `entry`; how far the case is, and whether the entry
    /// is contested, follow from it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn add_step(
        &mut self,
        resident: &str,
        case: &str,
        entry: Option<&str>,
        step: &NewStep<'_>,
    ) -> Result<(), StoreError> {
        let at = step.at.to_rfc3339_opts(SecondsFormat::Secs, true);
        let number: i64 = sqlx::query_scalar(
            "INSERT INTO case_steps (resident, case_id, number, at, kind, words) \
             SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3, $4, $5 \
             FROM case_steps WHERE resident = $1 AND case_id = $2 RETURNING number",
        )
        .bind(resident)
        .bind(case)
        .bind(&at)
        .bind(name(step.kind)?)
        .bind(step.words)
        .fetch_one(&mut *self.tx)
        .await?;
        for (place, file) in (1_i64..).zip(step.evidence) {
            sqlx::query(
                "INSERT INTO case_files (resident, case_id, step, place, digest, name) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(resident)
            .bind(case)
            .bind(number)
            .bind(place)
            .bind(&file.digest)
            .bind(&file.name)
            .execute(&mut *self.tx)
            .await?;
        }
        sqlx::query("UPDATE cases SET status = $1 WHERE resident = $2 AND id = $3")
            .bind(name(status_after(step.kind))?)
            .bind(resident)
            .bind(case)
            .execute(&mut *self.tx)
            .await?;
        if let Some(entry) = entry {
            contest(&mut self.tx, resident, entry).await?;
        }
        revise(&mut self.tx, resident).await?;
        sqlx::query("INSERT INTO events (resident, kind, case_id, at) VALUES ($1, 'case', $2, $3)")
            .bind(resident)
            .bind(case)
            .bind(&at)
            .execute(&mut *self.tx)
            .await?;
        Ok(())
    }

    /// Decides a case, as a step with the reason.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn decide_case(
        &mut self,
        resident: &str,
        case: &Case,
        ruling: Ruling<'_>,
        reason: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE cases SET verdict = $1, resulting_entry = $2 WHERE resident = $3 AND id = $4",
        )
        .bind(name(ruling.verdict)?)
        .bind(ruling.resulting_entry)
        .bind(resident)
        .bind(&case.id)
        .execute(&mut *self.tx)
        .await?;
        if let (Some(entry), Some(day)) = (&case.entry, ruling.repaired_on) {
            repair(&mut self.tx, resident, entry, day).await?;
        }
        let step = NewStep {
            at,
            kind: StepKind::Decided,
            words: reason,
            evidence: &[],
        };
        self.add_step(resident, &case.id, case.entry.as_deref(), &step)
            .await
    }
}
