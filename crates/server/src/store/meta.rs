//! Small facts about the database itself.

use citizen_score_record::base64url;

use super::{Store, StoreError};

/// Key of the server's own secret.
const SECRET: &str = "secret";

impl Store {
    /// A fact by its key.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let value = sqlx::query_scalar("SELECT value FROM meta WHERE key = $1")
            .bind(key)
            .fetch_optional(&self.reader)
            .await?;
        Ok(value)
    }

    /// The server's own secret: the one that is kept already, or else `fresh`, which is kept from now
    /// on.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`], or [`StoreError::Corrupt`] where it is not one.
    pub async fn secret(&self, fresh: [u8; 32]) -> Result<[u8; 32], StoreError> {
        let mut kept = self.meta(SECRET).await?;
        if kept.is_none() {
            sqlx::query("INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(SECRET)
                .bind(base64url::encode(&fresh))
                .execute(&self.writer)
                .await?;
            // Another process may have been first.
            kept = self.meta(SECRET).await?;
        }
        kept.and_then(|it| base64url::decode(&it))
            .ok_or(StoreError::Corrupt("meta.secret"))
    }
}
