//! An entry: one line of a ledger.

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::error::LedgerError;
use crate::points::Points;
use crate::text::Text;

/// Name of an entry, unique in its ledger.
pub type EntryId = Text;

/// 100,000 entries lie in the 32-bit memory of a browser's WebAssembly.
#[cfg(target_pointer_width = "32")]
const _: () = assert!(size_of::<Entry>() <= 96);

/// Longest text that a field of an entry may hold, in bytes.
pub const MAX_TEXT: usize = 400;

/// One line of a ledger, as an authority reported it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Name of the entry, unique in its ledger.
    pub id: EntryId,
    /// Code of the factor that it is priced by.
    pub factor: Text,
    /// Points it adds, or takes where negative.
    pub points: Points,
    /// Day on which it happened.
    #[serde(deserialize_with = "crate::iso::date")]
    pub occurred_on: NaiveDate,
    /// Moment at which it was recorded.
    #[serde(deserialize_with = "crate::iso::moment")]
    pub recorded_at: DateTime<Utc>,
    /// Who reported it.
    pub authority: Text,
    /// The authority's own reference, such as a case number.
    pub reference: Text,
    /// The rule it rests on.
    pub basis: Text,
    /// Version of the rulebook that priced it.
    pub rulebook_version: Text,
    /// First day on which it no longer counts; none if it counts for good.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub counts_until: Option<NaiveDate>,
    /// The entry that this one undoes; none for an ordinary entry.
    #[serde(default)]
    pub corrects: Option<EntryId>,
    /// Day from which it is repaired and no longer counts; none if it is not.
    #[serde(default, deserialize_with = "crate::iso::optional_date")]
    pub repaired_on: Option<NaiveDate>,
    /// Whether the resident objects to it and the objection is not decided yet.
    #[serde(default)]
    pub contested: bool,
}

impl Entry {
    /// Checks what the entry says by itself.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] for a text that is blank, longer than [`MAX_TEXT`] or holds a control
    /// character, and for a day of occurrence more than one day after the recording (one, since the
    /// two may be in different time zones).
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
            if text.bytes().any(|byte| byte.is_ascii_control()) {
                return Err(self.error(field, "holds a control character, such as a line break"));
            }
        }
        // Only the last day of the calendar has no day after it.
        let latest = self.recorded_on().checked_add_days(Days::new(1));
        if latest.is_some_and(|latest| self.occurred_on > latest) {
            return Err(self.error("occurred_on", "is after the day on which it was recorded"));
        }
        Ok(())
    }

    /// Day on which it was recorded, in UTC: the first day on which it can count.
    #[must_use]
    pub fn recorded_on(&self) -> NaiveDate {
        self.recorded_at.naive_utc().date()
    }

    /// An error about a field of this entry.
    pub(crate) fn error(&self, field: &'static str, problem: impl Into<String>) -> LedgerError {
        LedgerError::at(&self.id, field, problem)
    }
}
