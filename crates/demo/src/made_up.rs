//! The made-up residents and their cases, as they are on the day on which they are loaded.

pub mod cases;
mod dates;
pub mod generated;
pub mod live;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};
use citizen_score_contract::DemoResident;
use citizen_score_rules::{Entry, Rulebook, RulebookError};
use serde::Deserialize;

pub use dates::DateError;

/// The rulebook of the demo.
pub const RULEBOOK: &str = include_str!("../../../rulebooks/suqian-demo.json");

/// The rulebook that is announced in the demo, until its first day.
pub const UPCOMING: &str = include_str!("../../../rulebooks/suqian-demo-2027.json");

const RESIDENTS: &str = include_str!("../../../demo/residents.json");

/// Id of the resident whose ledger is generated.
const LONG: &str = "long";

const LEDGERS: [(&str, &str); 6] = [
    ("desk", include_str!("../../../demo/desk.ndjson")),
    ("new", include_str!("../../../demo/new.ndjson")),
    ("top", include_str!("../../../demo/top.ndjson")),
    ("low", include_str!("../../../demo/low.ndjson")),
    ("edge", include_str!("../../../demo/edge.ndjson")),
    ("mixed", include_str!("../../../demo/mixed.ndjson")),
];

/// A demo file that cannot be used; it is a part of the program, so only its authors see this.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A line is not what it should be.
    #[error("demo/{file}:{line}: {problem}")]
    Line {
        /// The file.
        file: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// The list of residents is not what it should be.
    #[error("demo/residents.json: {0}")]
    Residents(#[from] serde_json::Error),
    /// A resident is listed and has no ledger.
    #[error("demo/residents.json: `{0}` has no ledger")]
    NoLedger(String),
}

/// A made-up resident as the file lists them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resident {
    /// The id, which says what the resident shows.
    pub id: String,
    /// Made-up name.
    pub name: String,
    /// Made-up number.
    pub number: String,
    /// What the resident shows, by language.
    pub shows: BTreeMap<String, String>,
}

impl From<Resident> for DemoResident {
    fn from(resident: Resident) -> Self {
        Self {
            id: resident.id,
            name: resident.name,
            shows: resident.shows,
        }
    }
}

/// The made-up residents, in the order in which they are offered.
///
/// # Errors
///
/// [`DemoError::Residents`].
pub fn residents() -> Result<Vec<Resident>, DemoError> {
    Ok(serde_json::from_str(RESIDENTS)?)
}

/// The ledger of a made-up resident as it is when loaded at a moment: the same moment gives the
/// same ledger.
///
/// # Errors
///
/// [`DemoError`].
pub fn ledger(
    rulebook: &Rulebook,
    resident: &str,
    now: DateTime<Utc>,
) -> Result<Vec<Entry>, DemoError> {
    if resident == LONG {
        return Ok(generated::long(rulebook, now.date_naive()));
    }
    let text = LEDGERS
        .iter()
        .find(|(id, _)| *id == resident)
        .map(|(_, text)| text);
    let text = text.ok_or_else(|| DemoError::NoLedger(resident.to_owned()))?;
    let lines = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            dates::expand(line, now).map_err(|error| DemoError::Line {
                file: format!("{resident}.ndjson"),
                line: index + 1,
                problem: error.to_string(),
            })
        })
        .collect()
}

/// Entries in a ledger that is generated.
pub const GENERATED: u64 = generated::ENTRIES;

/// Whether the ledger of a made-up resident is generated, and long.
#[must_use]
pub fn is_generated(resident: &str) -> bool {
    resident == LONG
}

/// The entry with this id in any ledger that has a file, and whose it is.
///
/// # Errors
///
/// [`DemoError`].
pub fn find(
    rulebook: &Rulebook,
    entry: &str,
    now: DateTime<Utc>,
) -> Result<Option<(&'static str, Entry)>, DemoError> {
    for (resident, _) in LEDGERS {
        let found = ledger(rulebook, resident, now)?
            .into_iter()
            .find(|it| it.id == entry);
        if let Some(found) = found {
            return Ok(Some((resident, found)));
        }
    }
    Ok(None)
}

/// The rulebook that is announced for the first day of the next year, so that a demo always has something
/// to come.
///
/// # Errors
///
/// [`RulebookError`] for a file that is not valid.
pub fn upcoming(now: DateTime<Utc>) -> Result<Rulebook, RulebookError> {
    let mut data = Rulebook::from_json(UPCOMING)?.data().clone();
    let year = now.year().saturating_add(1);
    data.effective_from = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(data.effective_from);
    data.version = format!("{year}.1");
    Rulebook::from_json(&serde_json::to_string(&data).unwrap_or_default())
}

/// Names this very demo: a demo of other contents, or left without other entries, has another name.
#[must_use]
pub fn fingerprint(without: &[String]) -> String {
    let texts =
        LEDGERS
            .iter()
            .map(|(_, text)| *text)
            .chain([RESIDENTS, RULEBOOK, UPCOMING, cases::CASES]);
    let mut without: Vec<&str> = without.iter().map(String::as_str).collect();
    without.sort_unstable();
    without.dedup();
    citizen_score_office::digest::hex(texts.chain(without))
}
