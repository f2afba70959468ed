//! The history: the entries that pass a filter, newest first, a page at a time.

use chrono::Datelike;
use citizen_score_contract::EntryView;
use citizen_score_rules::{Entry, Ledger, Outcome, Points, Rulebook};
use serde::{Deserialize, Serialize};

use crate::ask::MAX_ROWS;
use crate::beside::Besides;
use crate::filter::{Filter, Sieve};

/// One entry, and whether it counts, as this device works it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The entry as it was recorded.
    pub entry: Entry,
    /// Whether it counts today, and the one reason if not.
    pub outcome: Outcome,
    /// The resident's own words beside it; none where nothing was written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// Number of the newest case about it; none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
}

impl From<EntryView> for Row {
    fn from(view: EntryView) -> Self {
        Self {
            entry: view.entry,
            outcome: view.outcome,
            statement: view.statement,
            case: view.case,
        }
    }
}

impl Row {
    /// The points that the entry adds to the score today: all of them, or 0.
    #[must_use]
    pub fn counted(&self) -> Points {
        counted(&self.entry, &self.outcome)
    }
}

/// The points that an entry with this outcome adds to the score.
pub(crate) fn counted(entry: &Entry, outcome: &Outcome) -> Points {
    if *outcome == Outcome::Counts {
        entry.points
    } else {
        0
    }
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Entries of the whole ledger.
    pub total: u32,
    /// Entries that pass the filter.
    pub matching: u32,
    /// Where the page begins among these.
    pub offset: u32,
    /// The rows, newest first.
    pub rows: Vec<Row>,
    /// Each year that has such entries, newest first, with the place of its newest one.
    pub years: Vec<Year>,
}

/// A year of the history, and where it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The calendar year in which the entries occurred.
    pub year: i32,
    /// Place of its newest entry among those that pass the filter.
    pub offset: u32,
}

/// The entries that pass a filter, worked out once for all its pages.
#[derive(Debug)]
pub(crate) struct Listing {
    filter: Filter,
    language: String,
    /// Places in the ledger, newest first.
    places: Vec<u32>,
    years: Vec<Year>,
}

impl Listing {
    pub(crate) fn new(
        rulebook: &Rulebook,
        ledger: &Ledger,
        outcomes: &[Outcome],
        filter: Filter,
        language: String,
    ) -> Self {
        let mut sieve = Sieve::new(&filter, rulebook, &language);
        let mut places = Vec::new();
        let mut years: Vec<Year> = Vec::new();
        let entries = ledger.entries().iter().zip(outcomes).enumerate();
        for (place, (entry, outcome)) in entries.rev() {
            if !sieve.passes(entry, outcome) {
                continue;
            }
            let (Ok(place), Ok(offset)) = (u32::try_from(place), u32::try_from(places.len()))
            else {
                break;
            };
            let year = entry.occurred_on.year();
            if years.last().is_none_or(|last| last.year != year) {
                years.push(Year { year, offset });
            }
            places.push(place);
        }
        Self {
            filter,
            language,
            places,
            years,
        }
    }

    /// Whether it is the answer to this question; the language matters only where words are searched.
    pub(crate) fn is_for(&self, filter: &Filter, language: &str) -> bool {
        self.filter == *filter && (filter.words.is_empty() || self.language == language)
    }

    pub(crate) fn page(
        &self,
        ledger: &Ledger,
        outcomes: &[Outcome],
        besides: &Besides,
        (offset, limit): (u32, u32),
    ) -> Page {
        let matching = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let offset = offset.min(matching);
        let limit = limit.min(MAX_ROWS);
        let wanted = self
            .places
            .iter()
            .skip(offset as usize)
            .take(limit as usize);
        let rows = wanted.filter_map(|place| {
            let place = *place as usize;
            Some(besides.row(ledger.entries().get(place)?, outcomes.get(place)?))
        });
        Page {
            total: u32::try_from(ledger.entries().len()).unwrap_or(u32::MAX),
            matching,
            offset,
            rows: rows.collect(),
            years: self.years.clone(),
        }
    }
}
