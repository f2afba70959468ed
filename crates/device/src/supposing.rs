//! What if: a simulation, with the real entries that it moves.

use chrono::NaiveDate;
use citizen_score_rules::simulate::{Hypothetical, Simulation, simulate};
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook};
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// Most real entries that an answer shows.
pub const MOST_MOVED: usize = 50;

/// A simulation, for a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Supposing {
    /// What becomes of the standing; its list of displaced entries is empty here, see `moved`.
    pub simulation: Simulation,
    /// The first [`MOST_MOVED`] real entries whose outcome is another one, in the ledger's order.
    pub moved: Vec<Moved>,
    /// How many there are in all.
    pub moved_in_all: u64,
}

/// A real entry whose outcome is another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// The entry.
    pub entry: Entry,
    /// Whether it counted before.
    pub before: Outcome,
    /// Whether it counts afterwards.
    pub after: Outcome,
}

pub(crate) fn supposing(
    rulebook: &Rulebook,
    ledger: &Ledger,
    on: NaiveDate,
    entries: &[Hypothetical],
) -> Result<Supposing, Fault> {
    let mut simulation =
        simulate(rulebook, ledger, on, entries).map_err(|error| Fault::Question {
            problem: error.to_string(),
        })?;
    let displaced = std::mem::take(&mut simulation.displaced);
    let moved_in_all = displaced.len() as u64;
    // Few, so looking for each is quick enough.
    let moved = displaced.into_iter().take(MOST_MOVED).filter_map(|it| {
        let entry = ledger.entries().iter().find(|entry| entry.id == it.entry);
        Some(Moved {
            entry: entry?.clone(),
            before: it.before,
            after: it.after,
        })
    });
    Ok(Supposing {
        moved: moved.collect(),
        simulation,
        moved_in_all,
    })
}
