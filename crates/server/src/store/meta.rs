//! Small facts about the database itself.

use super::{Store, StoreError};

impl Store {
    /// A fact by its key.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let value = sqlx::query_scalar("SELECT value FROM meta WHERE key = ?")
            .bind(key)
            .fetch_optional(&self.reader)
            .await?;
        Ok(value)
    }
}
