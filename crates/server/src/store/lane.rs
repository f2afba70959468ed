//! A few connections to `PostgreSQL` for what nearly every request asks first: whose session it is. A pool's
//! connection is asked whether all is well each time it comes back; these are simply closed where something went
//! wrong, which makes one way there and back of two.

use std::fmt::{self, Debug, Formatter};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::any::AnyConnectOptions;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::StoreError;
use super::silence::{STILL_THERE, Silence};

/// Connections of one server: enough for 10,000 questions a second where the way there and back takes 0.8 ms. What
/// is asked takes the database microseconds, so that more would only wait for its processors in its place.
const MOST: usize = 8;

/// How long an answer is waited for, with the connection that it needs.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a question comes to.
pub(super) type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// How long all of them together may take to be closed.
const FAREWELL: Duration = Duration::from_secs(1);

/// A connection that nobody used for this long is not used again: what lies between may have forgotten it, and then
/// swallows what is asked.
const FORGOTTEN: Duration = Duration::from_mins(1);

/// The connections, made when they are needed.
pub(super) struct Lane {
    to: AnyConnectOptions,
    places: Semaphore,
    /// Those that nobody asks on, each with the moment in which somebody did.
    free: Mutex<Vec<(Instant, AnyConnection)>>,
    /// What the other connections of this server are told.
    silence: Arc<Silence>,
}

impl Debug for Lane {
    /// Without the address, which may hold a password.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lane").finish_non_exhaustive()
    }
}

impl Lane {
    /// Connections to a database, beside others.
    pub(super) fn new(to: AnyConnectOptions, silence: Arc<Silence>) -> Self {
        Self {
            to,
            places: Semaphore::new(MOST),
            free: Mutex::default(),
            silence,
        }
    }

    /// Asks a question that changes nothing. Where the connection turns out to have gone since it was used last, or
    /// does not answer, it is asked once more, on a new one.
    ///
    /// # Errors
    ///
    /// [`StoreError`]; one that says that the database is out of reach where no answer came within some seconds.
    pub(super) async fn ask<T>(
        &self,
        question: impl for<'a> Fn(&'a mut AnyConnection) -> Answer<'a, T>,
    ) -> Result<T, StoreError> {
        let all = async {
            let Ok(_place) = self.places.acquire().await else {
                return Err(sqlx::Error::PoolClosed.into());
            };
            // In a statement of its own, so that nobody waits for the lock while this one asks.
            let used = self.free().pop();
            if let Some((_, connection)) = used.filter(|(at, _)| self.is_trusted(at.elapsed())) {
                match timeout(STILL_THERE, self.ask_on(connection, &question)).await {
                    // The others are as old.
                    Ok(Err(error)) if error.is_out_of_reach() => self.free().clear(),
                    Ok(answer) => return answer,
                    Err(_) => self.fell_silent(),
                }
            }
            let connection = self.to.connect().await?;
            self.ask_on(connection, &question).await
        };
        let answer = timeout(PATIENCE, all).await;
        answer.unwrap_or_else(|_| {
            self.fell_silent();
            Err(sqlx::Error::PoolTimedOut.into())
        })
    }

    /// Whether a connection that nobody used for so long is asked on.
    fn is_trusted(&self, idle_for: Duration) -> bool {
        idle_for < FORGOTTEN && !self.silence.began_within(idle_for)
    }

    /// Where a network swallows what is sent on one, it does so on all of them.
    fn fell_silent(&self) {
        self.free().clear();
        self.silence.begins();
    }

    /// Asks on one connection, which is closed unless it answers: in the middle of an answer, nothing else can be
    /// asked.
    async fn ask_on<T>(
        &self,
        mut connection: AnyConnection,
        question: &impl for<'a> Fn(&'a mut AnyConnection) -> Answer<'a, T>,
    ) -> Result<T, StoreError> {
        let answer = question(&mut connection).await;
        if answer.is_ok() && !self.places.is_closed() {
            self.free().push((Instant::now(), connection));
        }
        answer
    }

    /// Closes all connections, and makes no other. The database is told, unless it does not listen.
    pub(super) async fn close(&self) {
        self.places.close();
        let free = std::mem::take(&mut *self.free());
        let farewell = async {
            for (_, connection) in free {
                // It is closed either way.
                let _ = connection.close().await;
            }
        };
        let _ = timeout(FAREWELL, farewell).await;
    }

    fn free(&self) -> MutexGuard<'_, Vec<(Instant, AnyConnection)>> {
        // Nothing panics while it holds the lock.
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
