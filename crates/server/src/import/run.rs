//! The import itself: find the lines about each resident, check everything, then write resident by resident.

use std::collections::BTreeMap;
use std::io::{BufRead, Seek};
use std::path::Path;

use chrono::{DateTime, Utc};
use citizen_score_rules::Rulebook;

use super::error::WrongLines;
use super::plan::{Plan, Stored, plan};
use super::progress::{Counter, Progress, Step};
use super::spots::{self, Spot};
use super::turns::Turns;
use super::{ImportError, Line, Lines, LinesError, read_line};
use crate::store::{AddError, LedgerWriter, Source, Store, StoreError};

/// Most characters of a file's name that go into the access log.
const MOST_OF_NAME: usize = 100;

/// Lines that are written in one transaction, or a few more: the lines about a resident stay together.
const AT_ONCE: usize = 1_000;

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

impl Summary {
    fn lines(&self) -> usize {
        self.entries + self.residents + self.known
    }
}

/// What is imported, and how.
pub struct Import<'a> {
    /// Where to.
    pub store: &'a Store,
    /// By what the entries are checked.
    pub rulebook: &'a Rulebook,
    /// Name of the file.
    pub file: &'a str,
    /// By whom; it goes into the access log of every resident whose ledger grows, with the file's name.
    pub by: &'a str,
    /// Now.
    pub now: DateTime<Utc>,
}

