//! What a page may ask. Each question names the type of its answer, which comes as JSON.

use chrono::NaiveDate;
use citizen_score_rules::simulate::Hypothetical;
use serde::{Deserialize, Serialize};

use crate::filter::Filter;

/// Most rows that one answer holds.
pub const MAX_ROWS: u32 = 500;

/// A question about the resident's own ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Ask {
    /// A page of the history, newest first: [`crate::list::Page`].
    List {
        /// Which entries.
        filter: Filter,
        /// How many of them to pass over.
        offset: u32,
        /// How many to show, at most [`MAX_ROWS`].
        limit: u32,
        /// The language that words are searched in (BCP 47).
        language: String,
    },
    /// One entry in full: [`crate::entry::EntryInFull`].
    Entry {
        /// Its id.
        id: String,
    },
    /// How the entries make the score, oldest first: [`crate::arithmetic::Arithmetic`].
    Arithmetic {
        /// How many counting entries to pass over.
        offset: u32,
        /// How many to show, at most [`MAX_ROWS`].
        limit: u32,
    },
    /// The server's figures against those of this device: [`crate::report::Report`].
    Audit,
    /// The standing with entries that somebody only supposes:
    /// [`crate::supposing::Supposing`].
    Simulate {
        /// Day for which it is worked out; today if none.
        on: Option<NaiveDate>,
        /// The entries.
        entries: Vec<Hypothetical>,
    },
    /// Which kinds of entry would cost the tier: [`citizen_score_rules::cliff::Cliff`].
    Cliff,
    /// The standing with and without what is contested, or null:
    /// [`citizen_score_rules::contested::Views`].
    Contested,
    /// What the tier brings and costs, against what led there:
    /// [`citizen_score_rules::grounds::Grounds`].
    Effects,
    /// What the announced rulebook changes, or null: [`crate::upcoming::Upcoming`].
    Upcoming {
        /// The language of the words that only the announced rulebook has (BCP 47).
        language: String,
    },
    /// The days on which entries lapse: [`crate::outlook::Outlook`].
    Outlook {
        /// How many days to pass over.
        offset: u32,
        /// How many to show, at most [`MAX_ROWS`].
        limit: u32,
    },
    /// The score over time, past and to come: [`crate::course::Course`].
    Course {
        /// Most points of past and future each, at most [`crate::course::MOST_POINTS`].
        most: u32,
    },
    /// The ways to the next tier, as facts: [`citizen_score_rules::paths::Paths`].
    Paths,
}
