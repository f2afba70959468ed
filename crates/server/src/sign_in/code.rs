//! One-time codes: eight digits, shown as two groups of four.

use crate::digest;

/// Digits of a code.
const DIGITS: u32 = 8;

/// Makes a code that nobody can guess, such as `0471-8826`.
///
/// # Errors
///
/// The system gave no randomness.
pub fn generate() -> Result<String, getrandom::Error> {
    let all = 10_u32.pow(DIGITS);
    // Numbers from the last, incomplete round are drawn again, so that all codes are equally likely.
    let even = u32::MAX - u32::MAX % all;
    loop {
        let drawn = getrandom::u32()?;
        if drawn < even {
            let code = drawn % all;
            return Ok(format!("{:04}-{:04}", code / 10_000, code % 10_000));
        }
    }
}

/// What is stored of a code; none where the text cannot be one. Spaces and hyphens are ignored.
#[must_use]
pub fn hash(code: &str) -> Option<[u8; 32]> {
    // Longer than any way of grouping eight digits: not worth looking at.
    if code.len() > 64 {
        return None;
    }
    let kept: String = code
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '-')
        .collect();
    let is_code = kept.len() == DIGITS as usize && kept.bytes().all(|it| it.is_ascii_digit());
    is_code.then(|| digest::sha256(format!("sign-in code {kept}").as_bytes()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_grouped() {
        let plain = hash("04718826").unwrap();
        for written in ["0471-8826", " 0471 8826 ", "04 71 88 26", "0-4-7-1-8-8-2-6"] {
            assert_eq!(hash(written), Some(plain), "{written}");
        }
        assert_ne!(hash("04718827"), Some(plain));
    }

    #[test]
    fn anything_but_eight_digits_is_no_code() {
        for written in [
            "",
            "0471-882",
            "0471-88266",
            "0471-882x",
            "０４７１８８２６",
            &"0".repeat(999),
        ] {
            assert_eq!(hash(written), None, "{written}");
        }
    }

    #[test]
    fn generated_codes_are_eight_digits_in_two_groups() {
        for _ in 0..200 {
            let code = generate().unwrap();
            let (left, right) = code.split_once('-').unwrap();
            assert!(
                left.len() == 4 && right.len() == 4 && hash(&code).is_some(),
                "{code}"
            );
        }
    }
}
