//! The keys that records are signed with. One is in use; those before it stay, without their secret.

use chrono::{DateTime, SecondsFormat, Utc};
use sqlx::{Any, FromRow, Transaction};

use super::entries::moment;
use super::{Store, StoreError};

/// A new pair of keys.
pub struct NewKey {
    /// Name of the key.
    pub id: String,
    /// The public key.
    pub public: [u8; 32],
    /// The secret.
    pub secret: [u8; 32],
}

/// A key as everyone may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    /// Name of the key.
    pub id: String,
    /// The public key.
    pub public: [u8; 32],
    /// Moment from which it is in use; whole seconds.
    pub created_at: DateTime<Utc>,
    /// Moment at which another took its place; none while it is in use.
    pub retired_at: Option<DateTime<Utc>>,
}

/// The key in use.
pub struct SigningRow {
    /// Name of the key.
    pub id: String,
    /// The secret.
    pub secret: [u8; 32],
    /// Moment from which it is in use.
    pub created_at: DateTime<Utc>,
}

#[derive(FromRow)]
struct Row {
    id: String,
    public: Vec<u8>,
    created_at: String,
    retired_at: Option<String>,
}

impl TryFrom<Row> for KeyRow {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let retired_at = row.retired_at.map(|at| moment(&at, "keys.retired_at"));
        Ok(Self {
            id: row.id,
            public: bytes(row.public, "keys.public")?,
            created_at: moment(&row.created_at, "keys.created_at")?,
            retired_at: retired_at.transpose()?,
        })
    }
}

impl Store {
    /// All keys, the one in use first, and then the latest that was.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn keys(&self) -> Result<Vec<KeyRow>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, public, created_at, retired_at FROM keys \
             ORDER BY retired_at IS NULL DESC, rowid DESC",
        )
        .fetch_all(&self.reader)
        .await?;
        rows.into_iter().map(KeyRow::try_from).collect()
    }

    /// The key in use; none before the first was made.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn signing_key(&self) -> Result<Option<SigningRow>, StoreError> {
        let row: Option<(String, Vec<u8>, String)> =
            sqlx::query_as("SELECT id, secret, created_at FROM keys WHERE retired_at IS NULL")
                .fetch_optional(&self.reader)
                .await?;
        row.map(|(id, secret, created_at)| {
            Ok(SigningRow {
                id,
                secret: bytes(secret, "keys.secret")?,
                created_at: moment(&created_at, "keys.created_at")?,
            })
        })
        .transpose()
    }

    /// Takes a first key into use, and does nothing where there is one: answers whether it was needed.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn add_first_key(
        &self,
        key: &NewKey,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin().await?;
        let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM keys")
            .fetch_one(&mut *tx)
            .await?;
        if known > 0 {
            return Ok(false);
        }
        insert(&mut tx, key, now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Retires the key in use, forgets its secret, and takes another into use.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn rotate_key(&self, key: &NewKey, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut tx = self.begin().await?;
        sqlx::query("UPDATE keys SET retired_at = $1, secret = NULL WHERE retired_at IS NULL")
            .bind(seconds(now))
            .execute(&mut *tx)
            .await?;
        insert(&mut tx, key, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn insert(
    tx: &mut Transaction<'static, Any>,
    key: &NewKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO keys (id, public, secret, created_at) VALUES ($1, $2, $3, $4)")
        .bind(&key.id)
        .bind(key.public.as_slice())
        .bind(key.secret.as_slice())
        .bind(seconds(now))
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Whole seconds: a record says when it was issued in whole seconds too, and the two are compared.
fn seconds(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn bytes(value: Vec<u8>, column: &'static str) -> Result<[u8; 32], StoreError> {
    value.try_into().map_err(|_| StoreError::Corrupt(column))
}
