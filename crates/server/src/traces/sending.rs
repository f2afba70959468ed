//! Sending traces to the collector: by what the server asks others with, and on the thread that gathers them.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{Request, Response};
use bytes::Bytes;
use opentelemetry_http::{HttpClient, HttpError};
use tokio::runtime::Builder;

use crate::outgoing::{Plain, Reading, Target, Tls, Unreachable, exchange};

/// Time for one request.
const LIMIT: Duration = Duration::from_secs(3);

/// Most bytes of an answer: it says how many spans were refused.
const MOST: usize = 64 * 1024;

/// A collector that takes nothing is told of in the log once in so long a time.
const QUIET: Duration = Duration::from_mins(10);

/// Reaches the collector.
pub struct Sending {
    to: Target,
    /// Looked for when it is needed: by then there is a log to say what is missing.
    tls: OnceLock<Tls>,
    told: Mutex<Option<Instant>>,
}

impl Debug for Sending {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

impl Sending {
    /// Reaches the collector there.
    pub fn to(to: Target) -> Self {
        Self {
            to,
            tls: OnceLock::new(),
            told: Mutex::new(None),
        }
    }

    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        let (mut head, body) = request.into_parts();
        head.uri = self.to.path.clone();
        head.headers.insert(HOST, self.to.host_header.clone());
        let request = Request::from_parts(head, Body::from(body));
        let stream = self.to.connect(Plain::Anywhere).await?;
        let reading = Reading::Body(MOST);
        if self.to.tls {
            let tls = self.tls.get_or_init(|| Tls::new("the collector of traces"));
            exchange(tls.connect(stream, &self.to.host).await?, request, reading).await
        } else {
            exchange(stream, request, reading).await
        }
    }

    /// Sends it while this thread, which is there for nothing else, waits. By a runtime of its own, so that the
    /// server's neither waits for the collector nor ends later for it.
    fn sent(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Unreachable> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let sending = async { tokio::time::timeout(LIMIT, self.send(request)).await };
        let answer = runtime.block_on(sending);
        // The system may still be looking for the name.
        runtime.shutdown_background();
        let answer = answer.unwrap_or(Err(Unreachable::TooLong));
        match &answer {
            Ok(answer) if answer.status().is_success() => {}
            Ok(answer) => self.tell(&format!("it answered {}", answer.status().as_u16())),
            Err(error) => self.tell(&error.to_string()),
        }
        answer
    }

    /// Says in the log why traces are lost, unless that was said lately.
    fn tell(&self, why: &str) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.is_none_or(|it| it.elapsed() >= QUIET) {
            *told = Some(Instant::now());
            tracing::warn!(why, "the collector does not take traces; some are lost");
        }
    }
}

/// What a sent request comes to, as the trait names it.
type Answer<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, HttpError>> + Send + 'a>>;

impl HttpClient for Sending {
    fn send_bytes<'s, 'a>(&'s self, request: Request<Bytes>) -> Answer<'a>
    where
        's: 'a,
        Self: 'a,
    {
        Box::pin(async move { Ok(self.sent(request)?) })
    }
}
