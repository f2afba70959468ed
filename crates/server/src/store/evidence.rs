//! Uploaded files, by content. One that no case names goes after a day.

use chrono::{DateTime, Utc};
use citizen_score_contract::{Evidence, EvidenceKind};

use super::cases::{name, named};
use super::flag::Flag;
use super::{LedgerWriter, Store, StoreError};

/// Seconds for which a file is kept that no case names: a day.
pub const WAITING_SECONDS: i64 = 24 * 60 * 60;

/// Most bytes of all files of one resident, so that nobody fills the disk.
pub const MOST_KEPT: i64 = 500 * 1024 * 1024;

/// A file that is uploaded.
#[derive(Clone, Copy, Debug)]
pub struct NewFile<'a> {
    /// SHA-256 in hexadecimal.
    pub digest: &'a str,
    /// What it is.
    pub kind: EvidenceKind,
    /// The bytes.
    pub content: &'a [u8],
}

/// What became of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// The file is there.
    Kept,
    /// As many files as may be wait for a case.
    TooManyWaiting,
    /// All files of the resident together would be too large.
    TooMuch,
}

/// What became of a file that was to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dropped {
    /// It is gone.
    Gone,
    /// There is none.
    Unknown,
    /// A case names it, so it stays.
    Attached,
}

const WAITING: &str = "SELECT COUNT(*) FROM evidence e WHERE e.resident = $1 AND e.uploaded_at > $2 AND NOT EXISTS \
     (SELECT 1 FROM case_files f WHERE f.resident = e.resident AND f.digest = e.digest)";

impl Store {
    /// Keeps a file. The same file again stays the same, and waits another day.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn put_evidence(
        &self,
        resident: &str,
        file: NewFile<'_>,
        most_waiting: usize,
        now: DateTime<Utc>,
    ) -> Result<Put, StoreError> {
        let mut tx = self.begin().await?;
        let renewed =
            sqlx::query("UPDATE evidence SET uploaded_at = $1 WHERE resident = $2 AND digest = $3")
                .bind(now.timestamp())
                .bind(resident)
                .bind(file.digest)
                .execute(&mut *tx)
                .await?;
        if renewed.rows_affected() == 0 {
            let waiting: i64 = sqlx::query_scalar(WAITING)
                .bind(resident)
                .bind(now.timestamp() - WAITING_SECONDS)
                .fetch_one(&mut *tx)
                .await?;
            if waiting.unsigned_abs() >= most_waiting as u64 {
                return Ok(Put::TooManyWaiting);
            }
            let kept: i64 = sqlx::query_scalar(
                "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM evidence WHERE resident = $1",
            )
            .bind(resident)
            .fetch_one(&mut *tx)
            .await?;
            let bytes = i64::try_from(file.content.len()).unwrap_or(i64::MAX);
            if kept.saturating_add(bytes) > MOST_KEPT {
                return Ok(Put::TooMuch);
            }
            sqlx::query(
                "INSERT INTO evidence (resident, digest, kind, bytes, content, uploaded_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(resident)
            .bind(file.digest)
            .bind(name(file.kind)?)
            .bind(bytes)
            .bind(file.content)
            .bind(now.timestamp())
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        Ok(Put::Kept)
    }

    /// A file of a resident's own: what it is, and its bytes.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn evidence(
        &self,
        resident: &str,
        digest: &str,
    ) -> Result<Option<(EvidenceKind, Vec<u8>)>, StoreError> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as(
            "SELECT kind, content FROM evidence WHERE resident = $1 AND digest = $2",
        )
        .bind(resident)
        .bind(digest)
        .fetch_optional(&self.reader)
        .await?;
        row.map(|(kind, content)| Ok((named(&kind, "evidence.kind")?, content)))
            .transpose()
    }

    /// Deletes a file of a resident's own that no case names.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn drop_evidence(&self, resident: &str, digest: &str) -> Result<Dropped, StoreError> {
        let mut tx = self.begin().await?;
        let attached: Option<Flag> = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM case_files f WHERE f.resident = e.resident \
             AND f.digest = e.digest) FROM evidence e WHERE e.resident = $1 AND e.digest = $2",
        )
        .bind(resident)
        .bind(digest)
        .fetch_optional(&mut *tx)
        .await?;
        match attached {
            None => return Ok(Dropped::Unknown),
            Some(Flag(true)) => return Ok(Dropped::Attached),
            Some(Flag(false)) => {}
        }
        sqlx::query("DELETE FROM evidence WHERE resident = $1 AND digest = $2")
            .bind(resident)
            .bind(digest)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Dropped::Gone)
    }
}

impl LedgerWriter {
    /// What a resident uploaded under a digest, without a name yet; none where nothing was, or where it
    /// went since.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn uploaded(
        &mut self,
        resident: &str,
        digest: &str,
    ) -> Result<Option<Evidence>, StoreError> {
        let row: Option<(String, i64)> =
            sqlx::query_as("SELECT kind, bytes FROM evidence WHERE resident = $1 AND digest = $2")
                .bind(resident)
                .bind(digest)
                .fetch_optional(&mut *self.tx)
                .await?;
        let Some((kind, bytes)) = row else {
            return Ok(None);
        };
        Ok(Some(Evidence {
            digest: digest.to_owned(),
            name: String::new(),
            kind: named(&kind, "evidence.kind")?,
            bytes: bytes.unsigned_abs(),
        }))
    }

    /// The bytes of a resident's file.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn content(
        &mut self,
        resident: &str,
        digest: &str,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let content =
            sqlx::query_scalar("SELECT content FROM evidence WHERE resident = $1 AND digest = $2")
                .bind(resident)
                .bind(digest)
                .fetch_optional(&mut *self.tx)
                .await?;
        Ok(content)
    }
}
