//! Why an import says no.

use std::fmt::{self, Display, Formatter};

use crate::store::StoreError;

/// Wrong lines that are named; of more, only how many there are.
const MOST_NAMED: usize = 100;

/// Why not everything was imported. Whatever was stays, and the same file can be imported again: its lines
/// that are there already change nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Lines are wrong.
    #[error("{0}")]
    Wrong(WrongLines),
    /// The file failed.
    #[error("{file}: cannot be read: {source}{}", so_far(*.written))]
    File {
        /// The file.
        file: String,
        /// Lines that were imported before.
        written: usize,
        /// What is wrong with it.
        source: std::io::Error,
    },
    /// The database failed.
    #[error("{source}{}", so_far(*.written))]
    Store {
        /// Lines that were imported before.
        written: usize,
        /// What is wrong with it.
        source: StoreError,
    },
}

/// The wrong lines of a file.
#[derive(Debug)]
pub struct WrongLines {
    file: String,
    /// Each with what is wrong, the first of them only.
    named: Vec<(usize, String)>,
    more: usize,
    /// Lines that were imported before these were found.
    pub(super) written: usize,
}

impl WrongLines {
    /// None yet.
    pub(super) fn of(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            named: Vec::new(),
            more: 0,
            written: 0,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.named.is_empty()
    }

    /// One more, and what is wrong with it.
    pub(super) fn push(&mut self, line: usize, problem: impl Display) {
        if self.named.len() < MOST_NAMED {
            self.named.push((line, problem.to_string()));
        } else {
            self.more += 1;
        }
    }
}

impl Display for WrongLines {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut named: Vec<_> = self.named.iter().collect();
        named.sort();
        for (at, (line, problem)) in named.into_iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{}:{line}: {problem}", self.file)?;
        }
        if self.more > 0 {
            write!(f, "\nand {} more lines", self.more)?;
        }
        f.write_str(&so_far(self.written))
    }
}

/// What is to be known of an import that stopped in the middle.
fn so_far(written: usize) -> String {
    match written {
        0 => String::new(),
        written => format!(
            "\n{written} lines were imported before; the same file, put right, goes on from there"
        ),
    }
}
