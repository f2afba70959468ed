//! What a resident may ask of an office about the ledger, when an answer is due, and what is recorded
//! when it is granted.
//!
//! Three kinds of case: an objection to an entry, a repair of one, and a claim of a deed that was not
//! credited. Who decides, and how, is no business of these rules.

mod asking;
mod decided;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

pub use asking::{NoClaim, NoObjection, NoRepair, may_claim, may_object, may_repair};
pub use decided::{Decision, correction_of, credit_for};

use crate::rulebook::Rulebook;

/// Last day on which a case that was received on this day is answered in time: as many days later as
/// the rulebook gives.
///
/// None for a day that ISO 8601 cannot spell, after the year 9999. A question that is asked meanwhile
/// does not move it.
#[must_use]
pub fn due_on(book: &Rulebook, received_on: NaiveDate) -> Option<NaiveDate> {
    let days = Days::new(u64::from(book.data().cases.answer_days));
    let due = received_on.checked_add_days(days)?;
    (due.year() <= 9999).then_some(due)
}

/// How far a deadline is, in whole days of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Countdown {
    /// Days until the last one in time; at least 1.
    DaysLeft(u32),
    /// Today is the last day in time.
    Today,
    /// Days since the last one in time; at least 1.
    Late(u32),
}

impl Countdown {
    /// How far the due day is from today.
    #[must_use]
    pub fn of(due_on: NaiveDate, today: NaiveDate) -> Self {
        let days = due_on.signed_duration_since(today).num_days();
        // The whole calendar has fewer days than 32 bits can count.
        let distance = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
        match days {
            0 => Self::Today,
            1.. => Self::DaysLeft(distance),
            _ => Self::Late(distance),
        }
    }
}
