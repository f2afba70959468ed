//! Where a request of the server goes, read from an address, and the connection to it.

use std::net::IpAddr;

use axum::http::HeaderValue;
use axum::http::uri::{Scheme, Uri};
use tokio::net::{TcpStream, lookup_host};

use super::Unreachable;

/// Where a request may go without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// Nowhere.
    Never,
    /// To this machine.
    Loopback,
    /// To wherever the operator says.
    Anywhere,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The name or number of the server, without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether over TLS.
    pub tls: bool,
    /// What the header `Host` says.
    pub host_header: HeaderValue,
    /// The path with the query.
    pub path: Uri,
}

/// Whether a name stands for this machine.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || number.parse().is_ok_and(|it: IpAddr| it.is_loopback())
}

impl Target {
    /// Reads an address: over TLS, or without it where that may be.
    ///
    /// # Errors
    ///
    /// [`Unreachable`].
    pub fn read(uri: &Uri, plain: Plain) -> Result<Self, Unreachable> {
        let authority = uri.authority().ok_or(Unreachable::Forbidden)?;
        let tls = uri.scheme() == Some(&Scheme::HTTPS);
        let may_be_plain = match plain {
            Plain::Never => false,
            Plain::Loopback => is_loopback(authority.host()),
            Plain::Anywhere => true,
        };
        let may = tls || (may_be_plain && uri.scheme() == Some(&Scheme::HTTP));
        if !may || authority.as_str().contains('@') {
            return Err(Unreachable::Forbidden);
        }
        let host = authority.host().trim_start_matches('[');
        let path = uri.path_and_query().map_or("/", |it| it.as_str());
        Ok(Self {
            host: host.trim_end_matches(']').to_owned(),
            port: authority.port_u16().unwrap_or(if tls { 443 } else { 80 }),
            tls,
            host_header: authority.as_str().parse().map_err(|_| Unreachable::Name)?,
            path: path.parse().map_err(|_| Unreachable::Forbidden)?,
        })
    }

    /// Connects to the first of its addresses that takes it. What may be without TLS on this machine only
    /// gets no other address, whatever its name stands for.
    ///
    /// # Errors
    ///
    /// [`Unreachable`].
    pub async fn connect(&self, plain: Plain) -> Result<TcpStream, Unreachable> {
        let mut last = Unreachable::Name;
        for address in lookup_host((self.host.as_str(), self.port)).await? {
            let may = self.tls || plain == Plain::Anywhere || address.ip().is_loopback();
            if !may {
                last = Unreachable::Forbidden;
                continue;
            }
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(stream);
                }
                Err(error) => last = error.into(),
            }
        }
        Err(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, plain: Plain) -> Option<(String, u16, bool, String)> {
        let target = Target::read(&text.parse().ok()?, plain).ok()?;
        Some((
            target.host,
            target.port,
            target.tls,
            target.path.to_string(),
        ))
    }

    #[test]
    fn what_is_asked_is_asked_over_tls_or_where_it_may_be_plain() {
        use Plain::{Anywhere, Loopback, Never};
        let of = |host: &str, port, tls, path: &str| Some((host.into(), port, tls, path.into()));
        let is = "https://id.example/keys?a=b";
        assert_eq!(read(is, Never), of("id.example", 443, true, "/keys?a=b"));
        let is = "https://[2001:db8::1]:8443";
        assert_eq!(read(is, Never), of("2001:db8::1", 8443, true, "/"));
        let is = "http://127.0.0.1:9/keys";
        assert_eq!(read(is, Loopback), of("127.0.0.1", 9, false, "/keys"));
        assert_eq!(read("http://[::1]/", Loopback), of("::1", 80, false, "/"));
        let is = "http://collector:4318/v1/traces";
        assert_eq!(
            read(is, Anywhere),
            of("collector", 4318, false, "/v1/traces")
        );
        for (text, plain) in [
            ("http://127.0.0.1:9/keys", Never),
            ("http://id.example/", Never),
            ("http://id.example/", Loopback),
            ("http://127.0.0.1.example/", Loopback),
            ("https://me@id.example/", Never),
            ("http://me:hush@collector/", Anywhere),
            ("ftp://id.example/", Anywhere),
            ("/keys", Anywhere),
        ] {
            assert_eq!(read(text, plain), None, "{text}");
        }
    }
}
