//! The address of the server.

use std::fmt;
use std::str::FromStr;

/// Longest address that is taken, in bytes.
const LONGEST: usize = 300;

/// The origin of a server, such as `https://score.example:8443`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Server {
    origin: String,
}

/// Why a text is not the address of a server.
#[derive(Debug, Eq, PartialEq, thiserror::Error)]
pub enum ServerError {
    /// Neither `https://` nor `http://`.
    #[error("the server's address must begin with https:// or http://")]
    Scheme,
    /// No host, or something behind host and port.
    #[error("the server's address must be a host and perhaps a port, with nothing behind it")]
    Host,
}

impl Server {
    /// The address of a page: `path` begins with a slash.
    #[must_use]
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Is what goes to the server encrypted, or does it stay on this machine?
    #[must_use]
    pub fn is_private(&self) -> bool {
        let Some(host) = self.origin.strip_prefix("http://") else {
            return true;
        };
        let name = host.rsplit_once(':').map_or(host, |(name, _port)| name);
        matches!(name, "localhost" | "[::1]") || name.starts_with("127.")
    }
}

impl FromStr for Server {
    type Err = ServerError;

    fn from_str(text: &str) -> Result<Self, ServerError> {
        let (scheme, host) = ["https://", "http://"]
            .iter()
            .find_map(|scheme| Some((scheme, text.strip_prefix(scheme)?)))
            .ok_or(ServerError::Scheme)?;
        let host = host.strip_suffix('/').unwrap_or(host);
        let usual = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
        if host.is_empty() || host.len() > LONGEST || !host.chars().all(usual) {
            return Err(ServerError::Host);
        }
        Ok(Self {
            origin: format!("{scheme}{host}"),
        })
    }
}

impl fmt::Display for Server {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn origins_are_taken_and_nothing_else() {
        for (text, expected) in [
            ("https://score.example", Ok("https://score.example/x")),
            (
                "https://score.example:8443/",
                Ok("https://score.example:8443/x"),
            ),
            ("http://127.0.0.1:8080", Ok("http://127.0.0.1:8080/x")),
            ("http://[::1]:8080", Ok("http://[::1]:8080/x")),
            ("score.example", Err(ServerError::Scheme)),
            ("file:///etc/passwd", Err(ServerError::Scheme)),
            ("https://", Err(ServerError::Host)),
            ("https://score.example/display", Err(ServerError::Host)),
            ("https://score.example?key=1", Err(ServerError::Host)),
            ("https://me@score.example", Err(ServerError::Host)),
            ("https://score .example", Err(ServerError::Host)),
        ] {
            let page = text.parse::<Server>().map(|server| server.page("/x"));
            assert_eq!(page, expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn what_crosses_a_network_in_the_clear_is_told_apart() {
        for (text, private) in [
            ("https://score.example", true),
            ("http://127.0.0.1:8080", true),
            ("http://[::1]:8080", true),
            ("http://localhost", true),
            ("http://score.example", false),
            ("http://10.0.0.1:8080", false),
        ] {
            assert_eq!(
                text.parse::<Server>().unwrap().is_private(),
                private,
                "{text}"
            );
        }
    }
}
