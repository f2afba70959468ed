//! Proofs of a tier: what a resident shows, and how it is written.
//!
//! The token and the short code are derived from the office's secret, a random number and the
//! `Idempotency-Key` of the request, of which only a hash is kept: the same request gets the same proof
//! again, and yet nothing that is stored opens one.

use crate::digest;

/// Crockford's base 32: no I, L, O and U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Letters of a short code, of 5 bits each.
const CODE_LETTERS: usize = 8;

/// Letters of a token in base64url.
const TOKEN_LETTERS: usize = 43;

/// What a desk shows.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// SHA-256 of a token, which nobody can guess.
    Token([u8; 32]),
    /// SHA-256 of a short code, which can be guessed at.
    Code([u8; 32]),
}

/// What opens a proof.
pub struct Opening {
    /// The token.
    pub token: String,
    /// The short code.
    pub code: String,
}

impl Opening {
    /// What opens the proof that a request of a resident asked for. `derive` derives a key for a use from
    /// the office's secret, `key` is the request's `Idempotency-Key`, `nonce` is drawn for each proof.
    #[must_use]
    pub fn of(
        derive: impl Fn(&str, &[&str]) -> [u8; 32],
        (resident, registered_at): (&str, &str),
        key: &str,
        nonce: &str,
    ) -> Self {
        let parts = [resident, registered_at, key, nonce];
        let token = derive("tier proof token", &parts);
        let code = derive("tier proof code", &parts);
        let bits = code
            .iter()
            .take(5)
            .fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        let letter = |place: usize| {
            let value = bits >> (5 * (CODE_LETTERS - 1 - place)) & 31;
            let letter = usize::try_from(value).ok().and_then(|it| LETTERS.get(it));
            char::from(letter.copied().unwrap_or(b'0'))
        };
        Self {
            token: digest::text(&token),
            code: (0..CODE_LETTERS).map(letter).collect(),
        }
    }

    /// What is stored of the token. No salt: nobody can guess 256 random bits.
    #[must_use]
    pub fn token_hash(&self) -> [u8; 32] {
        hash_token(&self.token)
    }

    /// What is stored of the code.
    #[must_use]
    pub fn code_hash(&self) -> [u8; 32] {
        hash_code(&self.code)
    }
}

/// What a desk shows, whether token or code; none where it can be neither.
#[must_use]
pub fn read(shown: &str) -> Option<Shown> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if shown.len() == TOKEN_LETTERS && shown.bytes().all(is_letter) {
        return Some(Shown::Token(hash_token(shown)));
    }
    code(shown).map(Shown::Code)
}

/// The hash of a short code, however it is typed: small letters, spaces and hyphens are fine, I and L
/// are read as 1, and O as 0. None where it cannot be a code.
#[must_use]
pub fn code(typed: &str) -> Option<[u8; 32]> {
    // Longer than any way of grouping eight letters: not worth looking at.
    if typed.len() > 64 {
        return None;
    }
    let kept = typed.chars().filter(|it| !it.is_whitespace() && *it != '-');
    let read = kept.map(|letter| match letter.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    });
    let code: String = read.collect();
    let is_code = code.len() == CODE_LETTERS && code.bytes().all(|it| LETTERS.contains(&it));
    is_code.then(|| hash_code(&code))
}

fn hash_token(token: &str) -> [u8; 32] {
    digest::sha256(format!("tier proof token {token}").as_bytes())
}

fn hash_code(code: &str) -> [u8; 32] {
    digest::sha256(format!("tier proof code {code}").as_bytes())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        let plain = code("10K3M9QX").unwrap();
        for typed in [
            "10k3m9qx",
            "10K3-M9QX",
            " 1 0 k 3 m 9 q x ",
            "iok3m9qx",
            "lOK3-M9QX",
        ] {
            assert_eq!(code(typed), Some(plain), "{typed}");
            assert!(matches!(read(typed), Some(Shown::Code(hash)) if hash == plain));
        }
        assert_ne!(code("10K3M9QY"), Some(plain));
    }

    #[test]
    fn anything_else_is_no_code() {
        let long = " ".repeat(60) + "10K3M9QX";
        for typed in [
            "",
            "10K3M9Q",
            "10K3M9QXX",
            "U0K3M9QX",
            "１0K3M9QX",
            "10K3M9Q'",
            &long,
        ] {
            assert_eq!(code(typed), None, "{typed}");
            assert!(read(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn a_token_is_read_as_it_is_and_only_in_full() {
        let token = "a".repeat(40) + "-_9";
        assert!(matches!(read(&token), Some(Shown::Token(_))));
        for wrong in [
            &token[1..],
            &format!("{token}a"),
            &format!("{}%", &token[1..]),
        ] {
            assert!(read(wrong).is_none(), "{wrong}");
        }
    }
}
