//! What happens in a demo while it is looked at: the live entry, and the words of the office.

use chrono::{DateTime, Utc};
use citizen_score_rules::Entry;
use serde::Deserialize;

use super::dates::{DateError, expand};

const ENTRY: &str = include_str!("../../../../demo/live.json");
const OFFICE: &str = include_str!("../../../../demo/office.json");

/// What the ids of live entries hold.
const MARK: &str = "-live-";

/// What the office says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// What it asks about an objection or a repair.
    pub question: String,
    /// What it asks about a claim.
    pub question_about_claim: String,
    /// Why it decides for the resident.
    pub upheld: String,
    /// Why it decides against.
    pub rejected: String,
}

/// The words of the office.
///
/// # Errors
///
/// The file is wrong.
pub fn office() -> Result<Office, serde_json::Error> {
    serde_json::from_str(OFFICE)
}

/// A live entry of a resident, as it is recorded at a moment; `number` parts it from others.
///
/// # Errors
///
/// The file is wrong.
pub fn entry(resident: &str, number: usize, now: DateTime<Utc>) -> Result<Entry, DateError> {
    let mut entry = expand(ENTRY, now)?;
    entry.id = format!("{resident}{MARK}{number}").into();
    Ok(entry)
}

/// Whether an entry with this id is a live one.
#[must_use]
pub fn is_live(id: &str) -> bool {
    id.contains(MARK)
}
