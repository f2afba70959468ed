//! An office decides: the case, the ledger, the mark, the log and the news of it in one transaction.

use std::slice;

use chrono::{DateTime, Utc};
use citizen_score_contract::cases::Verdict;
use citizen_score_contract::{AccessKind, Case, CaseKind};
use citizen_score_office::cases::ruling::{self, NoCredit};
use citizen_score_rules::{Entry, Ledger, Points, Rulebook, assess};

use super::grounded;
use super::office::{OfficeError, check_text, find_open, log};
use crate::store::{AddError, LedgerWriter, Ruling, Store, StoreError};

/// What an office decides.
#[derive(Clone, Copy, Debug)]
pub struct Deciding<'a> {
    /// For the resident or not.
    pub verdict: Verdict,
    /// Why; a rejection has one.
    pub reason: Option<&'a str>,
    /// What a claim is worth, in points; needed where the factor leaves it open.
    pub points: Option<Points>,
}

/// Decides a case, and answers with the entry that was appended to the ledger, if one was.
///
/// # Errors
///
/// [`OfficeError`]; nothing is decided then.
pub async fn decide(
    store: &Store,
    rulebook: &Rulebook,
    id: &str,
    deciding: Deciding<'_>,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>, OfficeError> {
    match deciding.reason {
        Some(reason) => check_text("--reason", reason)?,
        None if deciding.verdict == Verdict::Rejected => {
            let problem = "a rejection needs a reason".to_owned();
            return Err(OfficeError::Argument("--reason", problem));
        }
        None => {}
    }
    let mut writer = store.write(now).await?;
    let (resident, case) = find_open(&mut writer, id).await?;
    let is_upheld = deciding.verdict == Verdict::Upheld;
    if deciding.points.is_some() && !(is_upheld && case.kind == CaseKind::Claim) {
        let problem = "are only given to a claim that is upheld".to_owned();
        return Err(OfficeError::Argument("--points", problem));
    }
    let appended = match case.kind {
        CaseKind::Objection if is_upheld => {
            correction(&mut writer, rulebook, &resident, &case, now).await?
        }
        CaseKind::Claim if is_upheld => Some(credit(rulebook, &case, deciding.points, now)?),
        _ => None,
    };
    if let Some(entry) = &appended {
        append(&mut writer, rulebook, &resident, entry, now).await?;
    }
    let is_repaired = is_upheld && case.kind == CaseKind::Repair;
    let ruling = Ruling {
        verdict: deciding.verdict,
        resulting_entry: appended.as_ref().map(|entry| entry.id.as_str()),
        repaired_on: is_repaired.then(|| now.date_naive()),
    };
    writer
        .decide_case(&resident, &case, ruling, deciding.reason, now)
        .await?;
    log(
        &mut writer,
        &resident,
        AccessKind::CaseDecided,
        by,
        Some(id),
    )
    .await?;
    writer.commit().await?;
    Ok(appended.map(|entry| entry.id.into()))
}

/// The correction of the entry that is objected to; none where it was undone meanwhile.
async fn correction(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Option<Entry>, OfficeError> {
    let broken = StoreError::Corrupt("cases.entry");
    let Some(id) = &case.entry else {
        return Err(broken.into());
    };
    let found = grounded::entry(writer, rulebook, resident, id, now.date_naive()).await?;
    let (entry, outcome) = found.ok_or(broken)?;
    Ok(ruling::correction(rulebook, case, &entry, &outcome, now)?)
}

/// The entry that a claim becomes.
fn credit(
    rulebook: &Rulebook,
    case: &Case,
    points: Option<Points>,
    now: DateTime<Utc>,
) -> Result<Entry, OfficeError> {
    ruling::credit(rulebook, case, points, now).map_err(|why| match why {
        NoCredit::NoFactor => {
            let problem = "is about a factor that is no longer in the rulebook";
            OfficeError::Step(case.id.clone(), problem)
        }
        NoCredit::HowMuch { .. } => OfficeError::Argument("--points", why.to_string()),
        NoCredit::NoDay => StoreError::Corrupt("cases.on_day").into(),
        NoCredit::Ledger(error) => error.into(),
    })
}

/// Appends an entry, and checks the whole ledger with it, today and on the day on which the last entry
/// counts, as an import does.
async fn append(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    entry: &Entry,
    now: DateTime<Utc>,
) -> Result<(), OfficeError> {
    let mut entries = writer.ledger(resident).await?;
    if entries.iter().any(|it| it.id == entry.id) {
        return Err(AddError::OtherEntry(entry.id.to_string()).into());
    }
    writer.add(resident, slice::from_ref(entry)).await?;
    entries.push(entry.clone());
    let days = entries.iter().map(|entry| entry.recorded_at.date_naive());
    let (today, latest) = (now.date_naive(), days.max());
    let ledger = Ledger::new(entries)?;
    for day in [today, latest.unwrap_or(today)] {
        assess(rulebook, &ledger, day)?;
    }
    Ok(())
}
