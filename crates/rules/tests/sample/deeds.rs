//! Entries for the sample city, and a short way to ask what becomes of them.
#![allow(dead_code, reason = "each test file uses a part of it")]

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_rules::{Entry, EntryId, Ledger, Outcome, Reason, Rulebook, Standing, assess};

/// A day, from `2025-03-01`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Nine in the morning of a day.
pub fn morning(text: &str) -> DateTime<Utc> {
    day(text).and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// An entry recorded on the morning of the day on which it occurred; it counts for good.
pub fn deed(id: &str, factor: &str, points: i32, on: &str) -> Entry {
    Entry {
        id: id.into(),
        factor: factor.into(),
        points,
        occurred_on: day(on),
        recorded_at: morning(on),
        authority: "office".into(),
        reference: format!("ref {id}").into(),
        basis: "rule".into(),
        rulebook_version: "2025.1".into(),
        counts_until: None,
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}

/// An entry that undoes another one, recorded on the morning of a day.
pub fn undo(id: &str, of: &Entry, on: &str) -> Entry {
    Entry {
        corrects: Some(of.id.clone()),
        ..deed(id, &of.factor, 0, on)
    }
}

/// The same entry with a change.
pub fn but(mut entry: Entry, change: impl FnOnce(&mut Entry)) -> Entry {
    change(&mut entry);
    entry
}

/// The standing and the outcomes on a day.
pub struct Judged {
    pub standing: Standing,
    outcomes: Vec<(EntryId, Outcome)>,
}

/// Assesses the entries on a day.
pub fn judge(rulebook: &Rulebook, entries: &[&Entry], as_of: &str) -> Judged {
    let ledger = Ledger::new(entries.iter().copied().cloned().collect()).unwrap();
    let assessment = assess(rulebook, &ledger, day(as_of)).unwrap();
    let ids = ledger.entries().iter().map(|entry| entry.id.clone());
    Judged {
        standing: assessment.standing,
        outcomes: ids.zip(assessment.outcomes).collect(),
    }
}

impl Judged {
    /// The score, in points.
    pub fn score(&self) -> i32 {
        self.standing.score
    }

    /// Why the entry does not count; none if it counts.
    pub fn why(&self, id: &str) -> Option<Reason> {
        let (_, outcome) = self.outcomes.iter().find(|(of, _)| of == id).unwrap();
        outcome.reason().cloned()
    }
}
