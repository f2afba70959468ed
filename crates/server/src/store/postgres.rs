//! How `PostgreSQL` is opened: the connections of a replica, and how long they wait for what.

use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};

use super::StoreError;
use super::database::{BUSY_TIMEOUT, Opened};
use super::lane::Lane;
use super::silence::Silence;

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("./migrations/postgres");

/// How long a connection is waited for.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Connections of one replica.
const CONNECTIONS: u32 = 16;

/// A server that vanishes in the middle of a transaction, as one does whose network swallows what it sends, holds
/// the lock of all writers for no longer than this.
const LEFT_BEHIND: Duration = Duration::from_mins(1);

/// Opens it, with its structure brought up to date.
pub(super) async fn open(address: &str) -> Result<Opened, StoreError> {
    let to = AnyConnectOptions::from_str(address)?.disable_statement_logging();
    // On a connection without limits: a replica that starts waits for another that changes the structure.
    let mut first = to.connect().await?;
    MIGRATIONS.run(&mut first).await?;
    first.close().await?;

    let silence = Arc::new(Silence::default());
    let (before, after) = (Arc::clone(&silence), Arc::clone(&silence));
    let pool = AnyPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(CONNECT_TIMEOUT)
        .test_before_acquire(false)
        .before_acquire(move |connection, about| {
            let silence = Arc::clone(&before);
            Box::pin(async move {
                silence.before_use(connection, about.idle_for).await?;
                Ok(true)
            })
        })
        .after_release(move |connection, _| {
            let silence = Arc::clone(&after);
            Box::pin(async move {
                silence.after_use(connection).await?;
                Ok(true)
            })
        })
        .after_connect(|connection, _| {
            Box::pin(async {
                // As long as a writer waits for others with a file.
                let waiting = limit_where_there_is_none("lock_timeout", BUSY_TIMEOUT);
                let left =
                    limit_where_there_is_none("idle_in_transaction_session_timeout", LEFT_BEHIND);
                let both = sqlx::AssertSqlSafe(format!("{waiting}; {left}"));
                connection.execute(both).await.map(drop)
            })
        })
        .connect_with(to.clone())
        .await?;
    Ok(Opened {
        reader: pool.clone(),
        writer: pool,
        lane: Some(Arc::new(Lane::new(to, silence))),
    })
}

/// Sets a limit of the database for a connection, unless whoever runs the database, or wrote its address, did.
fn limit_where_there_is_none(name: &str, time: Duration) -> String {
    let seconds = time.as_secs();
    format!(
        "SELECT set_config('{name}', '{seconds}s', false) WHERE current_setting('{name}') = '0'"
    )
}
