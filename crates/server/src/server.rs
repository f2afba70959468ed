//! Running the server: from binding the address to the last open stream.

mod connections;

use std::future::Future;
use std::time::Duration;

use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::hub;
use crate::push;
use crate::router::router;
use crate::signing::{KeyError, ensure_key};
use crate::standings::keeper;
use crate::state::AppState;
use crate::store::StoreError;
use crate::sweeper;

/// Longest time that running requests are waited for at the end.
const DRAIN: Duration = Duration::from_secs(5);

/// Why a server stops by itself.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no key to sign records with.
    #[error(transparent)]
    Key(#[from] KeyError),
}

/// Serves until `end` comes, and then for as long as running requests take, at most 5 seconds.
/// `ending` is what streams listen to: it is turned true at the end.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    ending: watch::Sender<bool>,
    end: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServeError> {
    serve_through(listener, state, ending, end, |routes| routes).await
}

/// The same with something around all routes, such as what looks at every answer.
///
/// # Errors
///
/// [`ServeError`].
pub async fn serve_through(
    listener: TcpListener,
    state: AppState,
    ending: watch::Sender<bool>,
    end: impl Future<Output = ()> + Send + 'static,
    around: impl FnOnce(Router) -> Router,
) -> Result<(), ServeError> {
    ensure_key(&state.store, state.clock.now()).await?;
    let file = state.store.watch().await?;
    let watching = tokio::spawn(state.hub.clone().watch(file, state.shutdown.clone()));
    let sweeping = tokio::spawn(sweeper::run(state.clone()));
    let keeping = tokio::spawn(keeper::run(state.clone()));
    let pushing = tokio::spawn(push::sender::run(state.clone()));
    let routes = around(router(state.clone()));
    let mut ended = ending.subscribe();
    let serving = connections::serve(listener, routes, async move {
        end.await;
        ending.send_replace(true);
    });
    tokio::select! {
        () = serving => {}
        () = async {
            hub::ended(&mut ended).await;
            tokio::time::sleep(DRAIN).await;
        } => tracing::warn!("some requests were still running, and were cut off"),
    }
    // Nothing may hold the file open when it is closed.
    let _ = watching.await;
    let _ = sweeping.await;
    let _ = keeping.await;
    let _ = pushing.await;
    state.store.close().await;
    Ok(())
}

/// Waits until the operator asks the server to end: by SIGTERM or Ctrl+C.
///
/// # Errors
///
/// The system gives no signals.
pub fn asked_to_end() -> std::io::Result<impl Future<Output = ()> + Send + 'static> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
