//! The office's side of a case: finding it, looking at it, asking about it. Whatever an office does is in
//! the resident's access log, in the same transaction.

use chrono::{DateTime, Utc};
use citizen_score_contract::cases::{MAX_WORDS, StepKind};
use citizen_score_contract::{AccessKind, Case, CaseStatus};
use citizen_score_rules::{LedgerError, PointsError};

use crate::accounts::AccountError;
use crate::store::{
    AddError, CaseLine, LedgerWriter, NewAccess, NewStep, Store, StoreError, Wanted,
};

/// Why an office's wish is not fulfilled.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// There is no such case.
    #[error("there is no case `{0}`")]
    NoCase(String),
    /// Nothing more can happen to it.
    #[error("case {0} is {1} already, and stays so")]
    Closed(String, &'static str),
    /// It cannot come to this step.
    #[error("case {0} {1}")]
    Step(String, &'static str),
    /// An argument is wrong.
    #[error("{0}: {1}")]
    Argument(&'static str, String),
    /// The entry that follows is not one that can be.
    #[error("the decision cannot be recorded: {0}")]
    Ledger(#[from] LedgerError),
    /// The entry that follows cannot be added.
    #[error("the decision cannot be recorded: {0}")]
    Add(#[from] AddError),
    /// With the entry that follows, the points would not fit.
    #[error("the decision cannot be recorded: points: {0}")]
    Points(#[from] PointsError),
    /// The ledger cannot be counted.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A file of a case, to be saved.
#[derive(Debug)]
pub struct SavedFile {
    /// A safe name: step, place and beginning of the digest.
    pub name: String,
    /// The bytes.
    pub content: Vec<u8>,
}

/// The cases that wait, or all. Each resident with a case among them is told.
///
/// # Errors
///
/// [`OfficeError::Store`].
pub async fn list(
    store: &Store,
    wanted: Wanted,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Vec<CaseLine>, OfficeError> {
    let mut writer = store.write(now).await?;
    let lines = writer.case_lines(wanted).await?;
    let mut shown: Vec<&CaseLine> = lines.iter().collect();
    shown.sort_by(|a, b| a.resident.cmp(&b.resident));
    for of_one in shown.chunk_by(|a, b| a.resident == b.resident) {
        let Some(first) = of_one.first() else {
            continue;
        };
        // Of several, none is named.
        let about = (of_one.len() == 1).then_some(first.id.as_str());
        log(
            &mut writer,
            &first.resident,
            AccessKind::CaseSeen,
            by,
            about,
        )
        .await?;
    }
    writer.commit().await?;
    Ok(lines)
}

/// A case with whose it is, and where they are wanted its files.
///
/// # Errors
///
/// [`OfficeError::NoCase`], or the database failed.
pub async fn show(
    store: &Store,
    id: &str,
    with_files: bool,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(String, Case, Vec<SavedFile>), OfficeError> {
    let mut writer = store.write(now).await?;
    let (resident, case) = find(&mut writer, id).await?;
    let mut files = Vec::new();
    if with_files {
        let of_steps = case.steps.iter().map(|step| &step.evidence);
        for (step, evidence) in (1..).zip(of_steps) {
            let sent = if step == 1 { &case.evidence } else { evidence };
            for (place, file) in (1..).zip(sent) {
                let content = writer.content(&resident, &file.digest).await?;
                let short: String = file.digest.chars().take(8).collect();
                let ending = citizen_score_office::evidence::extension(file.kind);
                files.push(SavedFile {
                    name: format!("{step}-{place}-{short}.{ending}"),
                    content: content.ok_or(StoreError::Corrupt("case_files: no such file"))?,
                });
            }
        }
    }
    log(&mut writer, &resident, AccessKind::CaseSeen, by, Some(id)).await?;
    writer.commit().await?;
    Ok((resident, case, files))
}

/// Says that the case is examined now.
///
/// # Errors
///
/// [`OfficeError`].
pub async fn examine(
    store: &Store,
    id: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), OfficeError> {
    let mut writer = store.write(now).await?;
    let (resident, case) = find_open(&mut writer, id).await?;
    match case.status {
        CaseStatus::BeingExamined => {
            return Err(OfficeError::Step(case.id, "is being examined already"));
        }
        CaseStatus::Question => {
            let problem = "waits for the resident's answer";
            return Err(OfficeError::Step(case.id, problem));
        }
        _ => {}
    }
    step(
        &mut writer,
        &resident,
        &case,
        StepKind::BeingExamined,
        None,
        now,
    )
    .await?;
    log(&mut writer, &resident, AccessKind::CaseSeen, by, Some(id)).await?;
    Ok(writer.commit().await?)
}

/// Asks the resident something.
///
/// # Errors
///
/// [`OfficeError`].
pub async fn ask(
    store: &Store,
    id: &str,
    question: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), OfficeError> {
    check_text("--question", question)?;
    let mut writer = store.write(now).await?;
    let (resident, case) = find_open(&mut writer, id).await?;
    if case.status == CaseStatus::Question {
        let problem = "waits for the resident's answer to a question already";
        return Err(OfficeError::Step(case.id, problem));
    }
    let words = Some(question);
    step(
        &mut writer,
        &resident,
        &case,
        StepKind::Question,
        words,
        now,
    )
    .await?;
    log(&mut writer, &resident, AccessKind::CaseAsked, by, Some(id)).await?;
    Ok(writer.commit().await?)
}

async fn step(
    writer: &mut LedgerWriter,
    resident: &str,
    case: &Case,
    kind: StepKind,
    words: Option<&str>,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let step = NewStep {
        at,
        kind,
        words,
        evidence: &[],
    };
    writer
        .add_step(resident, &case.id, case.entry.as_deref(), &step)
        .await
}

async fn find(writer: &mut LedgerWriter, id: &str) -> Result<(String, Case), OfficeError> {
    let found = writer.find_case(id).await?;
    found.ok_or_else(|| OfficeError::NoCase(id.chars().take(40).collect()))
}

/// A case to which something can still happen, and whose it is.
pub(super) async fn find_open(
    writer: &mut LedgerWriter,
    id: &str,
) -> Result<(String, Case), OfficeError> {
    let (resident, case) = find(writer, id).await?;
    match case.status {
        CaseStatus::Decided => Err(OfficeError::Closed(case.id, "decided")),
        CaseStatus::Withdrawn => Err(OfficeError::Closed(case.id, "withdrawn")),
        _ => Ok((resident, case)),
    }
}

pub(super) async fn log(
    writer: &mut LedgerWriter,
    resident: &str,
    kind: AccessKind,
    by: &str,
    about: Option<&str>,
) -> Result<(), StoreError> {
    let access = NewAccess {
        kind,
        by,
        about,
        entries: None,
    };
    writer.log(resident, access).await
}

/// Checks a text that the resident will read.
pub(super) fn check_text(argument: &'static str, text: &str) -> Result<(), OfficeError> {
    if text.trim().is_empty() {
        return Err(OfficeError::Argument(argument, "is blank".to_owned()));
    }
    if text.chars().count() > MAX_WORDS {
        let problem = format!("is longer than {MAX_WORDS} characters");
        return Err(OfficeError::Argument(argument, problem));
    }
    Ok(())
}
