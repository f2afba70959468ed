//! What can be wrong with a field, for the page to word.

use chrono::NaiveDate;

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was chosen.
    NotChosen,
    /// Nothing was typed.
    Missing,
    /// There are more characters than there may be.
    TooLong {
        /// How many too many.
        over: usize,
        /// How many there may be.
        most: usize,
    },
    /// None of the three numbers of a day was typed.
    NoDay,
    /// One of the three numbers is missing, or is none.
    NotANumber,
    /// There is no such day.
    NoSuchDay,
    /// It is still to come.
    InFuture,
    /// It was before the entry that it is about.
    BeforeEntry {
        /// Day on which that occurred.
        on: NaiveDate,
    },
    /// It was before the factor was in force.
    BeforeInForce {
        /// First day from which it counts.
        from: NaiveDate,
    },
}
