//! The ledger: what was recorded about one resident. It only grows; a correction is a new entry.

use std::collections::HashMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::points::Points;

/// Name of an entry, unique in its ledger.
pub type EntryId = String;

/// Longest text that a field of an entry may hold, in bytes.
pub const MAX_TEXT: usize = 400;

/// One line of a ledger, as an authority reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Name of the entry, unique in its ledger.
    pub id: EntryId,
    /// Code of the factor that it is priced by.
    pub factor: String,
    /// Points it adds, or takes where negative.
    pub points: Points,
    /// Day on which it happened.
    pub occurred_on: NaiveDate,
    /// Moment at which it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who reported it.
    pub authority: String,
    /// The authority's own reference, such as a case number.
    pub reference: String,
    /// The rule it rests on.
    pub basis: String,
    /// Version of the rulebook that priced it.
    pub rulebook_version: String,
    /// First day on which it no longer counts; none if it counts for good.
    #[serde(default)]
    pub counts_until: Option<NaiveDate>,
    /// The entry that this one undoes; none for an ordinary entry.
    #[serde(default)]
    pub corrects: Option<EntryId>,
    /// Day from which it is repaired and no longer counts; none if it is not.
    #[serde(default)]
    pub repaired_on: Option<NaiveDate>,
    /// Whether the resident objects to it and the objection is not decided yet.
    #[serde(default)]
    pub contested: bool,
}

/// What can be wrong with a ledger: the entry, the field, and a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry `{entry}`: {field} {problem}")]
pub struct LedgerError {
    /// The offending entry.
    pub entry: EntryId,
    /// The offending field of it.
    pub field: &'static str,
    /// What is wrong with it.
    pub problem: String,
}

/// All entries of one resident, checked against each other, in the order in which they occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    entries: Vec<Entry>,
    targets: Vec<Option<usize>>,
}

impl Ledger {
    /// Takes entries in any order and checks what each says and what they say of each other.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for a blank or over-long field, an id used twice, a day of occurrence more
    /// than one day after the recording (one, since the two may be in different time zones), a
    /// correction of an entry that is not there or of itself in a circle, and a correction whose
    /// points are neither 0 nor the opposite of what it undoes.
    pub fn new(mut entries: Vec<Entry>) -> Result<Self, LedgerError> {
        entries.sort_by(|a, b| (a.occurred_on, &a.id).cmp(&(b.occurred_on, &b.id)));
        let targets = resolve(&entries)?;
        refuse_circles(&entries, &targets)?;
        Ok(Self { entries, targets })
    }

    /// All entries by day of occurrence, then id.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Every entry with the place of the one it undoes, if it undoes one.
    pub(crate) fn with_targets(&self) -> impl Iterator<Item = (&Entry, Option<usize>)> {
        self.entries.iter().zip(self.targets.iter().copied())
    }
}

impl Entry {
    /// Checks what the entry says by itself.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for a blank or over-long field, and for a day of occurrence more than one
    /// day after the recording.
    pub fn check(&self) -> Result<(), LedgerError> {
        let texts = [
            ("id", &self.id),
            ("factor", &self.factor),
            ("authority", &self.authority),
            ("reference", &self.reference),
            ("basis", &self.basis),
            ("rulebook_version", &self.rulebook_version),
        ];
        for (field, text) in texts {
            if text.trim().is_empty() {
                return Err(self.error(field, "is blank"));
            }
            if text.len() > MAX_TEXT {
                return Err(self.error(field, format!("is longer than {MAX_TEXT} bytes")));
            }
        }
        let recorded_on = self.recorded_at.date_naive();
        let latest = recorded_on.checked_add_days(Days::new(1)).unwrap_or(recorded_on);
        if self.occurred_on > latest {
            return Err(self.error("occurred_on", "is after the day on which it was recorded"));
        }
        Ok(())
    }

    fn error(&self, field: &'static str, problem: impl Into<String>) -> LedgerError {
        LedgerError { entry: self.id.clone(), field, problem: problem.into() }
    }
}

/// Finds the place of every corrected entry.
fn resolve(entries: &[Entry]) -> Result<Vec<Option<usize>>, LedgerError> {
    let mut places: HashMap<&str, (usize, &Entry)> = HashMap::with_capacity(entries.len());
    for (place, entry) in entries.iter().enumerate() {
        entry.check()?;
        if places.insert(&entry.id, (place, entry)).is_some() {
            return Err(entry.error("id", "is used twice"));
        }
    }
    entries
        .iter()
        .map(|entry| {
            let Some(id) = &entry.corrects else { return Ok(None) };
            let Some(&(place, target)) = places.get(id.as_str()) else {
                return Err(entry.error("corrects", format!("names `{id}`, which is not in the ledger")));
            };
            let opposite = target.points.checked_neg();
            if entry.points != 0 && Some(entry.points) != opposite {
                return Err(entry.error(
                    "points",
                    format!(
                        "is {}; an entry that undoes `{id}` carries 0 or the opposite of its {}",
                        entry.points, target.points
                    ),
                ));
            }
            Ok(Some(place))
        })
        .collect()
}

/// Follows each chain of corrections once; a chain that comes back to itself is an error.
fn refuse_circles(entries: &[Entry], targets: &[Option<usize>]) -> Result<(), LedgerError> {
    let mut walk_of = vec![usize::MAX; targets.len()];
    for start in 0..targets.len() {
        let mut at = Some(start);
        while let Some(place) = at {
            let Some(seen) = walk_of.get_mut(place) else { break };
            if *seen == start {
                let entry = entries.get(place);
                return entry.map_or(Ok(()), |it| Err(it.error("corrects", "leads back to itself")));
            }
            if *seen != usize::MAX {
                break;
            }
            *seen = start;
            at = targets.get(place).copied().flatten();
        }
    }
    Ok(())
}
