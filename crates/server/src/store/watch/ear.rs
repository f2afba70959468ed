//! Hearing when `PostgreSQL` calls, on a connection of its own that is made again whenever it is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use sqlx::Executor as _;
use sqlx::postgres::PgListener;

/// A connection that could not be made again is tried again so much later.
const BEFORE_NEXT_TRY: Duration = Duration::from_secs(1);

/// After so much silence it is asked whether the database is still there: a network that swallows what is sent
/// says nothing of it.
const SILENCE: Duration = Duration::from_secs(10);

/// How long it may take to answer, or to be connected.
const PATIENCE: Duration = Duration::from_secs(5);

/// Hears the calls on one channel.
pub(super) struct Ear {
    /// The address of the database.
    pub address: Arc<str>,
    pub channel: String,
    /// How often there may have been something new.
    pub heard: Arc<AtomicI64>,
}

impl Ear {
    /// A connection that is called.
    pub async fn connect(&self) -> Result<PgListener, sqlx::Error> {
        let mut listener = PgListener::connect(&self.address).await?;
        // Here it is known when there is another; the driver would not say so after a failure.
        listener.eager_reconnect(false);
        listener.listen(&self.channel).await?;
        Ok(listener)
    }

    /// Counts calls, for ever. Whatever was called while there was no connection is counted as soon as there is
    /// another, and not before: whoever has looked until then would not look again.
    pub async fn listen(self, mut listener: PgListener) {
        loop {
            let lost = match tokio::time::timeout(SILENCE, listener.try_recv()).await {
                Ok(Ok(Some(_))) => None,
                Ok(Ok(None)) => Some("the connection was closed".to_owned()),
                Ok(Err(error)) => Some(error.to_string()),
                Err(_) => {
                    match tokio::time::timeout(PATIENCE, listener.execute("SELECT 1")).await {
                        Ok(Ok(_)) => continue,
                        Ok(Err(error)) => Some(error.to_string()),
                        Err(_) => Some("it does not answer".to_owned()),
                    }
                }
            };
            if let Some(error) = lost {
                tracing::warn!(error, "the database is not heard; open screens may be late");
                listener = self.again().await;
            }
            self.heard.fetch_add(1, Ordering::Release);
        }
    }

    /// Another connection, as soon as there can be one.
    async fn again(&self) -> PgListener {
        loop {
            if let Ok(Ok(listener)) = tokio::time::timeout(PATIENCE, self.connect()).await {
                tracing::info!("the database is heard again");
                return listener;
            }
            tokio::time::sleep(BEFORE_NEXT_TRY).await;
        }
    }
}
