//! The import itself.

use std::collections::HashMap;
use std::io::BufRead;
use std::path::Path;

use chrono::{DateTime, Utc};
use citizen_score_rules::{Entry, EntryId, Ledger, LedgerError, Rulebook, assess};

use super::{ImportError, Line, LineError, Lines, place_of, read_line};
use crate::store::{AddError, Added, LedgerWriter, Resident, Source, Store};

/// Most characters of a file's name that go into the access log.
const MOST_OF_NAME: usize = 100;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Entries that were added.
    pub entries: usize,
    /// Residents who were registered.
    pub residents: usize,
    /// Lines that said what was already known.
    pub known: usize,
}

/// Imports a file. All lines are read before anything is true; an error leaves nothing behind. `by` goes
/// into the access log of every resident whose ledger grows, with the name of the file.
///
/// # Errors
///
/// [`ImportError`] names the file and the line.
pub async fn import(
    store: &Store,
    rulebook: &Rulebook,
    file: &str,
    reader: impl BufRead,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Summary, ImportError> {
    let mut import = Import {
        writer: store.write(now).await?.logged(Source {
            by: by.to_owned(),
            file: Some(name_of(file)),
        }),
        rulebook,
        file: file.to_owned(),
        places: HashMap::new(),
        summary: Summary::default(),
    };
    let mut lines = Lines::new(reader);
    loop {
        match lines.next_line() {
            Ok(Some((line, text))) => import.line(line, &text).await?,
            Ok(None) => break,
            Err((line, source)) => {
                return Err(ImportError::Unreadable {
                    file: import.file,
                    line,
                    source,
                });
            }
        }
    }
    import.check_ledgers(now).await?;
    import.writer.commit().await?;
    Ok(import.summary)
}

/// Name of a file without its folders, short and printable: residents read it.
fn name_of(file: &str) -> String {
    let name = Path::new(file).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let printable = name.chars().filter(|it| !it.is_control());
    printable.take(MOST_OF_NAME).collect()
}

struct Import<'a> {
    writer: LedgerWriter,
    rulebook: &'a Rulebook,
    file: String,
    /// Where each new entry stands, by resident and id.
    places: HashMap<String, HashMap<EntryId, usize>>,
    summary: Summary,
}

impl Import<'_> {
    async fn line(&mut self, line: usize, text: &str) -> Result<(), ImportError> {
        match read_line(text).map_err(|error| self.wrong(line, error))? {
            Line::Registration {
                resident,
                name,
                number,
            } => {
                let row = Resident {
                    id: resident,
                    name,
                    number,
                    demo: false,
                };
                match self.writer.register(&row).await {
                    Ok(Added::New) => self.summary.residents += 1,
                    Ok(Added::Known) => self.summary.known += 1,
                    Err(error) => return Err(self.refused(line, error)),
                }
            }
            Line::Entry { resident: None, .. } => {
                return Err(self.wrong(line, LineError::new("resident", "is missing")));
            }
            Line::Entry {
                resident: Some(resident),
                entry,
            } => {
                self.entry(line, resident, &entry).await?;
            }
        }
        Ok(())
    }

    async fn entry(
        &mut self,
        line: usize,
        resident: String,
        entry: &Entry,
    ) -> Result<(), ImportError> {
        match self.writer.add(&resident, entry).await {
            Ok(Added::Known) => self.summary.known += 1,
            Ok(Added::New) => {
                // What is already recorded was checked by the rules of its own time.
                self.rulebook
                    .check_entry(entry)
                    .map_err(|error| self.wrong(line, of_ledger(error)))?;
                self.places
                    .entry(resident)
                    .or_default()
                    .insert(entry.id.clone(), line);
                self.summary.entries += 1;
            }
            Err(error) => return Err(self.refused(line, error)),
        }
        Ok(())
    }

    /// Checks every ledger that grew as a whole: a correction may stand before what it undoes.
    async fn check_ledgers(&mut self, now: DateTime<Utc>) -> Result<(), ImportError> {
        for resident in self.writer.touched() {
            let entries = self.writer.ledger(&resident).await?;
            let latest = entries
                .iter()
                .map(|entry| entry.recorded_at.date_naive())
                .max();
            let ledger = Ledger::new(entries).map_err(|error| {
                let line = self.place(&resident, &error);
                self.wrong(line, of_ledger(error))
            })?;
            // Today, and the day on which the last entry counts.
            let today = now.date_naive();
            for day in [today, latest.unwrap_or(today)] {
                if let Err(source) = assess(self.rulebook, &ledger, day) {
                    return Err(ImportError::Points {
                        file: self.file.clone(),
                        line: self.last_place(&resident),
                        resident,
                        source,
                    });
                }
            }
        }
        Ok(())
    }

    /// The line of the entry that a ledger complains about; the last line about the resident where
    /// that entry is not in the file.
    fn place(&self, resident: &str, error: &LedgerError) -> usize {
        let places = self.places.get(resident).into_iter().flatten();
        let place = place_of(error, places.map(|(id, line)| (id.as_str(), *line)));
        place.unwrap_or_else(|| self.last_place(resident))
    }

    fn last_place(&self, resident: &str) -> usize {
        let places = self.places.get(resident).into_iter().flatten();
        places.map(|(_, line)| *line).max().unwrap_or_default()
    }

    fn wrong(&self, line: usize, source: LineError) -> ImportError {
        ImportError::Line {
            file: self.file.clone(),
            line,
            source,
        }
    }

    fn refused(&self, line: usize, source: AddError) -> ImportError {
        match source {
            AddError::Store(error) => ImportError::Store(error),
            source => ImportError::Add {
                file: self.file.clone(),
                line,
                source,
            },
        }
    }
}

fn of_ledger(error: LedgerError) -> LineError {
    LineError::new(error.field, error.problem)
}
