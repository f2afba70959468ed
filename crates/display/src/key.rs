//! The key by which the server knows this display.

use std::fmt;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Name of the cookie that carries the key.
pub const COOKIE: &str = "cs_display";

/// Letters of a key: 256 bits in base64.
const LETTERS: usize = 43;

/// A display's key. Never printed.
#[derive(Clone, Eq, PartialEq)]
pub struct Key(String);

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("the key file {} cannot be read: {error}", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file holds something else.
    #[error(
        "the key file {} must hold one key of {LETTERS} letters, as 'citizen-score displays add' prints it",
        file.display()
    )]
    NoKey {
        /// The file.
        file: PathBuf,
    },
}

impl Key {
    /// Reads a key from a file; white space around it is allowed.
    ///
    /// # Errors
    ///
    /// [`KeyError`]: the file cannot be read, or holds something else than a key.
    pub fn read(file: &Path) -> Result<Self, KeyError> {
        let mut text = String::new();
        std::fs::File::open(file)
            .and_then(|opened| opened.take(1000).read_to_string(&mut text))
            .map_err(|error| KeyError::Unreadable {
                file: file.to_owned(),
                error,
            })?;
        Self::parse(&text).ok_or_else(|| KeyError::NoKey {
            file: file.to_owned(),
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let usual = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (text.len() == LETTERS && text.bytes().all(usual)).then(|| Self(text.to_owned()))
    }

    /// The key itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_43_letters_of_base64() {
        let good = "a".repeat(43);
        assert_eq!(Key::parse(&format!("{good}\n")), Some(Key(good.clone())));
        for bad in [
            String::new(),
            "a".repeat(42),
            "a".repeat(44),
            format!("{}=", "a".repeat(42)),
            format!("{}\n{}", "a".repeat(21), "a".repeat(21)),
        ] {
            assert_eq!(Key::parse(&bad), None, "{bad}");
        }
    }

    #[test]
    fn a_key_is_not_printed() {
        assert!(!format!("{:?}", Key("secret".to_owned())).contains("secret"));
    }
}
