//! Made-up cases, so that every way in which a case can stand is seen.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use citizen_score_contract::CaseKind;
use citizen_score_contract::cases::{Ground, StepKind, Verdict};
use citizen_score_rules::cases::due_on;
use citizen_score_rules::{Entry, Rulebook};
use serde::Deserialize;

use super::{DemoError, dates};

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
    steps: Vec<LineStep>,
    verdict: Option<Verdict>,
    resulting_entry: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineStep {
    at: String,
    kind: StepKind,
    words: Option<String>,
}

/// A made-up case as it is when loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeUpCase {
    /// Its number.
    pub id: String,
    /// When it arrived.
    pub opened_at: DateTime<Utc>,
    /// What is asked for.
    pub kind: CaseKind,
    /// The entry that it is about.
    pub entry: Option<String>,
    /// The factor that it is about.
    pub factor: String,
    /// Day on which it was settled, or of the deed.
    pub on: Option<NaiveDate>,
    /// Why the entry is wrong.
    pub ground: Option<Ground>,
    /// The resident's own words.
    pub words: String,
    /// What should be put right.
    pub wish: Option<String>,
    /// Who has it.
    pub authority: String,
    /// Last day on which it is answered in time.
    pub due_on: NaiveDate,
    /// What happened after it arrived, oldest first.
    pub steps: Vec<MadeUpStep>,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// The entry that followed.
    pub resulting_entry: Option<String>,
}

/// A step of a made-up case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeUpStep {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: StepKind,
    /// What was said.
    pub words: Option<String>,
}

/// The cases of a made-up resident with these entries, in the order of the file. One about an entry that
/// was left out is left out too.
///
/// # Errors
///
/// [`DemoError::Line`] for a line that says what cannot be.
pub fn of(
    rulebook: &Rulebook,
    resident: &str,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> Result<Vec<MadeUpCase>, DemoError> {
    let mut cases = Vec::new();
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
        let case = read(rulebook, line, about, now);
        cases.push(case.ok_or_else(|| wrong("is not a case that can be".to_owned()))?);
    }
    Ok(cases)
}

fn read(
    rulebook: &Rulebook,
    line: Line,
    about: Option<&Entry>,
    now: DateTime<Utc>,
) -> Option<MadeUpCase> {
    let (factor, authority) = if let Some(entry) = about {
        (entry.factor.to_string(), entry.authority.to_string())
    } else {
        let factor = rulebook.factor(line.factor.as_deref()?)?;
        (factor.code.clone(), factor.authority.clone())
    };
    let on = match &line.on {
        Some(text) => Some(dates::day(text, now.date_naive())?),
        None => None,
    };
    let mut steps = line.steps.into_iter();
    let opened_at = dates::moment(&steps.next()?.at, now)?;
    let steps = steps.map(|step| {
        Some(MadeUpStep {
            at: dates::moment(&step.at, now)?,
            kind: step.kind,
            words: step.words,
        })
    });
    Some(MadeUpCase {
        id: format!("{:04}-{}", opened_at.year(), line.number),
        opened_at,
        kind: line.kind,
        entry: line.entry,
        factor,
        on,
        ground: line.ground,
        words: line.words,
        wish: line.wish,
        authority,
        due_on: due_on(rulebook, opened_at.date_naive())?,
        steps: steps.collect::<Option<_>>()?,
        verdict: line.verdict,
        resulting_entry: line.resulting_entry,
    })
}
