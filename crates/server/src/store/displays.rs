//! The shared displays.

use chrono::{DateTime, Utc};

use super::{Store, StoreError};

/// A shared display.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Display {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
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
        let display = sqlx::query_as("SELECT id, name FROM displays WHERE key_hash = ?")
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
        let display = sqlx::query_as("SELECT id, name FROM displays WHERE name = ?")
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
            "INSERT INTO displays (name, key_hash, added_at) VALUES (?, ?, ?) \
             ON CONFLICT DO NOTHING RETURNING id, name",
        )
        .bind(name)
        .bind(key_hash.map(<[u8; 32]>::as_slice))
        .bind(now.timestamp())
        .fetch_optional(&mut *tx)
        .await?;
        let display = match (added, key_hash) {
            (None, None) => {
                sqlx::query_as("SELECT id, name FROM displays WHERE name = ? AND key_hash IS NULL")
                    .bind(name)
                    .fetch_optional(&mut *tx)
                    .await?
            }
            (added, _) => added,
        };
        tx.commit().await?;
        Ok(display)
    }
}