impl Import<'_> {
    /// Imports a file. While a line of it is wrong, nothing is written (in a file of more than a million
    /// lines: nothing of that million). Then the lines about each resident become true together; what an import
    /// that was ended left out is written when it is run again.
    ///
    /// # Errors
    ///
    /// [`ImportError`] names the file and its wrong lines.
    pub async fn run(
        &self,
        file: impl BufRead + Seek,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Summary, ImportError> {
        let mut lines = Lines::new(file);
        let mut summary = Summary::default();
        let size = lines
            .size()
            .map_err(|error| self.unreadable(summary, error))?;
        loop {
            let mut wrong = WrongLines::of(self.file);
            let report = |done| {
                progress(Progress {
                    step: Step::Reading,
                    done,
                    total: size,
                });
            };
            let spots = spots::find(&mut lines, &mut wrong, report)
                .map_err(|error| self.unreadable(summary, error))?;
            let groups = groups(&spots);
            self.check(&mut lines, &groups, &mut wrong, progress)
                .await
                .map_err(|error| self.stopped(summary, error))?;
            if !wrong.is_empty() {
                wrong.written = summary.lines();
                return Err(ImportError::Wrong(wrong));
            }
            self.write(&mut lines, &groups, &mut summary, progress)
                .await?;
            if spots.len() < spots::MOST {
                return Ok(summary);
            }
            lines
                .go_on()
                .map_err(|error| self.unreadable(summary, error))?;
        }
    }

    /// Checks all lines, and writes nothing.
    async fn check<R: BufRead + Seek>(
        &self,
        lines: &mut Lines<R>,
        groups: &[&[Spot]],
        wrong: &mut WrongLines,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), Stop> {
        let mut counter = Counter::new(Step::Checking, groups);
        for group in groups {
            for (resident, about) in read(lines, group)? {
                let stored = Stored {
                    resident: self.store.resident(&resident).await?,
                    ledger: self.store.ledger(&resident, i64::MAX).await?,
                };
                let planned = plan(
                    self.rulebook,
                    stored,
                    &resident,
                    about,
                    self.now.date_naive(),
                );
                for (line, problem) in planned.err().unwrap_or_default() {
                    wrong.push(line, problem);
                }
            }
            progress(counter.more(group.len()));
        }
        Ok(())
    }

    async fn write<R: BufRead + Seek>(
        &self,
        lines: &mut Lines<R>,
        groups: &[&[Spot]],
        summary: &mut Summary,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<(), ImportError> {
        let mut counter = Counter::new(Step::Writing, groups);
        let mut rest = groups;
        let mut turns = Turns::new(self.store.writers_line_up());
        while !rest.is_empty() {
            let (some, others) = rest.split_at(some_of(rest));
            rest = others;
            *summary = self
                .write_some(lines, some, *summary)
                .await
                .map_err(|error| self.stopped(*summary, error))?;
            progress(counter.more(some.iter().map(|it| it.len()).sum()));
            turns.give_way().await;
        }
        Ok(())
    }

    /// Writes the lines of some residents in one transaction. They are checked once more: others write too.
    async fn write_some<R: BufRead + Seek>(
        &self,
        lines: &mut Lines<R>,
        groups: &[&[Spot]],
        mut summary: Summary,
    ) -> Result<Summary, Stop> {
        let mut writer = self.store.write(self.now).await?.logged(Source {
            by: self.by.to_owned(),
            file: Some(name_of(self.file)),
        });
        for group in groups {
            for (resident, about) in read(lines, group)? {
                let stored = Stored {
                    resident: writer.resident(&resident).await?,
                    ledger: writer.ledger(&resident).await?,
                };
                let today = self.now.date_naive();
                let plan =
                    plan(self.rulebook, stored, &resident, about, today).map_err(Stop::Wrong)?;
                add(&mut writer, &resident, &plan).await?;
                summary.entries += plan.entries.len();
                summary.residents += usize::from(plan.register.is_some());
                summary.known += plan.known;
            }
        }
        writer.commit().await?;
        Ok(summary)
    }

    fn unreadable(&self, summary: Summary, source: std::io::Error) -> ImportError {
        ImportError::File {
            file: self.file.to_owned(),
            written: summary.lines(),
            source,
        }
    }

    fn stopped(&self, summary: Summary, stop: Stop) -> ImportError {
        let written = summary.lines();
        match stop {
            Stop::Store(source) => ImportError::Store { written, source },
            Stop::File(source) => self.unreadable(summary, source),
            Stop::Wrong(lines) => {
                let mut wrong = WrongLines::of(self.file);
                wrong.written = written;
                for (line, problem) in lines {
                    wrong.push(line, problem);
                }
                ImportError::Wrong(wrong)
            }
        }
    }
}

/// Why it stops in the middle.
enum Stop {
    Store(StoreError),
    File(std::io::Error),
    Wrong(Vec<(usize, String)>),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// The lines that belong together.
fn groups(spots: &[Spot]) -> Vec<&[Spot]> {
    spots.chunk_by(Spot::is_with).collect()
}

/// How many of the first groups are written at once.
fn some_of(groups: &[&[Spot]]) -> usize {
    let mut lines = 0;
    let enough = groups.iter().position(|group| {
        lines += group.len();
        lines >= AT_ONCE
    });
    enough.map_or(groups.len(), |at| at + 1)
}

/// The lines of a group, by resident.
fn read<R: BufRead + Seek>(
    lines: &mut Lines<R>,
    group: &[Spot],
) -> Result<BTreeMap<String, Vec<(usize, Line)>>, Stop> {
    let mut by_resident: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for spot in group {
        // They were good a moment ago; now the file is another one.
        let changed = |problem: String| Stop::Wrong(vec![(spot.number(), problem)]);
        let (number, text) = spot.read(lines).map_err(|error| match error {
            LinesError::Io(error) => Stop::File(error),
            other => changed(other.to_string()),
        })?;
        let line = read_line(&text).map_err(|error| changed(error.to_string()))?;
        let about = match &line {
            Line::Registration { resident, .. } => resident.clone(),
            Line::Entry { resident, .. } => resident.clone().unwrap_or_default(),
        };
        by_resident.entry(about).or_default().push((number, line));
    }
    Ok(by_resident)
}

async fn add(writer: &mut LedgerWriter, resident: &str, plan: &Plan) -> Result<(), StoreError> {
    let added = async {
        if let Some(row) = &plan.register {
            writer.register(row).await?;
        }
        writer.add(resident, &plan.entries).await
    };
    added.await.map_err(|error| match error {
        AddError::Store(error) => error,
        // Within a transaction that looked before, none of this can be.
        _ => StoreError::Corrupt("entries: changed within a transaction"),
    })
}

/// Name of a file without its folders, short and printable: residents read it.
fn name_of(file: &str) -> String {
    let name = Path::new(file).file_name().unwrap_or_default();
    let name = name.to_string_lossy();
    let printable = name.chars().filter(|it| !it.is_control());
    printable.take(MOST_OF_NAME).collect()
}
