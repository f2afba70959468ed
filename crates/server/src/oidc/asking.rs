//! Asking the identity provider: over TLS, briefly, and only where it may be. An exception is a provider on this
//! very machine, as tests have one.

use std::net::IpAddr;
use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::http::header::HOST;
use axum::http::uri::{Scheme, Uri};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, IssuerUrl};
use tokio::net::{TcpStream, lookup_host};

use crate::outgoing::{Reading, Tls, Unreachable, exchange};

/// Time for a whole request.
const LIMIT: Duration = Duration::from_secs(5);

/// Most bytes of an answer: the keys of a large provider have a tenth of it.
const MOST: usize = 256 * 1024;

/// Reaches the provider.
pub struct Asking {
    tls: Tls,
    /// Whether it is on this machine, and needs no TLS.
    loopback: bool,
}

/// Whether a name stands for this machine.
#[must_use]
pub fn is_loopback(host: &str) -> bool {
    let number = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || number.parse().is_ok_and(|it: IpAddr| it.is_loopback())
}

/// Whether an address of a provider may be asked without TLS: only on this machine.
#[must_use]
pub fn is_plain(issuer: &IssuerUrl) -> bool {
    let url = issuer.url();
    url.scheme() == "http" && url.host_str().is_some_and(is_loopback)
}

impl Asking {
    /// Reaches this provider.
    #[must_use]
    pub fn new(issuer: &IssuerUrl) -> Self {
        Self {
            tls: Tls::new("the identity provider"),
            loopback: is_plain(issuer),
        }
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let (mut head, body) = request.into_parts();
        let to = Target::read(&head.uri, self.loopback)?;
        head.uri = to.path;
        head.headers.insert(HOST, to.host_header);
        let request = Request::from_parts(head, Body::from(body));
        let stream = connect(&to.host, to.port, to.tls).await?;
        let reading = Reading::Body(MOST);
        let answer = if to.tls {
            exchange(self.tls.connect(stream, &to.host).await?, request, reading).await?
        } else {
            exchange(stream, request, reading).await?
        };
        Ok(answer.map(|body| body.to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Asking {
    type Error = Unreachable;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Unreachable>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let answer = tokio::time::timeout(LIMIT, self.ask(request)).await;
            answer.map_err(|_| Unreachable::TooLong)?
        })
    }
}

/// Where a request goes.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    host: String,
    port: u16,
    tls: bool,
    host_header: axum::http::HeaderValue,
    path: Uri,
}

impl Target {
    fn read(uri: &Uri, loopback: bool) -> Result<Self, Unreachable> {
        let authority = uri.authority().ok_or(Unreachable::Forbidden)?;
        let tls = uri.scheme() == Some(&Scheme::HTTPS);
        let is_own = loopback && uri.scheme() == Some(&Scheme::HTTP);
        let may = tls || (is_own && is_loopback(authority.host()));
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
}

/// Connects to the first address that takes it; without TLS only to this machine.
async fn connect(host: &str, port: u16, tls: bool) -> Result<TcpStream, Unreachable> {
    let mut last = Unreachable::Name;
    for address in lookup_host((host, port)).await? {
        if !tls && !address.ip().is_loopback() {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(text: &str, loopback: bool) -> Option<(String, u16, bool, String)> {
        let target = Target::read(&text.parse().ok()?, loopback).ok()?;
        Some((
            target.host,
            target.port,
            target.tls,
            target.path.to_string(),
        ))
    }

    #[test]
    fn a_provider_is_asked_over_tls_or_on_this_machine() {
        let of = |host: &str, port, tls, path: &str| Some((host.into(), port, tls, path.into()));
        let is = "https://id.example/keys?a=b";
        assert_eq!(read(is, false), of("id.example", 443, true, "/keys?a=b"));
        let is = "https://[2001:db8::1]:8443";
        assert_eq!(read(is, false), of("2001:db8::1", 8443, true, "/"));
        let is = "http://127.0.0.1:9/keys";
        assert_eq!(read(is, true), of("127.0.0.1", 9, false, "/keys"));
        assert_eq!(read("http://[::1]/", true), of("::1", 80, false, "/"));
        for (text, loopback) in [
            ("http://127.0.0.1:9/keys", false),
            ("http://id.example/", false),
            ("http://id.example/", true),
            ("http://127.0.0.1.example/", true),
            ("https://me@id.example/", false),
            ("ftp://id.example/", true),
            ("/keys", true),
        ] {
            assert_eq!(read(text, loopback), None, "{text}");
        }
    }

    #[test]
    fn only_a_provider_on_this_machine_needs_no_tls() {
        for (text, expected) in [
            ("http://127.0.0.1:9", true),
            ("http://localhost:9/realms/a", true),
            ("http://[::1]:9", true),
            ("https://127.0.0.1", false),
            ("http://id.example", false),
        ] {
            let issuer = IssuerUrl::new(text.to_owned()).unwrap();
            assert_eq!(is_plain(&issuer), expected, "{text}");
        }
    }
}
