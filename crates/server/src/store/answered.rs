//! Requests that were answered: the same one is answered again, and carried out once.

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{Any, Transaction};

use super::{LedgerWriter, Once, StoreError};

/// An answer that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The HTTP status.
    pub status: u16,
    /// The JSON.
    pub body: Vec<u8>,
}

/// Whether a request was answered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is new.
    New,
    /// It was, like this.
    Same(Given),
    /// Another request came with this key.
    Other,
}

impl LedgerWriter {
    /// Looks for the answer to a request. In the transaction that would carry it out, so that two of
    /// the same moment cannot both be new.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn seen(&mut self, resident: &str, once: &Once) -> Result<Seen, StoreError> {
        seen(&mut self.tx, resident, once).await
    }

    /// Keeps the answer to a request, in the transaction that carried it out.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn keep_answer(
        &mut self,
        resident: &str,
        once: &Once,
        given: &Given,
    ) -> Result<(), StoreError> {
        keep(&mut self.tx, resident, once, given, self.now).await
    }
}

/// Looks for the answer to a request. In the transaction that would carry it out, so that two of the
/// same moment cannot both be new.
pub(super) async fn seen(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    once: &Once,
) -> Result<Seen, StoreError> {
    let row: Option<(Vec<u8>, i64, Vec<u8>)> = sqlx::query_as(
        "SELECT request, status, body FROM answered WHERE resident = $1 AND key = $2",
    )
    .bind(resident)
    .bind(&once.key)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(match row {
        None => Seen::New,
        Some((request, status, body)) if request == once.request => {
            let status =
                u16::try_from(status).map_err(|_| StoreError::Corrupt("answered.status"))?;
            Seen::Same(Given { status, body })
        }
        Some(_) => Seen::Other,
    })
}

/// Keeps the answer to a request, in the transaction that carried it out.
pub(super) async fn keep(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    once: &Once,
    given: &Given,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO answered (resident, key, request, status, body, at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(resident)
    .bind(&once.key)
    .bind(once.request.as_slice())
    .bind(i64::from(given.status))
    .bind(&given.body)
    .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
