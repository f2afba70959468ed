//! Reading a file line by line, with a limit, so that no file fills the memory.

use std::io::{BufRead, Read};

/// Longest line, in bytes without its end.
pub const MAX_LINE: u64 = 64 * 1024;

const BOM: &[u8] = b"\xEF\xBB\xBF";

/// A line that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LinesError {
    /// It is too long.
    #[error("the line is longer than {MAX_LINE} bytes")]
    TooLong,
    /// It is not UTF-8.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// The file failed.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
}

/// The lines of a file that are not empty, each with its number from 1.
#[derive(Debug)]
pub struct Lines<R> {
    file: R,
    number: usize,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the beginning of a file.
    pub fn new(file: R) -> Self {
        Self { file, number: 0 }
    }

    /// The next line and its number; none at the end of the file.
    ///
    /// # Errors
    ///
    /// The number of the line, and what is wrong with it.
    pub fn next_line(&mut self) -> Result<Option<(usize, String)>, (usize, LinesError)> {
        loop {
            self.number += 1;
            let Some(line) = self.read().map_err(|error| (self.number, error))? else {
                return Ok(None);
            };
            if !line.trim().is_empty() {
                return Ok(Some((self.number, line)));
            }
        }
    }

    fn read(&mut self) -> Result<Option<String>, LinesError> {
        let mut bytes = Vec::new();
        // Two more than allowed: the end of the line.
        let read = self
            .file
            .by_ref()
            .take(MAX_LINE + 2)
            .read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
            if bytes.last() == Some(&b'\r') {
                bytes.pop();
            }
        }
        if bytes.len() as u64 > MAX_LINE {
            return Err(LinesError::TooLong);
        }
        if self.number == 1 && bytes.starts_with(BOM) {
            bytes.drain(..BOM.len());
        }
        String::from_utf8(bytes)
            .map(Some)
            .map_err(|_| LinesError::NotUtf8)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

    use super::*;

    fn all(bytes: &[u8]) -> Result<Vec<(usize, String)>, (usize, LinesError)> {
        let mut lines = Lines::new(bytes);
        let mut all = Vec::new();
        while let Some(line) = lines.next_line()? {
            all.push(line);
        }
        Ok(all)
    }

    #[test]
    fn editors_of_all_systems_are_understood() {
        let lines = all(b"\xEF\xBB\xBFone\r\n\r\n  \t\ntwo\n\nthree").unwrap();
        assert_eq!(
            lines,
            [(1, "one".into()), (4, "two".into()), (6, "three".into())]
        );
        assert_eq!(all(b"").unwrap(), []);
        assert_eq!(all(b"\n\n").unwrap(), []);
    }

    #[test]
    fn a_line_may_be_as_long_as_the_limit_and_no_longer() {
        let limit = MAX_LINE as usize;
        for end in ["", "\n", "\r\n"] {
            let fits = format!("{}{end}", "x".repeat(limit));
            assert_eq!(all(fits.as_bytes()).unwrap().len(), 1, "{end:?}");
            let long = format!("a\n{}{end}", "x".repeat(limit + 1));
            let (line, error) = all(long.as_bytes()).unwrap_err();
            assert!(
                line == 2 && matches!(error, LinesError::TooLong),
                "{end:?} {error}"
            );
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let (line, error) = all(b"a\n\xFF\xFE\n").unwrap_err();
        assert!(line == 2 && matches!(error, LinesError::NotUtf8));
    }
}
