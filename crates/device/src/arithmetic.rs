//! How the entries make the score: the start, then every entry that counts, with the sum after it.

use chrono::NaiveDate;
use citizen_score_rules::{EntryId, Ledger, Outcome, Points, Rulebook, Standing};
use serde::{Deserialize, Serialize};

use crate::ask::MAX_ROWS;

/// A part of the arithmetic, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arithmetic {
    /// Day for which it is worked out.
    pub as_of: NaiveDate,
    /// Where everyone begins, in points.
    pub start: Points,
    /// Entries that count.
    pub counting: u32,
    /// Entries that do not.
    pub not_counting: u32,
    /// Points that all counting gains add.
    pub gained: i64,
    /// Points that all counting losses take, negative.
    pub lost: i64,
    /// The sum before it is kept within the range of the rulebook.
    pub sum: i64,
    /// What follows from it.
    pub standing: Standing,
    /// Where this part begins among the counting entries.
    pub offset: u32,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One counting entry, and the sum after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The entry.
    pub entry: EntryId,
    /// Code of its factor.
    pub factor: String,
    /// Day on which it occurred.
    pub occurred_on: NaiveDate,
    /// What it adds or takes.
    pub points: Points,
    /// The sum after it.
    pub sum: i64,
}

pub(crate) fn arithmetic(
    rulebook: &Rulebook,
    ledger: &Ledger,
    outcomes: &[Outcome],
    (as_of, standing): (NaiveDate, &Standing),
    (offset, limit): (u32, u32),
) -> Arithmetic {
    let start = rulebook.data().start.points;
    let mut all = Arithmetic {
        as_of,
        start,
        counting: 0,
        not_counting: 0,
        gained: 0,
        lost: 0,
        sum: i64::from(start),
        standing: standing.clone(),
        offset,
        lines: Vec::new(),
    };
    for (entry, outcome) in ledger.entries().iter().zip(outcomes) {
        if *outcome != Outcome::Counts {
            all.not_counting += 1;
            continue;
        }
        // 64 bits hold as many points of 32 as any memory holds entries.
        let points = i64::from(entry.points);
        all.sum = all.sum.saturating_add(points);
        let side = if points < 0 {
            &mut all.lost
        } else {
            &mut all.gained
        };
        *side = side.saturating_add(points);
        let shown = offset..offset.saturating_add(limit.min(MAX_ROWS));
        if shown.contains(&all.counting) {
            all.lines.push(Line {
                entry: entry.id.clone(),
                factor: entry.factor.to_string(),
                occurred_on: entry.occurred_on,
                points: entry.points,
                sum: all.sum,
            });
        }
        all.counting += 1;
    }
    all
}
