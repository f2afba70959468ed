//! How far an import is.

use super::spots::Spot;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does.
    pub step: Step,
    /// How much of that is done: bytes read, otherwise lines.
    pub done: u64,
    /// How much there is of it.
    pub total: u64,
}

/// What an import does, in this order; a file of more than a million lines begins anew with each million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It reads the file.
    Reading,
    /// It checks the lines against what is stored, and by the rules.
    Checking,
    /// It writes.
    Writing,
}

/// How much of a step is done.
pub(super) struct Counter {
    step: Step,
    done: usize,
    total: usize,
}

impl Counter {
    /// Of the lines of these groups, none is done.
    pub(super) fn new(step: Step, groups: &[&[Spot]]) -> Self {
        let total = groups.iter().map(|it| it.len()).sum();
        Self {
            step,
            done: 0,
            total,
        }
    }

    /// So many more are done.
    pub(super) fn more(&mut self, lines: usize) -> Progress {
        self.done += lines;
        let [done, total] = [self.done, self.total].map(|it| u64::try_from(it).unwrap_or(u64::MAX));
        Progress {
            step: self.step,
            done,
            total,
        }
    }
}
