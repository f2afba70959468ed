//! Where messages may be sent: addresses come from browsers, and a server that posts wherever it is told
//! to is a way into the network that it stands in.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::http::Uri;

/// Longest address, in letters; those of the big services have fewer than 600.
const LONGEST: usize = 1024;

/// The port of https.
const HTTPS: u16 = 443;

/// Which places may be sent to.
#[derive(Clone, Debug)]
pub struct Places {
    /// Names of servers, each with all that is below it.
    pub hosts: Vec<String>,
    /// Whether `http://127.0.0.1` may be sent to, for tests.
    pub loopback: bool,
}

/// A place that may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether it is reached over TLS; not in tests.
    pub tls: bool,
    /// Path and query.
    pub path: String,
}

impl Place {
    /// Scheme, host and, where it is not the usual one, port.
    #[must_use]
    pub fn origin(&self) -> String {
        if self.tls {
            format!("https://{}", self.host)
        } else {
            format!("http://{}:{}", self.host, self.port)
        }
    }
}

impl Places {
    /// Reads the address that a browser gave.
    ///
    /// # Errors
    ///
    /// What is wrong with it, to be put after its name.
    pub fn read(&self, text: &str) -> Result<Place, &'static str> {
        if text.len() > LONGEST {
            return Err("is longer than 1,024 letters");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) || text.contains(['#', '\\']) {
            return Err("is not an address");
        }
        let uri: Uri = text.parse().map_err(|_| "is not an address")?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err("is not a whole address");
        };
        if authority.as_str().contains('@') {
            return Err("has a user in it");
        }
        let host = authority.host().to_ascii_lowercase();
        let path = uri
            .path_and_query()
            .map_or_else(|| "/".to_owned(), ToString::to_string);
        if self.loopback && scheme == "http" && host == "127.0.0.1" {
            let port = authority.port_u16().ok_or("has no port")?;
            return Ok(Place {
                host,
                port,
                tls: false,
                path,
            });
        }
        if scheme != "https" {
            return Err("does not begin with https://");
        }
        // A port that cannot be read is none for `port_u16`, and is no usual one either.
        let written = authority.as_str().len() > authority.host().len();
        if written && authority.port_u16() != Some(HTTPS) {
            return Err("has another port than that of https");
        }
        if !self.hosts.iter().any(|allowed| is_within(&host, allowed)) {
            return Err("is at a push service that this server does not send to");
        }
        Ok(Place {
            host,
            port: HTTPS,
            tls: true,
            path,
        })
    }
}

/// Whether a name is this one or below it.
fn is_within(host: &str, allowed: &str) -> bool {
    let rest = host.strip_suffix(allowed);
    rest.is_some_and(|rest| rest.is_empty() || (rest.len() > 1 && rest.ends_with('.')))
}

/// Whether an address is one of the open internet, and none of this machine or the networks around it.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_4(address),
        IpAddr::V6(address) => is_public_6(address),
    }
}

fn is_public_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let reserved = a == 0
        || a >= 240
        // Carriers' own networks, and the clouds' own services.
        || (a == 100 && (64..=127).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        // The former relays from 6to4.
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (b == 18 || b == 19));
    !(reserved
        || address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    // Only 2000::/3 is given out. What carries an IPv4 address inside is refused whole: mapped ones and
    // 64:ff9b::/96 are outside of it, Teredo and 6to4 within.
    let given_out = a & 0xe000 == 0x2000;
    let special = a == 0x2001 && b < 0x0200;
    let documentation = (a == 0x2001 && b == 0x0db8) || (a == 0x3fff && b < 0x1000);
    given_out && !special && !documentation && a != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places() -> Places {
        Places {
            hosts: vec!["push.example".to_owned(), "fcm.googleapis.com".to_owned()],
            loopback: false,
        }
    }

    #[test]
    fn places_of_the_list_and_below_them_are_sent_to() {
        for (text, host, path) in [
            ("https://push.example/a?b=c", "push.example", "/a?b=c"),
            ("https://push.example:443/a", "push.example", "/a"),
            ("https://eu-1.PUSH.example/a", "eu-1.push.example", "/a"),
            ("https://fcm.googleapis.com", "fcm.googleapis.com", "/"),
        ] {
            let place = places().read(text);
            let expected = Place {
                host: host.to_owned(),
                port: 443,
                tls: true,
                path: path.to_owned(),
            };
            assert_eq!(place, Ok(expected), "{text}");
        }
    }

    #[test]
    fn all_others_are_refused() {
        let long = format!("https://push.example/{}", "a".repeat(1024));
        for text in [
            "",
            "/a",
            "push.example",
            "http://push.example/",
            "ftp://push.example/",
            "file:///etc/passwd",
            "https://push.example:8443/",
            "https://push.example:80/",
            "https://push.example:/",
            "https://push.example:443443/",
            "https://me@push.example/",
            "https://push.example@evil.example/",
            "https://evil.example/push.example",
            "https://evil.example#push.example",
            "https://evil.example\\push.example",
            "https://notpush.example/",
            "https://.push.example/",
            "https://push.example./",
            "https://push.example.evil.example/",
            "https://example/",
            "https://127.0.0.1/",
            "http://127.0.0.1:9/",
            "https://[::1]/",
            "https://169.254.169.254/latest/meta-data/",
            "https://localhost/",
            "https://push.example/ a",
            "https://push.example/\r\nhost: evil",
            "https://push.example/\u{202e}",
            "https://\u{ff50}ush.example/",
            &long,
        ] {
            assert!(places().read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_test_sends_to_its_own_machine_and_only_by_number() {
        let places = Places {
            loopback: true,
            ..places()
        };
        let place = places.read("http://127.0.0.1:9/a").ok();
        assert_eq!(
            place.as_ref().map(Place::origin).as_deref(),
            Some("http://127.0.0.1:9")
        );
        for text in [
            "http://127.0.0.1/a",
            "http://localhost:9/",
            "http://127.0.0.2:9/",
            "http://push.example/",
            "http://10.0.0.1:9/",
        ] {
            assert!(places.read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn addresses_of_the_open_internet_are_told_from_all_others() {
        for text in [
            "1.1.1.1",
            "142.250.1.95",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "100.63.255.255",
            "100.128.0.0",
            "198.20.0.1",
            "223.255.255.255",
            "2a00:1450:400e::5f",
            "2606:4700::1111",
            "2001:4860:4860::8888",
        ] {
            assert!(text.parse().is_ok_and(is_public), "{text}");
        }
        for text in [
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.255.255.255",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:1.1.1.1",
            "64:ff9b::7f00:1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "ff02::1",
        ] {
            assert!(text.parse().is_ok_and(|it| !is_public(it)), "{text}");
        }
    }
}
