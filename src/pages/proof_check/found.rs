//! What the desk was given: a proof in the address, or a short code that was typed.

use crate::router::Router;

/// Characters of a token: 32 bytes in base64url.
const TOKEN: usize = 43;

/// Characters of a short code.
const CODE: usize = 8;

/// What the fragment of the address holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// What a proof's picture carries.
    Token(String),
    /// Something else.
    Broken,
}

impl Found {
    /// What the address of the page holds now.
    pub fn at(router: Router) -> Self {
        let fragment = router.fragment();
        if fragment.is_empty() {
            return Self::Nothing;
        }
        token_in(&fragment).map_or(Self::Broken, Self::Token)
    }
}

/// The token in a fragment, if it has the shape of one.
pub fn token_in(fragment: &str) -> Option<String> {
    let fits = |it: u8| it.is_ascii_alphanumeric() || it == b'-' || it == b'_';
    (fragment.len() == TOKEN && fragment.bytes().all(fits)).then(|| fragment.to_owned())
}

/// A short code as it was typed: gaps do not matter, nor whether letters are small, and letters that
/// are read for digits are those digits (Crockford's base 32).
pub fn code_in(typed: &str) -> Option<String> {
    let letters = typed.chars().filter(|it| !it.is_whitespace() && *it != '-');
    let code: String = letters
        .map(|letter| match letter.to_ascii_uppercase() {
            'I' | 'L' => '1',
            'O' => '0',
            other => other,
        })
        .collect();
    let fits = |it: u8| it.is_ascii_digit() || (it.is_ascii_uppercase() && it != b'U');
    (code.len() == CODE && code.bytes().all(fits)).then_some(code)
}
