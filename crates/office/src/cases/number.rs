//! Numbers of cases, such as `2026-7K3M-9QXD`: the year, and eight characters that nobody can guess or
//! misread.

/// Crockford's base 32 without vowels, so that no word appears, and without 0 and 1.
const LETTERS: &[u8] = b"23456789BCDFGHJKMNPQRSTVWXYZ";

/// Bytes from here on would favour some characters.
const FAIR: u8 = 252;

/// Length of a number.
pub const LENGTH: usize = 14;

/// Draws a number. `fill` fills bytes with randomness.
///
/// # Errors
///
/// What `fill` says.
pub fn draw<E>(year: i32, fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<String, E> {
    let mut letters = String::with_capacity(9);
    while letters.len() < 9 {
        let mut bytes = [0; 16];
        fill(&mut bytes)?;
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
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use std::collections::HashSet;
    use std::convert::Infallible;

    use super::*;

    #[test]
    fn numbers_have_their_form_and_differ() {
        assert_eq!(usize::from(FAIR) % LETTERS.len(), 0);
        let mut state = 1_u64;
        let mut fill = |bytes: &mut [u8]| -> Result<(), Infallible> {
            for byte in bytes {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                *byte = state.to_be_bytes()[0];
            }
            Ok(())
        };
        let numbers: HashSet<String> = (0..1_000).map(|_| draw(2026, &mut fill).unwrap()).collect();
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
