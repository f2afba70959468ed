//! The shared displays.

use chrono::{DateTime, Utc};

use super::flag::Flag;
use super::{Store, StoreError};

/// A shared display.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Display {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
}

/// A display as the operator sees it; its key is nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisplayRow {
    /// What it is called.
    pub name: String,
    /// Whether it has a key; otherwise it stands for all browsers of a server in kiosk mode.
    pub has_key: bool,
    /// When it was last heard of.
    pub last_heartbeat: Option<DateTime<Utc>>,
    /// The build of the app that it showed then.
    pub build: Option<String>,
    /// How often its watchdog had to start it anew.
    pub restarts: i64,
}

/// What can be said about all displays without naming one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisplayFigures {
    /// For each display the second of its last heartbeat.
    pub heartbeats: Vec<Option<i64>>,
    /// How often displays had to be started anew.
    pub restarts: i64,
    /// Visits that are going on.
    pub visits: i64,
}

impl Store {
    /// The display whose key this is.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display_with_key(
        &self,
        key_hash: &[u8; 32],
    ) -> Result<Option<Display>, StoreError> {
        let display = sqlx::query_as("SELECT id, name FROM displays WHERE key_hash = $1")
            .bind(key_hash.as_slice())
            .fetch_optional(&self.reader)
            .await?;
        Ok(display)
    }

    /// The display with this name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display_named(&self, name: &str) -> Result<Option<Display>, StoreError> {
        let display = sqlx::query_as("SELECT id, name FROM displays WHERE name = $1")
            .bind(name)
            .fetch_optional(&self.reader)
            .await?;
        Ok(display)
    }

    /// Adds a display, with the hash of its key if it has one; answers the one that is there where the
    /// name is taken and neither has a key, and none where another display has the name or the key.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn add_display(
        &self,
        name: &str,
        key_hash: Option<&[u8; 32]>,
        now: DateTime<Utc>,
    ) -> Result<Option<Display>, StoreError> {
        let mut tx = self.begin().await?;
        let added: Option<Display> = sqlx::query_as(
            "INSERT INTO displays (name, key_hash, added_at) VALUES ($1, $2, $3) \
             ON CONFLICT DO NOTHING RETURNING id, name",
        )
        .bind(name)
        .bind(key_hash.map(<[u8; 32]>::as_slice))
        .bind(now.timestamp())
        .fetch_optional(&mut *tx)
        .await?;
        let display = match (added, key_hash) {
            (None, None) => {
                sqlx::query_as("SELECT id, name FROM displays WHERE name = $1 AND key_hash IS NULL")
                    .bind(name)
                    .fetch_optional(&mut *tx)
                    .await?
            }
            (added, _) => added,
        };
        tx.commit().await?;
        Ok(display)
    }

    /// All displays, by name.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`]; [`StoreError::Corrupt`] for a moment that is none.
    pub async fn displays(&self) -> Result<Vec<DisplayRow>, StoreError> {
        type Row = (String, Flag, Option<i64>, Option<String>, i64);
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT name, key_hash IS NOT NULL, last_heartbeat, build, restarts FROM displays \
             ORDER BY name",
        )
        .fetch_all(&self.reader)
        .await?;
        let rows = rows.into_iter().map(|row| {
            let (name, has_key, heard, build, restarts) = row;
            let moment = |second| {
                DateTime::from_timestamp(second, 0)
                    .ok_or(StoreError::Corrupt("displays.last_heartbeat"))
            };
            Ok(DisplayRow {
                name,
                has_key: has_key.0,
                last_heartbeat: heard.map(moment).transpose()?,
                build,
                restarts,
            })
        });
        rows.collect()
    }

    /// Takes a display away, and with it the visits at it; whether there was one.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn remove_display(&self, name: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let Some(display) = self.display_named(name).await? else {
            return Ok(false);
        };
        // The own devices of whoever is signed in there are told; pairings go with the display.
        self.end_display_sessions(display.id, now).await?;
        let done = sqlx::query("DELETE FROM displays WHERE name = $1")
            .bind(name)
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Notes that a display was heard of. `restarts` begins at 0 whenever its browser is started, and
    /// what is kept only grows.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn heard_of_display(
        &self,
        display: &Display,
        build: &str,
        restarts: u32,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE displays SET last_heartbeat = $2, build = $3, restarts_told = $4, \
             restarts = restarts + CASE WHEN $4 >= restarts_told THEN $4 - restarts_told ELSE $4 END \
             WHERE id = $1",
        )
        .bind(display.id)
        .bind(now.timestamp())
        .bind(build)
        .bind(i64::from(restarts))
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// What can be said about all displays.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn display_figures(&self, now: DateTime<Utc>) -> Result<DisplayFigures, StoreError> {
        let rows: Vec<(Option<i64>, i64)> =
            sqlx::query_as("SELECT last_heartbeat, restarts FROM displays")
                .fetch_all(&self.reader)
                .await?;
        let visits = sqlx::query_scalar(
            "SELECT COUNT(*) FROM sessions WHERE display IS NOT NULL AND expires > $1 \
             AND last_seen > $1 - idle",
        )
        .bind(now.timestamp())
        .fetch_one(&self.reader)
        .await?;
        Ok(DisplayFigures {
            restarts: rows.iter().fold(0, |sum, row| sum.saturating_add(row.1)),
            heartbeats: rows.into_iter().map(|row| row.0).collect(),
            visits,
        })
    }
}
