//! What a file adds to one resident's ledger: all of it, or what is wrong with it.

use std::collections::HashMap;

use chrono::NaiveDate;
use citizen_score_rules::{Entry, EntryId, Ledger, LedgerError, PointsError, Rulebook, assess};

use super::{Line, LineError, place_of};
use crate::store::{AddError, Resident};

/// A resident as stored.
pub(super) struct Stored {
    /// The registration; none where there is no such resident.
    pub(super) resident: Option<Resident>,
    /// The ledger, with nothing beside the entries.
    pub(super) ledger: Vec<Entry>,
}

/// What is to be added.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// The registration, where it is new.
    pub(super) register: Option<Resident>,
    /// The entries that are new, in the order of the file.
    pub(super) entries: Vec<Entry>,
    /// Lines that say what is already known.
    pub(super) known: usize,
}

/// A line that is wrong, and how.
pub(super) type Wrong = (usize, String);

/// Works out what the lines about a resident add to what is stored.
///
/// # Errors
///
/// Each line that is wrong.
pub(super) fn plan(
    rulebook: &Rulebook,
    stored: Stored,
    resident: &str,
    lines: Vec<(usize, Line)>,
    today: NaiveDate,
) -> Result<Plan, Vec<Wrong>> {
    let mut planning = Planning {
        rulebook,
        places: stored
            .ledger
            .iter()
            .enumerate()
            .map(|(at, it)| (it.id.clone(), at))
            .collect(),
        there: stored.ledger.len(),
        ledger: stored.ledger,
        registered: stored.resident,
        register: None,
        lines: Vec::new(),
        known: 0,
    };
    let mut wrong = Vec::new();
    for (number, line) in lines {
        if let Err(problem) = planning.take(number, line, resident) {
            wrong.push((number, problem));
        }
    }
    planning.check_ledger(resident, today, &mut wrong);
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Plan {
        register: planning.register,
        entries: planning.ledger.split_off(planning.there),
        known: planning.known,
    })
}

struct Planning<'a> {
    rulebook: &'a Rulebook,
    /// What is stored, and behind it what is new.
    ledger: Vec<Entry>,
    /// How many entries are stored.
    there: usize,
    /// Where in the ledger each entry is.
    places: HashMap<EntryId, usize>,
    registered: Option<Resident>,
    register: Option<Resident>,
    /// The line of each new entry.
    lines: Vec<usize>,
    known: usize,
}

impl Planning<'_> {
    fn take(&mut self, number: usize, line: Line, resident: &str) -> Result<(), String> {
        match line {
            Line::Registration {
                resident,
                name,
                number,
            } => self.registration(Resident {
                id: resident,
                name,
                number,
                demo: false,
            }),
            Line::Entry { entry, .. } => self.entry(number, *entry, resident),
        }
    }

    fn registration(&mut self, row: Resident) -> Result<(), String> {
        match &self.registered {
            None => {
                self.registered = Some(row.clone());
                self.register = Some(row);
            }
            Some(there) if (&there.name, &there.number) == (&row.name, &row.number) => {
                self.known += 1;
            }
            Some(_) => return Err(AddError::OtherResident(row.id).to_string()),
        }
        Ok(())
    }

    fn entry(&mut self, line: usize, entry: Entry, resident: &str) -> Result<(), String> {
        if self.registered.is_none() {
            return Err(AddError::UnknownResident(resident.to_owned()).to_string());
        }
        let there = self
            .places
            .get(&entry.id)
            .and_then(|at| self.ledger.get(*at));
        match there {
            Some(there) if *there == entry => self.known += 1,
            Some(_) => return Err(AddError::OtherEntry(entry.id.to_string()).to_string()),
            None => {
                // What is already recorded was checked by the rules of its own time.
                let checked = self.rulebook.check_entry(&entry);
                checked.map_err(|error| of_ledger(error).to_string())?;
                self.places.insert(entry.id.clone(), self.ledger.len());
                self.lines.push(line);
                self.ledger.push(entry);
            }
        }
        Ok(())
    }

    /// Checks the ledger as a whole: a correction may stand before what it undoes.
    fn check_ledger(&mut self, resident: &str, today: NaiveDate, wrong: &mut Vec<Wrong>) {
        while !self.lines.is_empty() {
            let ledger = match Ledger::new(self.ledger.clone()) {
                Ok(ledger) => ledger,
                Err(error) => {
                    let place = self.place(&error);
                    wrong.push((
                        place.map_or_else(|| self.last(), |(_, line)| line),
                        of_ledger(error).to_string(),
                    ));
                    // Without that one, is there another?
                    let Some((at, _)) = place else { return };
                    self.lines.remove(at);
                    self.ledger.remove(self.there + at);
                    continue;
                }
            };
            if let Err(error) = self.add_up(&ledger, today) {
                wrong.push((
                    self.last(),
                    format!("points: of resident `{resident}`: {error}"),
                ));
            }
            return;
        }
    }

    /// Adds up for today, and for the day on which the last entry counts.
    fn add_up(&self, ledger: &Ledger, today: NaiveDate) -> Result<(), PointsError> {
        let latest = self
            .ledger
            .iter()
            .map(|entry| entry.recorded_at.date_naive())
            .max();
        for day in [today, latest.unwrap_or(today)] {
            assess(self.rulebook, ledger, day)?;
        }
        Ok(())
    }

    /// Which of the new entries a ledger complains about, and its line; none where it is not new.
    fn place(&self, error: &LedgerError) -> Option<(usize, usize)> {
        let new = self.ledger.get(self.there..).unwrap_or_default();
        let ids = new.iter().map(|entry| entry.id.as_str());
        let at = place_of(error, ids.zip(0..))?;
        Some((at, *self.lines.get(at)?))
    }

    /// The last line with something new.
    fn last(&self) -> usize {
        self.lines.iter().copied().max().unwrap_or_default()
    }
}

fn of_ledger(error: LedgerError) -> LineError {
    LineError::new(error.field, error.problem)
}
