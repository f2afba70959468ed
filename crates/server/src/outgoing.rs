//! Requests that the server itself makes: in little time and room, and without following a redirect.
//!
//! Where to is the business of whoever asks: [`crate::push`] sends to public addresses of a list, and
//! [`crate::oidc`] to the one issuer that the operator named.

mod target;

use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, Response};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::ServerName;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

pub use target::{Plain, Target, is_loopback};

/// Most bytes that the head of an answer may take.
const MOST_HEAD: usize = 16 * 1024;

/// Why nobody was reached.
#[derive(Debug, thiserror::Error)]
pub enum Unreachable {
    /// It took too long.
    #[error("it took too long")]
    TooLong,
    /// The address is none that may be asked.
    #[error("the address is none that may be asked")]
    Forbidden,
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
    /// The body of the answer broke off, or is too large.
    #[error("its answer broke off or is too large")]
    Body,
    /// The request cannot be written.
    #[error("the request cannot be written")]
    Request(#[from] axum::http::Error),
}

/// How much of the body of an answer is read.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// Nothing.
    Head,
    /// All, of at most so many bytes.
    Body(usize),
}

/// TLS to servers that prove their names by authorities.
pub struct Tls(Option<TlsConnector>);

impl Tls {
    /// Trusts the authorities that this machine trusts. `whom` is what cannot be reached without any, for
    /// the log.
    #[must_use]
    pub fn new(whom: &str) -> Self {
        let found = rustls_native_certs::load_native_certs();
        let mut roots = RootCertStore::empty();
        roots.add_parsable_certificates(found.certs);
        Self::trusting(roots, whom)
    }

    /// Trusts these authorities.
    #[must_use]
    pub fn trusting(roots: RootCertStore, whom: &str) -> Self {
        if roots.is_empty() {
            tracing::warn!(
                "{whom} cannot be reached: this machine has no certificates of authorities (the package \
                 ca-certificates, or SSL_CERT_FILE)"
            );
            return Self(None);
        }
        let tls = config(roots).map(|config| TlsConnector::from(Arc::new(config)));
        Self(tls.ok())
    }

    /// Begins to speak TLS with the server of this name.
    ///
    /// # Errors
    ///
    /// [`Unreachable`].
    pub async fn connect(
        &self,
        stream: TcpStream,
        host: &str,
    ) -> Result<TlsStream<TcpStream>, Unreachable> {
        let tls = self.0.as_ref().ok_or(Unreachable::NoRoots)?;
        let name = ServerName::try_from(host.to_owned()).map_err(|_| Unreachable::Name)?;
        Ok(tls.connect(name, stream).await?)
    }
}

fn config(roots: RootCertStore) -> Result<ClientConfig, rustls::Error> {
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}

/// Sends a request and reads the answer.
///
/// # Errors
///
/// [`Unreachable`].
pub async fn exchange<S>(
    stream: S,
    request: Request<Body>,
    reading: Reading,
) -> Result<Response<Bytes>, Unreachable>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(MOST_HEAD)
        .handshake(TokioIo::new(stream))
        .await?;
    let answer = async move {
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = match reading {
            Reading::Head => Bytes::new(),
            Reading::Body(most) => {
                let whole = Limited::new(body, most).collect().await;
                whole.map_err(|_| Unreachable::Body)?.to_bytes()
            }
        };
        Ok(Response::from_parts(head, body))
    };
    tokio::pin!(answer, connection);
    tokio::select! {
        answer = &mut answer => answer,
        // The connection may end with the answer.
        _ = &mut connection => answer.await,
    }
}
