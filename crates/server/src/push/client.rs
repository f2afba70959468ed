//! One request to a push service: over TLS, to an address that was looked at, without a redirect, and in
//! little time and room.

#[cfg(test)]
mod tests;

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, RETRY_AFTER};
use axum::http::{HeaderValue, Request, Response, StatusCode};
use bytes::Bytes;
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::rustls::RootCertStore;

use super::address::{Place, is_public};
use crate::outgoing::{Reading, Tls, exchange};

pub use crate::outgoing::Unreachable;

/// Time for a whole request, from looking up the name to the head of the answer.
pub const LIMIT: Duration = Duration::from_secs(10);

/// Who cannot be reached without certificates, for the log.
const WHOM: &str = "a push service";

/// What the push service keeps of several messages that wait for one browser: the newest of this name.
const TOPIC: &str = "citizen-score";

/// Reaches push services.
pub struct Client {
    tls: Tls,
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

impl Default for Client {
    fn default() -> Self {
        Self::new()
    }
}

impl Client {
    /// One that trusts the authorities that this machine trusts.
    #[must_use]
    pub fn new() -> Self {
        Self {
            tls: Tls::new(WHOM),
        }
    }

    /// One that trusts these authorities.
    #[must_use]
    pub fn trusting(roots: RootCertStore) -> Self {
        Self {
            tls: Tls::trusting(roots, WHOM),
        }
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
    ) -> Result<Response<Bytes>, Unreachable> {
        let stream = TcpStream::connect(address(place).await?).await?;
        stream.set_nodelay(true)?;
        if place.tls {
            self.exchange_sealed(stream, place, request).await
        } else {
            exchange(stream, request, Reading::Head).await
        }
    }

    async fn exchange_sealed(
        &self,
        stream: TcpStream,
        place: &Place,
        request: Request<Body>,
    ) -> Result<Response<Bytes>, Unreachable> {
        let stream = self.tls.connect(stream, &place.host).await?;
        exchange(stream, request, Reading::Head).await
    }
}

/// The address to connect to. It is this one that is connected to, so that no second look at the name can
/// give another.
async fn address(place: &Place) -> Result<SocketAddr, Unreachable> {
    let mut found = lookup_host((place.host.as_str(), place.port)).await?;
    let usable = |it: &SocketAddr| !place.tls || is_public(it.ip());
    found.find(usable).ok_or(Unreachable::NotPublic)
}

fn told(answer: Response<Bytes>) -> Answer {
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
