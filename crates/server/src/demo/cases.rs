//! Made-up cases, so that every way in which a case can stand is seen.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use citizen_score_contract::CaseKind;
use citizen_score_contract::cases::{Ground, StepKind, Verdict};
use citizen_score_rules::cases::due_on;
use citizen_score_rules::{Entry, Rulebook};
use serde::Deserialize;

use super::{DemoError, LoadError, dates};
use crate::store::{LedgerWriter, NewCaseRow, NewStep, Ruling, StoreError};

const FILE: &str = "cases.ndjson";

/// The file.
pub const CASES: &str = include_str!("../../../../demo/cases.ndjson");

/// A line of the file; its dates are relative to the day of loading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    resident: String,
    /// What follows the year in the number of the case.
    number: String,
    kind: CaseKind,
    entry: Option<String>,
    factor: Option<String>,
    on: Option<String>,
    ground: Option<Ground>,
    words: String,
    wish: Option<String>,
    steps: Vec<Step>,
    verdict: Option<Verdict>,
    resulting_entry: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    at: String,
    kind: StepKind,
    words: Option<String>,
}

/// Opens the cases of a made-up resident, as a part of a transaction. One about an entry that was left
/// out is left out too.
pub(super) async fn open(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> Result<(), LoadError> {
    for (index, text) in CASES.lines().enumerate() {
        let wrong = |problem: String| DemoError::Line {
            file: FILE.to_owned(),
            line: index + 1,
            problem,
        };
        let line: Line = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        if line.resident != resident {
            continue;
        }
        let about = match &line.entry {
            None => None,
            Some(id) => match entries.iter().find(|entry| entry.id == *id) {
                Some(entry) => Some(entry),
                None => continue,
            },
        };
        one(writer, rulebook, &line, about, now)
            .await?
            .ok_or_else(|| wrong("is not a case that can be".to_owned()))?;
    }
    Ok(())
}

/// Opens one case and lets happen what happened to it; none for a line that says what cannot be.
async fn one(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    line: &Line,
    about: Option<&Entry>,
    now: DateTime<Utc>,
) -> Result<Option<()>, StoreError> {
    let Some((first, rest)) = line.steps.split_first() else {
        return Ok(None);
    };
    let Some(opened_at) = dates::moment(&first.at, now) else {
        return Ok(None);
    };
    let Some(row) = row(rulebook, line, about, opened_at, now.date_naive()) else {
        return Ok(None);
    };
    let id = format!("{:04}-{}", opened_at.year(), line.number);
    let row = NewCaseRow { id: &id, ..row };
    if !writer.open_case(&line.resident, &row, &[]).await? {
        return Ok(None);
    }
    for step in rest {
        let Some(at) = dates::moment(&step.at, now) else {
            return Ok(None);
        };
        let words = step.words.as_deref();
        if let (StepKind::Decided, Some(verdict)) = (step.kind, line.verdict) {
            let ruling = Ruling {
                verdict,
                resulting_entry: line.resulting_entry.as_deref(),
                repaired_on: None,
            };
            let Some(case) = writer.case(&line.resident, &id).await? else {
                return Ok(None);
            };
            writer
                .decide_case(&line.resident, &case, ruling, words, at)
                .await?;
            continue;
        }
        let step = NewStep {
            at,
            kind: step.kind,
            words,
            evidence: &[],
        };
        writer
            .add_step(&line.resident, &id, line.entry.as_deref(), &step)
            .await?;
    }
    Ok(Some(()))
}

fn row<'a>(
    rulebook: &'a Rulebook,
    line: &'a Line,
    about: Option<&'a Entry>,
    opened_at: DateTime<Utc>,
    today: NaiveDate,
) -> Option<NewCaseRow<'a>> {
    let (factor, authority) = if let Some(entry) = about {
        (entry.factor.as_str(), entry.authority.as_str())
    } else {
        let factor = rulebook.factor(line.factor.as_deref()?)?;
        (factor.code.as_str(), factor.authority.as_str())
    };
    let on = match &line.on {
        Some(text) => Some(dates::day(text, today)?),
        None => None,
    };
    Some(NewCaseRow {
        id: "",
        opened_at,
        kind: line.kind,
        entry: line.entry.as_deref(),
        factor,
        on,
        ground: line.ground,
        words: &line.words,
        wish: line.wish.as_deref(),
        authority,
        due_on: due_on(rulebook, opened_at.date_naive())?,
    })
}
