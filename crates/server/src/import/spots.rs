//! Where the lines about each resident are in a file, in a few bytes each.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, BufRead, Seek};

use super::error::WrongLines;
use super::lines::Stretch;
use super::{Line, LineError, Lines, LinesError, read_line};

/// Lines whose places are in memory at once. A longer file is imported in pieces of so many.
pub(super) const MOST: usize = 1_000_000;

/// Where a line is, and about whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The same for all lines about a resident; by chance also for those about another.
    key: u64,
    begin: u64,
    line: u32,
    length: u32,
}

impl Spot {
    /// Whether two lines belong together.
    pub(super) fn is_with(&self, other: &Self) -> bool {
        self.key == other.key
    }

    /// The line itself, from the file once more.
    pub(super) fn read<R: BufRead + Seek>(
        &self,
        lines: &mut Lines<R>,
    ) -> Result<(usize, String), LinesError> {
        let text = lines.again(Stretch {
            begin: self.begin,
            length: self.length,
        })?;
        Ok((self.number(), text))
    }

    /// Number of the line, from 1.
    pub(super) fn number(&self) -> usize {
        usize::try_from(self.line).unwrap_or(usize::MAX)
    }
}

/// Reads on in a file, to its end or until there are [`MOST`] lines, and finds out where the lines about each
/// resident are: all together, in the order of the file. Wrong lines are named and left out.
pub(super) fn find<R: BufRead>(
    lines: &mut Lines<R>,
    wrong: &mut WrongLines,
    mut progress: impl FnMut(u64),
) -> io::Result<Vec<Spot>> {
    let mut spots = Vec::new();
    while spots.len() < MOST {
        let (line, text) = match lines.next_line() {
            Ok(Some(next)) => next,
            Ok(None) => break,
            Err((_, LinesError::Io(error))) => return Err(error),
            Err((line, error)) => {
                wrong.push(line, error);
                continue;
            }
        };
        let Stretch { begin, length } = lines.last();
        match about(&text) {
            Ok(resident) => spots.push(Spot {
                key: key(&resident),
                begin,
                line: u32::try_from(line).unwrap_or(u32::MAX),
                length,
            }),
            Err(error) => wrong.push(line, error),
        }
        progress(lines.read_so_far());
    }
    spots.sort_unstable();
    Ok(spots)
}

/// Whom a line is about.
fn about(text: &str) -> Result<String, LineError> {
    match read_line(text)? {
        Line::Registration { resident, .. }
        | Line::Entry {
            resident: Some(resident),
            ..
        } => Ok(resident),
        Line::Entry { resident: None, .. } => Err(LineError::new("resident", "is missing")),
    }
}

fn key(resident: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    resident.hash(&mut hasher);
    hasher.finish()
}
