//! Marks: what stands beside the entries of a ledger, which themselves never change.

use std::collections::HashMap;

use chrono::NaiveDate;
use citizen_score_contract::{EntryView, Statement};
use citizen_score_record::RecordStatement;
use citizen_score_record::entry::counted;
use citizen_score_rules::{Entry, Outcome, Text};
use serde::{Deserialize, Serialize};

/// What stands beside one entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whether an objection to it is open.
    pub contested: bool,
    /// First day on which it does not count any more, since a repair was granted.
    pub repaired_on: Option<NaiveDate>,
    /// The resident's own words.
    pub statement: Option<Statement>,
    /// Number of the newest case about it.
    pub case: Option<String>,
}

/// All marks of a ledger, at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marks {
    /// Grows with every change of a mark.
    pub revision: i64,
    /// The marks, by the id of their entry.
    pub marks: HashMap<Text, Mark>,
}

impl Marks {
    /// What stands beside an entry.
    #[must_use]
    pub fn of(&self, entry: &str) -> Option<&Mark> {
        self.marks.get(entry)
    }

    /// An entry with an outcome and what stands beside it.
    #[must_use]
    pub fn view(&self, entry: Entry, outcome: Outcome) -> EntryView {
        let entry = self.applied(entry);
        let mark = self.of(&entry.id);
        let statement = mark.and_then(|mark| mark.statement.as_ref());
        EntryView {
            counted: counted(&entry, &outcome),
            statement: statement.map(|it| it.text.clone()),
            case: mark.and_then(|mark| mark.case.clone()),
            entry,
            outcome,
        }
    }

    /// The entry as it stands with its mark: contested while an objection is open, and repaired.
    #[must_use]
    pub fn applied(&self, mut entry: Entry) -> Entry {
        if let Some(mark) = self.marks.get(&*entry.id) {
            entry.contested |= mark.contested;
            entry.repaired_on = entry.repaired_on.or(mark.repaired_on);
        }
        entry
    }

    /// The statements about these entries, as a signed record holds them.
    #[must_use]
    pub fn statements(&self, entries: &[Entry]) -> Vec<RecordStatement> {
        let about = entries.iter().filter_map(|entry| {
            let statement = self.of(&entry.id)?.statement.clone()?;
            Some(RecordStatement {
                entry: entry.id.clone(),
                text: statement.text,
                written_at: statement.written_at,
            })
        });
        about.collect()
    }
}
