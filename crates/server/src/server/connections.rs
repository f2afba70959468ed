//! Connections: each is served on a task of its own, and in as little memory as an open stream can be held.
//!
//! `axum::serve` looks at the first bytes of a connection for HTTP/2, which this server does not speak, and
//! that alone doubles the memory of every connection: 16 KB more with each open screen.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

/// For so long a connection may be quiet before a request, or take over the head of one. Longer than proxies
/// keep theirs open by default, so that they are the ones who close them.
const HEAD: Duration = Duration::from_secs(75);

/// After a failure that comes of the machine, such as too many open files, the next try is so much later.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Serves until `end` comes, and then for as long as connections have something to say.
pub async fn serve(listener: TcpListener, router: Router, end: impl Future<Output = ()>) {
    let open = GracefulShutdown::new();
    let mut end = pin!(end);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, peer)) => begin(stream, peer, router.clone(), &open),
            Err(error) if is_of_the_other_side(&error) => {}
            Err(error) => {
                tracing::error!(%error, "cannot take connections");
                tokio::time::sleep(AFTER_FAILURE).await;
            }
        }
    }
    drop(listener);
    open.shutdown().await;
}

fn begin(stream: TcpStream, peer: SocketAddr, router: Router, open: &GracefulShutdown) {
    // Small answers should not wait for more to come.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request| answer(router.clone(), peer, request));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let connection = open.watch(connection);
    tokio::spawn(async move {
        if let Err(error) = connection.await {
            // Whoever is at the other side went away, or speaks something else.
            tracing::debug!(%error, "a connection ended");
        }
    });
}

async fn answer(
    router: Router,
    peer: SocketAddr,
    request: hyper::Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request: Request = request.map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

fn is_of_the_other_side(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset
    )
}
