//! Reading a file line by line, with a limit, so that no file fills the memory.

use std::io::{self, BufRead, Read, Seek, SeekFrom};

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
    /// Where the line that was read last begins, in bytes.
    begin: u64,
    /// Where the next line begins, in bytes.
    next: u64,
    /// Where the file is, in bytes.
    at: u64,
}

/// Where a line is in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, in bytes.
    pub begin: u64,
    /// How long it is with its end, in bytes.
    pub length: u32,
}

impl<R: BufRead> Lines<R> {
    /// Reads from the beginning of a file.
    pub fn new(file: R) -> Self {
        Self {
            file,
            number: 0,
            begin: 0,
            next: 0,
            at: 0,
        }
    }

    /// Where the line that was read last is.
    pub fn last(&self) -> Stretch {
        let length = u32::try_from(self.next - self.begin);
        Stretch {
            begin: self.begin,
            length: length.unwrap_or(u32::MAX),
        }
    }

    /// How much of the file was read, in bytes.
    pub fn read_so_far(&self) -> u64 {
        self.next
    }

    /// The next line and its number; none at the end of the file. After a line that cannot be read, the
    /// one after it comes next.
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
        self.begin = self.next;
        let mut bytes = Vec::new();
        // Two more than allowed: the end of the line.
        let read = self
            .file
            .by_ref()
            .take(MAX_LINE + 2)
            .read_until(b'\n', &mut bytes)?;
        self.passed(read);
        if read == 0 {
            return Ok(None);
        }
        if bytes.last() != Some(&b'\n') && bytes.len() as u64 > MAX_LINE {
            self.skip()?;
        }
        let text = cleaned(bytes, self.begin == 0)?;
        Ok(Some(text))
    }

    /// Passes over what is left of a line.
    fn skip(&mut self) -> Result<(), LinesError> {
        loop {
            let piece = self.file.fill_buf()?;
            let end = piece.iter().position(|byte| *byte == b'\n');
            let length = end.map_or(piece.len(), |at| at + 1);
            self.file.consume(length);
            self.passed(length);
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }

    fn passed(&mut self, bytes: usize) {
        self.next += bytes as u64;
        self.at = self.next;
    }
}

impl<R: BufRead + Seek> Lines<R> {
    /// How long the file is, in bytes.
    ///
    /// # Errors
    ///
    /// The file failed, or cannot be gone back in, as a pipe.
    pub fn size(&mut self) -> io::Result<u64> {
        let size = self.file.seek(SeekFrom::End(0))?;
        self.file.seek(SeekFrom::Start(self.at))?;
        Ok(size)
    }

    /// A line that was read before, once more.
    ///
    /// # Errors
    ///
    /// What is wrong with it now.
    pub fn again(&mut self, stretch: Stretch) -> Result<String, LinesError> {
        let mut bytes = vec![0; usize::try_from(stretch.length).unwrap_or_default()];
        self.go_to(stretch.begin)?;
        self.file.read_exact(&mut bytes)?;
        self.at += bytes.len() as u64;
        cleaned(bytes, stretch.begin == 0)
    }

    /// Goes on behind the line that was read last in turn.
    ///
    /// # Errors
    ///
    /// The file failed.
    pub fn go_on(&mut self) -> io::Result<()> {
        self.go_to(self.next)
    }

    fn go_to(&mut self, place: u64) -> io::Result<()> {
        // Going to a place throws away what was read ahead.
        if self.at != place {
            self.at = self.file.seek(SeekFrom::Start(place))?;
        }
        Ok(())
    }
}

/// The text of a line, without its end, and without what some editors put before the first.
fn cleaned(mut bytes: Vec<u8>, is_first: bool) -> Result<String, LinesError> {
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    }
    if bytes.len() as u64 > MAX_LINE {
        return Err(LinesError::TooLong);
    }
    if is_first && bytes.starts_with(BOM) {
        bytes.drain(..BOM.len());
    }
    String::from_utf8(bytes).map_err(|_| LinesError::NotUtf8)
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

    #[test]
    fn after_a_wrong_line_the_next_is_read() {
        let long = "x".repeat(3 * MAX_LINE as usize);
        let text = [b"one\n".as_slice(), long.as_bytes(), b"\n\xFF\ntwo"].concat();
        let mut lines = Lines::new(text.as_slice());
        assert_eq!(lines.next_line().unwrap(), Some((1, "one".into())));
        assert!(matches!(lines.next_line(), Err((2, LinesError::TooLong))));
        assert!(matches!(lines.next_line(), Err((3, LinesError::NotUtf8))));
        assert_eq!(lines.next_line().unwrap(), Some((4, "two".into())));
        assert_eq!(lines.next_line().unwrap(), None);
    }

    #[test]
    fn lines_can_be_had_again_in_any_order() {
        let text = b"\xEF\xBB\xBFone\r\n\n  two\nthree";
        let mut lines = Lines::new(io::Cursor::new(text));
        assert_eq!(lines.size().unwrap(), text.len() as u64);
        let mut places = Vec::new();
        while let Some((_, line)) = lines.next_line().unwrap() {
            places.push((lines.last(), line));
            for (place, line) in places.iter().rev() {
                assert_eq!(lines.again(*place).unwrap(), *line);
            }
            lines.go_on().unwrap();
        }
        assert_eq!(places.len(), 3);
        assert_eq!(lines.read_so_far(), text.len() as u64);
    }
}
