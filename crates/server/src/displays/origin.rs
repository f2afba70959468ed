//! The address that a browser reached the server by.

use axum::http::HeaderMap;
use axum::http::header::HOST;

/// Longest host name (RFC 1035), with a port.
const LONGEST: usize = 253 + 6;

/// Scheme, host and port of a request, without a slash at the end; none where its `Host` is not one.
#[must_use]
pub fn origin(headers: &HeaderMap, behind_tls: bool) -> Option<String> {
    let mut hosts = headers.get_all(HOST).iter();
    let host = hosts.next()?.to_str().ok()?;
    if hosts.next().is_some() || !is_host(host) {
        return None;
    }
    let scheme = if behind_tls { "https" } else { "http" };
    Some(format!("{scheme}://{host}"))
}

/// Whether a text is a host with or without a port, such as `score.example.org` or `[::1]:8080`.
#[must_use]
pub fn is_host(text: &str) -> bool {
    if text.len() > LONGEST {
        return false;
    }
    let (name, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let Some((address, after)) = rest.split_once(']') else {
                return false;
            };
            let hex = |it: u8| it.is_ascii_hexdigit() || it == b':' || it == b'.';
            if !address.bytes().all(hex) {
                return false;
            }
            match after.strip_prefix(':') {
                Some(port) => (address, Some(port)),
                None if after.is_empty() => (address, None),
                None => return false,
            }
        }
        None => match text.split_once(':') {
            Some((name, port)) if name.bytes().all(is_of_name) => (name, Some(port)),
            None if text.bytes().all(is_of_name) => (text, None),
            _ => return false,
        },
    };
    let is_port = |port: &str| {
        port.bytes().all(|it| it.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|it| it > 0)
    };
    !name.is_empty() && port.is_none_or(is_port)
}

fn is_of_name(it: u8) -> bool {
    it.is_ascii_alphanumeric() || it == b'-' || it == b'.'
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn hosts_are_told_from_everything_else() {
        for good in [
            "localhost",
            "score.example.org",
            "127.0.0.1:8080",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(is_host(good), "{good}");
        }
        for wrong in [
            "",
            ":80",
            "a:",
            "a:0",
            "a:65536",
            "a:+1",
            "a/b",
            "a b",
            "a@b",
            "a?b",
            "\"><script>",
            "[::1",
            "[::1]x",
            "[]",
            "::1",
            "é.org",
            &"a".repeat(260),
        ] {
            assert!(!is_host(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_origin_is_that_of_the_one_host() {
        let mut headers = HeaderMap::new();
        assert_eq!(origin(&headers, false), None);
        headers.insert(HOST, "127.0.0.1:8080".parse().unwrap());
        assert_eq!(
            origin(&headers, false).as_deref(),
            Some("http://127.0.0.1:8080")
        );
        assert_eq!(
            origin(&headers, true).as_deref(),
            Some("https://127.0.0.1:8080")
        );
        headers.append(HOST, "evil.example".parse().unwrap());
        assert_eq!(origin(&headers, false), None);
    }
}
