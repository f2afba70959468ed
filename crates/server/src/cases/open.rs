//! A case arrives: everything about it at once, and once.

use std::sync::Arc;

use axum::http::StatusCode;
use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use citizen_score_contract::CaseKind;
use citizen_score_contract::Evidence;
use citizen_score_contract::cases::Attachment;
use citizen_score_office::cases::check::{About, Asked, attached};
use citizen_score_office::cases::grounds::{self, Grounded};
use citizen_score_rules::Rulebook;
use citizen_score_rules::cases::due_on;

use super::{grounded, number};
use crate::error::ApiError;
use crate::store::{Given, LedgerWriter, NewCaseRow, Once, Seen, Store, StoreError};

/// Opens a case, or answers again as before where the same request was carried out already.
///
/// # Errors
///
/// [`ApiError::Conflict`] where another request came with the key, [`ApiError::NotFound`] for an entry
/// that is not in the resident's own ledger, [`ApiError::Invalid`] for what the rules do not allow and
/// for files that are not there, [`ApiError::CaseOpen`], or the database failed.
pub async fn open(
    store: &Store,
    rulebook: &Rulebook,
    resident: &str,
    asked: &Asked,
    once: &Once,
    now: DateTime<Utc>,
) -> Result<Given, ApiError> {
    let mut writer = store.write(now).await?;
    match writer.seen(resident, once).await? {
        Seen::Same(given) => return Ok(given),
        Seen::Other => return Err(ApiError::Conflict),
        Seen::New => {}
    }
    let today = now.date_naive();
    let found = grounded(&mut writer, rulebook, resident, &asked.about, today).await?;
    let evidence = uploaded(&mut writer, resident, &asked.evidence).await?;
    let id = number::fresh(&mut writer, today.year()).await?;
    let due_on = due_on(rulebook, today).ok_or(StoreError::Corrupt("the clock"))?;
    let row = row(&asked.about, &found, &id, &asked.words, due_on, now);
    if !writer.open_case(resident, &row, &evidence).await? {
        return Err(ApiError::CaseOpen);
    }
    answered(writer, resident, &id, once, StatusCode::CREATED).await
}

/// Ends a transaction that changed a case: its answer is the case as it is now, and is kept.
pub(super) async fn answered(
    mut writer: LedgerWriter,
    resident: &str,
    id: &str,
    once: &Once,
    status: StatusCode,
) -> Result<Given, ApiError> {
    let case = writer.case(resident, id).await?;
    let case = case.ok_or(StoreError::Corrupt("cases: one that was just written"))?;
    let given = Given {
        status: status.as_u16(),
        body: serde_json::to_vec(&case)?,
    };
    writer.keep_answer(resident, once, &given).await?;
    writer.commit().await?;
    Ok(given)
}

/// What a resident has uploaded of what is attached.
///
/// # Errors
///
/// [`ApiError::Invalid`] names the digest that nothing was uploaded for, or the database failed.
pub(super) async fn uploaded(
    writer: &mut LedgerWriter,
    resident: &str,
    named: &[Attachment],
) -> Result<Vec<Evidence>, ApiError> {
    let mut found = Vec::with_capacity(named.len());
    for (place, file) in named.iter().enumerate() {
        let uploaded = writer.uploaded(resident, &file.digest).await?;
        found.push(attached(place, file, uploaded)?);
    }
    Ok(found)
}

async fn grounded(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    about: &About,
    today: NaiveDate,
) -> Result<Grounded, ApiError> {
    let id = match about {
        About::Claim { factor, on } => return Ok(grounds::claim(rulebook, factor, *on, today)?),
        About::Objection { entry, .. } | About::Repair { entry, .. } => entry,
    };
    let found = grounded::entry(writer, rulebook, resident, id, today)
        .await
        .map_err(Arc::new)?;
    let (entry, outcome) = found.ok_or(ApiError::NotFound)?;
    Ok(grounds::about_entry(
        rulebook, about, entry, &outcome, today,
    )?)
}

fn row<'a>(
    about: &'a About,
    found: &'a Grounded,
    id: &'a str,
    words: &'a str,
    due_on: NaiveDate,
    now: DateTime<Utc>,
) -> NewCaseRow<'a> {
    let row = NewCaseRow {
        id,
        opened_at: now,
        kind: CaseKind::Claim,
        entry: None,
        factor: &found.factor,
        on: None,
        ground: None,
        words,
        wish: None,
        authority: &found.authority,
        due_on,
    };
    match about {
        About::Objection {
            entry,
            ground,
            wish,
        } => NewCaseRow {
            kind: CaseKind::Objection,
            entry: Some(entry),
            ground: Some(*ground),
            wish: wish.as_deref(),
            ..row
        },
        About::Repair { entry, on } => NewCaseRow {
            kind: CaseKind::Repair,
            entry: Some(entry),
            on: Some(*on),
            ..row
        },
        About::Claim { on, .. } => NewCaseRow {
            on: Some(*on),
            ..row
        },
    }
}
