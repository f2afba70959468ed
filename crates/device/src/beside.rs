//! What the server keeps beside the entries: the resident's own words, and the newest case.
//!
//! Most entries have neither, so only those that do are held.

use std::collections::HashMap;

use citizen_score_contract::EntryView;
use citizen_score_rules::{Entry, EntryId, Outcome};

use crate::list::Row;

/// What stands beside the entries of a ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Besides(HashMap<EntryId, Beside>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Beside {
    statement: Option<String>,
    case: Option<String>,
}

impl Besides {
    /// Keeps what a view has beside its entry.
    pub(crate) fn keep(&mut self, view: &mut EntryView) {
        let (statement, case) = (view.statement.take(), view.case.take());
        if statement.is_some() || case.is_some() {
            self.0
                .insert(view.entry.id.clone(), Beside { statement, case });
        }
    }

    /// An entry with what stands beside it.
    pub(crate) fn row(&self, entry: &Entry, outcome: &Outcome) -> Row {
        let beside = self.0.get(&entry.id).cloned();
        let (statement, case) = beside.map_or((None, None), |it| (it.statement, it.case));
        Row {
            entry: entry.clone(),
            outcome: outcome.clone(),
            statement,
            case,
        }
    }
}
