//! What a resident does about an open case: answers a question, or withdraws it.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use citizen_score_contract::cases::{Answer, StepKind};
use citizen_score_contract::{Case, CaseStatus};

use super::open::{answered, uploaded};
use crate::error::ApiError;
use crate::store::{Given, LedgerWriter, NewStep, Once, Seen, Store};

/// What is done.
#[derive(Clone, Debug)]
pub enum Act {
    /// The office's question is answered.
    Answer(Answer),
    /// The case is withdrawn.
    Withdraw,
}

/// Does it, or answers again as before where the same request was carried out already.
///
/// # Errors
///
/// [`ApiError::NotFound`] for a case that is not the resident's own, [`ApiError::Conflict`] where
/// another request came with the key, [`ApiError::CaseClosed`], [`ApiError::Invalid`] for an answer
/// where nothing was asked and for files that are not there, or the database failed.
pub async fn follow(
    store: &Store,
    resident: &str,
    id: &str,
    act: &Act,
    once: &Once,
    now: DateTime<Utc>,
) -> Result<Given, ApiError> {
    let mut writer = store.write(now).await?;
    match writer.seen(resident, once).await? {
        Seen::Same(given) => return Ok(given),
        Seen::Other => return Err(ApiError::Conflict),
        Seen::New => {}
    }
    let case = writer.case(resident, id).await?.ok_or(ApiError::NotFound)?;
    if case.status.is_closed() {
        return Err(ApiError::CaseClosed);
    }
    match act {
        Act::Withdraw => {
            let step = NewStep {
                at: now,
                kind: StepKind::Withdrawn,
                words: None,
                evidence: &[],
            };
            add(&mut writer, resident, &case, &step).await?;
        }
        Act::Answer(answer) => {
            if case.status != CaseStatus::Question {
                return Err(ApiError::invalid("status", "nothing was asked"));
            }
            let evidence = uploaded(&mut writer, resident, &answer.evidence).await?;
            let step = NewStep {
                at: now,
                kind: StepKind::Answer,
                words: Some(&answer.words),
                evidence: &evidence,
            };
            add(&mut writer, resident, &case, &step).await?;
        }
    }
    answered(writer, resident, id, once, StatusCode::OK).await
}

async fn add(
    writer: &mut LedgerWriter,
    resident: &str,
    case: &Case,
    step: &NewStep<'_>,
) -> Result<(), ApiError> {
    writer
        .add_step(resident, &case.id, case.entry.as_deref(), step)
        .await?;
    Ok(())
}
