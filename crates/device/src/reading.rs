//! The ledger as it streams in: one JSON value a line, oldest entry first.
//!
//! The first line says what the server makes of it all, the last how many entries there were. A
//! stream without its last line has broken off, and is not taken for a shorter ledger.

use citizen_score_contract::ledger::{Begin, End};
use citizen_score_contract::{EntryView, Me};
use citizen_score_rules::{ClaimedEntry, Ledger, LedgerBuilder};
use serde::{Deserialize, Serialize};

use crate::beside::Besides;
use crate::fault::Fault;

/// Longest line that is read, in bytes. An entry with its longest texts is a tenth of it.
const MAX_LINE: usize = 64 * 1024;

/// Characters of a problem that a fault repeats.
const SHOWN: usize = 200;

/// How far a reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Entries that have arrived.
    pub read: u64,
    /// Entries that are to come in all.
    pub total: u64,
}

/// A ledger that has arrived in full.
#[derive(Debug)]
pub struct Arrived {
    /// What the server makes of it.
    pub me: Me,
    /// The entries.
    pub ledger: Ledger,
    /// What the server says of each, in the order in which they came.
    pub said: Vec<ClaimedEntry>,
    /// What stands beside the entries.
    pub besides: Besides,
}

/// A ledger on its way.
#[derive(Debug, Default)]
pub struct Reading {
    partial: Vec<u8>,
    lines: u64,
    me: Option<Me>,
    builder: LedgerBuilder,
    said: Vec<ClaimedEntry>,
    besides: Besides,
    end: Option<u64>,
}

impl Reading {
    /// Takes in what has arrived; it may end in the middle of a line.
    ///
    /// # Errors
    ///
    /// [`Fault::Line`] for a line that is too long or cannot be read.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        let mut rest = bytes;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            let (head, tail) = rest.split_at(end);
            rest = tail.get(1..).unwrap_or_default();
            if self.partial.is_empty() {
                self.line(head)?;
            } else {
                let mut line = std::mem::take(&mut self.partial);
                line.extend_from_slice(head);
                self.line(&line)?;
                line.clear();
                self.partial = line;
            }
        }
        self.partial.extend_from_slice(rest);
        if self.partial.len() > MAX_LINE {
            return Err(self.fault("is too long"));
        }
        Ok(())
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            read: self.builder.len() as u64,
            total: self.me.as_ref().map_or(0, |me| me.entry_count),
        }
    }

    /// Checks that everything has arrived, and what the entries say of each other.
    ///
    /// # Errors
    ///
    /// [`Fault::BrokenOff`] for a stream without its end or with another number of entries than it
    /// announces, and [`Fault::Ledger`] for entries that contradict each other.
    pub fn finish(self) -> Result<Arrived, Fault> {
        let entries = self.builder.len() as u64;
        let complete = self.partial.is_empty() && self.end == Some(entries);
        let Some(me) = self.me.filter(|_| complete) else {
            return Err(Fault::BrokenOff { entries });
        };
        Ok(Arrived {
            me,
            ledger: self.builder.finish()?,
            said: self.said,
            besides: self.besides,
        })
    }

    fn line(&mut self, line: &[u8]) -> Result<(), Fault> {
        self.lines += 1;
        if line.len() > MAX_LINE {
            return Err(self.fault("is too long"));
        }
        if self.end.is_some() {
            return Err(self.fault("comes after the end"));
        }
        if self.me.is_none() {
            let Begin { me } = self.read(line)?;
            // As many as are announced, so that nothing moves in memory while they come.
            let expected = usize::try_from(me.entry_count).unwrap_or(usize::MAX);
            self.builder = LedgerBuilder::expecting(expected);
            self.said = Vec::with_capacity(expected.min(200_000));
            self.me = Some(me);
            return Ok(());
        }
        if line.starts_with(b"{\"end\"") {
            let End { end } = self.read(line)?;
            self.end = Some(end.entries);
            return Ok(());
        }
        let mut view: EntryView = self.read(line)?;
        self.besides.keep(&mut view);
        self.said.push(ClaimedEntry {
            id: view.entry.id.clone(),
            outcome: view.outcome,
            counted: view.counted,
        });
        self.builder.push(view.entry);
        Ok(())
    }

    fn read<'line, T: Deserialize<'line>>(&self, line: &'line [u8]) -> Result<T, Fault> {
        serde_json::from_slice(line).map_err(|error| self.fault(&error.to_string()))
    }

    fn fault(&self, problem: &str) -> Fault {
        let clean = problem.chars().filter(|it| !it.is_control()).take(SHOWN);
        Fault::Line {
            line: self.lines,
            problem: clean.collect(),
        }
    }
}
