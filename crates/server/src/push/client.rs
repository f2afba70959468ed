//! One request to a push service: over TLS, to an address that was looked at, without a redirect, and in
//! little time and room.

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, RETRY_AFTER};
use axum::http::{HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

use super::address::{Place, is_public};

/// Time for a whole request, from looking up the name to the head of the answer.
pub const LIMIT: Duration = Duration::from_secs(10);

/// Most bytes that the head of an answer may take. Its body is not read.
const MOST_READ: usize = 16 * 1024;

/// What the push service keeps of several messages that wait for one browser: the newest of this name.
const TOPIC: &str = "citizen-score";

/// Reaches push services.
pub struct Client {
    tls: Option<TlsConnector>,
}

/// What a push service answered.
#[derive(Debug)]
pub enum Answer {
    /// It has taken the message.
    Taken,
    /// The subscription is over.
    Gone,
    /// Anything else.
    Other {
        /// The status.
        status: u16,
        /// Seconds after which to try again, if it said so.
        after: Option<i64>,
    },
}

/// Why a push service was not reached.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// It took too long.
    #[error("it took longer than {} seconds", LIMIT.as_secs())]
    TooLong,
    /// The name stands for no address of the open internet.
    #[error("its name stands for no public address")]
    NotPublic,
    /// There is nothing to check its certificate by.
    #[error("this machine has no certificates of authorities")]
    NoRoots,
    /// The network failed.
    #[error("{0}")]
    Network(#[from] std::io::Error),
    /// The name is none that a certificate can be for.
    #[error("its name is wrong")]
    Name,
    /// It does not speak HTTP, or too much of it.
    #[error("{0}")]
    Http(#[from] hyper::Error),
    /// The request cannot be written.
    #[error("the request cannot be written")]
    Request(#[from] axum::http::Error),
}

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// One that trusts the authorities that this machine trusts.
    #[must_use]
    pub fn new() -> Self {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(found.certs);
        Self::trusting(roots)
    }

    /// One that trusts these authorities.
    #[must_use]
    pub fn trusting(roots: RootCertStore) -> Self {
        if roots.is_empty() {
            tracing::warn!(
                "no push service can be reached: this machine has no certificates of authorities \
                 (the package ca-certificates, or SSL_CERT_FILE)"
            );
            return Self { tls: None };
        }
        let tls = config(roots).map(|config| TlsConnector::from(Arc::new(config)));
        Self { tls: tls.ok() }
    }

    /// Posts a sealed message, which the service is to keep for so many seconds.
    ///
    /// # Errors
    ///
    /// [`Unreachable`].
    pub async fn post(
        &self,
        place: &Place,
        authorization: &str,
        kept: i64,
        body: Vec<u8>,
    ) -> Result<Answer, Unreachable> {
        let mut secret = HeaderValue::try_from(authorization).map_err(axum::http::Error::from)?;
        secret.set_sensitive(true);
        let host = if place.tls {
            place.host.clone()
        } else {
            format!("{}:{}", place.host, place.port)
        };
        let request = Request::post(&place.path)
            .header(HOST, host)
            .header(AUTHORIZATION, secret)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("ttl", kept)
            .header("topic", TOPIC)
            .header("urgency", "normal")
            .body(Body::from(body))?;
        let answer = tokio::time::timeout(LIMIT, self.exchange(place, request)).await;
        answer.map_err(|_| Unreachable::TooLong)?.map(told)
    }

    async fn exchange(
        &self,
        place: &Place,
        request: Request<Body>,
    ) -> Result<Response<Incoming>, Unreachable> {
        let stream = TcpStream::connect(address(place).await?).await?;
        stream.set_nodelay(true)?;
        if place.tls {
            self.exchange_sealed(stream, place, request).await
        } else {
            exchange(stream, request).await
        }
    }

    async fn exchange_sealed(
        &self,
        stream: TcpStream,
        place: &Place,
        request: Request<Body>,
    ) -> Result<Response<Incoming>, Unreachable> {
        let tls = self.tls.as_ref().ok_or(Unreachable::NoRoots)?;
        let name = ServerName::try_from(place.host.clone()).map_err(|_| Unreachable::Name)?;
        exchange(tls.connect(name, stream).await?, request).await
    }
}

/// The address to connect to. It is this one that is connected to, so that no second look at the name can
/// give another.
async fn address(place: &Place) -> Result<SocketAddr, Unreachable> {
    let mut found = lookup_host((place.host.as_str(), place.port)).await?;
    let usable = |it: &SocketAddr| !place.tls || is_public(it.ip());
    found.find(usable).ok_or(Unreachable::NotPublic)
}

fn config(roots: RootCertStore) -> Result<ClientConfig, rustls::Error> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

async fn exchange<S>(stream: S, request: Request<Body>) -> Result<Response<Incoming>, Unreachable>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(MOST_READ)
        .handshake(TokioIo::new(stream))
        .await?;
    let answer = sender.send_request(request);
    tokio::pin!(answer, connection);
    let answer = tokio::select! {
        answer = &mut answer => answer,
        // The connection may end with the answer.
        _ = &mut connection => answer.await,
    };
    Ok(answer?)
}

fn told(answer: Response<Incoming>) -> Answer {
    let status = answer.status();
    if status.is_success() {
        return Answer::Taken;
    }
    if matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE) {
        return Answer::Gone;
    }
    let after = answer.headers().get(RETRY_AFTER);
    let after = after.and_then(|it| it.to_str().ok()?.trim().parse().ok());
    Answer::Other {
        status: status.as_u16(),
        after,
    }
}
