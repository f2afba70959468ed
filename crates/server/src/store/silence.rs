//! Connections to `PostgreSQL` that a network cut off without a word. Whoever meets one waits for some time; that the
//! others are as old is then known, so that nobody waits for them too.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::{AnyConnection, Connection as _};
use tokio::time::timeout;

/// How long a connection that was used before may take to say that it is still there. The driver would wait for as
/// long as for a new one, so that each would cost a request.
pub(super) const STILL_THERE: Duration = Duration::from_secs(2);

/// A connection that nobody used for this long is asked whether it is still there before it is used. Asking each time
/// would be one more way there and back with each statement; when it was given back it was there.
const TRUSTED: Duration = Duration::from_secs(1);

/// How long the end of a statement is waited for whose request was given up: longer than the database itself lets it
/// wait for others (`store/postgres.rs`). A connection that was closed before would wait there all the same, beside
/// the next that takes its place.
const GIVEN_UP: Duration = Duration::from_secs(35);

/// Where a connection was found to be silent so lately, one that does not answer is taken to be silent too.
const LATELY: Duration = Duration::from_secs(30);

/// When a connection was last found to be silent.
#[derive(Debug, Default)]
pub(super) struct Silence(Mutex<Option<Instant>>);

impl Silence {
    /// A connection was found to be silent.
    pub(super) fn begins(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether a connection that lay there for so long is good.
    ///
    /// # Errors
    ///
    /// [`sqlx::Error`] where it is not, or was used last before another was found to be silent: it is closed without
    /// a farewell then.
    pub(super) async fn before_use(
        &self,
        connection: &mut AnyConnection,
        idle_for: Duration,
    ) -> sqlx::Result<()> {
        if self.began_within(idle_for) {
            return Err(given_up(connection).await);
        }
        if idle_for <= TRUSTED {
            return Ok(());
        }
        if let Ok(answer) = timeout(STILL_THERE, connection.ping()).await {
            return answer;
        }
        self.begins();
        Err(given_up(connection).await)
    }

    /// Whether a connection that was used is good for the next. The driver itself asks that too, and would wait for
    /// ever for one that a network cut off in the middle of a request, which is a place less for all others.
    ///
    /// # Errors
    ///
    /// [`sqlx::Error`] where it is not.
    pub(super) async fn after_use(&self, connection: &mut AnyConnection) -> sqlx::Result<()> {
        match self.answer(connection).await {
            Some(answer) => answer,
            None => Err(given_up(connection).await),
        }
    }

    /// What a connection says that may still be at a statement; nothing where it seems to be silent.
    async fn answer(&self, connection: &mut AnyConnection) -> Option<sqlx::Result<()>> {
        let begun = Instant::now();
        let mut answer = std::pin::pin!(connection.ping());
        while begun.elapsed() < GIVEN_UP {
            if let Ok(answer) = timeout(STILL_THERE, &mut answer).await {
                return Some(answer);
            }
            if self.began_within(LATELY) {
                // It says nothing new about the others: it may only wait for a lock.
                return None;
            }
        }
        self.begins();
        None
    }

    /// Whether a connection was found to be silent within so long.
    pub(super) fn began_within(&self, time: Duration) -> bool {
        let found = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.is_some_and(|found| found.elapsed() < time)
    }
}

/// Lets go of a connection that is silent, and says so.
///
/// A pool closes what it gets an error for with a farewell, whose answer it waits for where the connection is
/// encrypted. What it closes is an empty database in memory, therefore, in place of the connection, which is dropped.
async fn given_up(connection: &mut AnyConnection) -> sqlx::Error {
    match AnyConnection::connect("sqlite::memory:").await {
        Ok(empty) => *connection = empty,
        Err(error) => tracing::warn!(%error, "a connection is closed slowly"),
    }
    sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())
}
