//! Numbers of cases, such as `2026-7K3M-9QXD`: the year, and eight characters that nobody can guess or
//! misread.

use crate::error::ApiError;
use crate::store::LedgerWriter;

/// Crockford's base 32 without vowels, so that no word appears, and without 0 and 1.
const LETTERS: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXYZ";

/// Bytes from here on would favour some characters.
const FAIR: u8 = 252;

/// Length of a number.
pub const LENGTH: usize = 14;

/// A number that no case has yet.
///
/// # Errors
///
/// The system gave no randomness, or the database failed.
pub async fn fresh(writer: &mut LedgerWriter, year: i32) -> Result<String, ApiError> {
    loop {
        let number = draw(year)?;
        if !writer.has_case(&number).await? {
            return Ok(number);
        }
    }
}

fn draw(year: i32) -> Result<String, getrandom::Error> {
    let mut letters = String::with_capacity(9);
    while letters.len() < 9 {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        for byte in bytes.into_iter().filter(|byte| *byte < FAIR) {
            let place = usize::from(byte) % LETTERS.len();
            let Some(letter) = LETTERS.get(place) else {
                continue;
            };
            if letters.len() == 4 {
                letters.push('-');
            }
            if letters.len() < 9 {
                letters.push(char::from(*letter));
            }
        }
    }
    Ok(format!("{year:04}-{letters}"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_have_their_form_and_differ() {
        assert_eq!(usize::from(FAIR) % LETTERS.len(), 0);
        let numbers: HashSet<String> = (0..1_000).map(|_| draw(2026).unwrap()).collect();
        assert_eq!(numbers.len(), 1_000);
        let mut used = HashSet::new();
        for number in numbers {
            assert_eq!(number.len(), LENGTH);
            let (year, letters) = number.split_once('-').unwrap();
            let (first, last) = letters.split_once('-').unwrap();
            assert_eq!((year, first.len(), last.len()), ("2026", 4, 4));
            used.extend(first.bytes().chain(last.bytes()));
        }
        assert_eq!(used, LETTERS.iter().copied().collect());
    }
}
