//! One entry of a record: what was recorded, whether it counts, and what it adds to the score.

use citizen_score_rules::{Entry, Outcome, Points};
use serde::{Deserialize as _, Serialize};
use serde_json::Value;

use crate::fault::RecordFault;
use crate::fields::Fields;

/// One entry of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordEntry {
    /// The entry as it was recorded.
    pub entry: Entry,
    /// Whether it counts on the day of the record, and the one reason if not.
    pub outcome: Outcome,
    /// Points it adds to the score on that day: all of them, or 0.
    pub counted: Points,
}

/// What an entry with this outcome adds to the score, in points.
#[must_use]
pub fn counted(entry: &Entry, outcome: &Outcome) -> Points {
    if *outcome == Outcome::Counts {
        entry.points
    } else {
        0
    }
}

/// Reads an element of `entries`. Every field must be there and no other, so that nothing is taken
/// for granted that was not signed.
pub(crate) fn read(entry: Value, mut rest: Fields) -> Result<RecordEntry, RecordFault> {
    let entry = read_entry(entry).map_err(|fault| fault.within("entry"))?;
    let outcome = rest.take("outcome")?;
    let outcome = Outcome::deserialize(&outcome)
        .map_err(|error| RecordFault::wrong("outcome", error.to_string()))?;
    let counted = rest.points("counted")?;
    rest.end()?;
    Ok(RecordEntry {
        entry,
        outcome,
        counted,
    })
}

fn read_entry(value: Value) -> Result<Entry, RecordFault> {
    let mut fields = Fields::of(value)?;
    let entry = Entry {
        id: fields.text("id")?,
        factor: fields.text("factor")?,
        points: fields.points("points")?,
        occurred_on: fields.day("occurred_on")?,
        recorded_at: fields.moment("recorded_at")?,
        authority: fields.text("authority")?,
        reference: fields.text("reference")?,
        basis: fields.text("basis")?,
        rulebook_version: fields.text("rulebook_version")?,
        counts_until: fields.optional_day("counts_until")?,
        corrects: fields.optional_text("corrects")?,
        repaired_on: fields.optional_day("repaired_on")?,
        contested: fields.flag("contested")?,
    };
    fields.end()?;
    Ok(entry)
}
