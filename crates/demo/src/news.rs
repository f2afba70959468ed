//! What happened, in order, so that an open screen can be told.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::demo::Demo;

/// Most events that are kept; of more, the newest.
const MOST: usize = 500;

/// What an event tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Happened {
    /// An entry with this id was recorded.
    Entry(String),
    /// The case of this number has changed; it is told as it is now.
    Case(String),
    /// A proof of the tier was used.
    ProofUsed,
    /// A visit at a display began or ended.
    Display,
}

/// One event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Row {
    pub id: i64,
    pub whose: usize,
    pub happened: Happened,
}

/// All events that are kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct News {
    last: i64,
    rows: VecDeque<Row>,
}

impl News {
    /// Forgets what happened while the demo was loaded, which nobody saw.
    pub(crate) fn forget(&mut self) {
        self.rows.clear();
    }

    /// Number of the newest event.
    pub(crate) fn newest(&self) -> i64 {
        self.last
    }

    /// The newest events of a resident after a number, at most `most`, oldest first.
    pub(crate) fn after(&self, whose: usize, id: i64, most: usize) -> Vec<Row> {
        let wanted = |row: &&Row| row.whose == whose && row.id > id;
        let newest = self.rows.iter().rev().filter(wanted).take(most);
        let mut found: Vec<Row> = newest.cloned().collect();
        found.reverse();
        found
    }
}

impl Demo {
    /// Notes that something happened.
    pub(crate) fn happened(&mut self, whose: usize, happened: Happened) {
        let news = &mut self.state.news;
        news.last += 1;
        news.rows.push_back(Row {
            id: news.last,
            whose,
            happened,
        });
        while news.rows.len() > MOST {
            news.rows.pop_front();
        }
    }
}
