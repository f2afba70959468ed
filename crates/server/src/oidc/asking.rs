//! Asking the identity provider: over TLS, briefly, and only where it may be. An exception is a provider on this
//! very machine, as tests have one.

use std::pin::Pin;
use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use axum::http::header::HOST;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse, IssuerUrl};

use crate::outgoing::{Plain, Reading, Target, Tls, Unreachable, exchange, is_loopback};
use crate::steps::{Step, step};

/// Time for a whole request.
const LIMIT: Duration = Duration::from_secs(5);

/// Most bytes of an answer: the keys of a large provider have a tenth of it.
const MOST: usize = 256 * 1024;

/// Reaches the provider.
pub struct Asking {
    tls: Tls,
    /// Where it is asked without TLS.
    plain: Plain,
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
            plain: if is_plain(issuer) {
                Plain::Loopback
            } else {
                Plain::Never
            },
        }
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Unreachable> {
        let (mut head, body) = request.into_parts();
        let to = Target::read(&head.uri, self.plain)?;
        head.uri = to.path.clone();
        head.headers.insert(HOST, to.host_header.clone());
        let request = Request::from_parts(head, Body::from(body));
        let stream = to.connect(self.plain).await?;
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
            let asked = tokio::time::timeout(LIMIT, self.ask(request));
            let answer = step(Step::AskProvider, asked).await;
            answer.map_err(|_| Unreachable::TooLong)?
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

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
