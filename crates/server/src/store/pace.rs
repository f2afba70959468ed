//! How much was asked within a minute, by all servers over this database together.

use super::{Store, StoreError};

impl Store {
    /// Notes requests of an asker within a minute, and answers how many that makes.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn add_requests(
        &self,
        asker: &[u8; 32],
        minute: i64,
        requests: i64,
    ) -> Result<i64, StoreError> {
        let all = sqlx::query_scalar(
            "INSERT INTO request_counts (asker, minute, requests) VALUES ($1, $2, $3) \
             ON CONFLICT (asker, minute) DO UPDATE SET \
             requests = request_counts.requests + excluded.requests RETURNING requests",
        )
        .bind(asker.as_slice())
        .bind(minute)
        .bind(requests)
        .fetch_one(&self.writer)
        .await?;
        Ok(all)
    }
}
