//! Signing in at an identity provider: what was begun and has not come back, and sign-outs that it tells.

use chrono::{DateTime, Utc};

use super::sessions::told;
use super::{Store, StoreError};

/// A sign-in that was begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// SHA-256 of the state that has to come back.
    pub state_hash: [u8; 32],
    /// SHA-256 of the nonce that has to be in the ID token.
    pub nonce_hash: [u8; 32],
    /// The verifier of the code (RFC 7636).
    pub verifier: String,
    /// Second from which it is good for nothing.
    pub expires_at: i64,
}

/// By what an identity provider names a session: SHA-256 of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IssuerNames {
    /// Whose it is.
    pub sub: [u8; 32],
    /// Which one of theirs, where it said so.
    pub sid: Option<[u8; 32]>,
}

/// A sign-out that an identity provider tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToldSignOut {
    /// SHA-256 of the name of what tells it.
    pub name: [u8; 32],
    /// Second until which the name has to be remembered.
    pub until: i64,
    /// Whose sessions end; any where only a session is named.
    pub sub: Option<[u8; 32]>,
    /// Which session ends; all of theirs where only somebody is named.
    pub sid: Option<[u8; 32]>,
}

/// State, nonce, verifier, end.
type BegunColumns = (Vec<u8>, Vec<u8>, String, i64);

impl Store {
    /// Keeps a sign-in that begins, by SHA-256 of the browser's secret, and forgets those that are too old.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn begin_at_issuer(&self, hash: &[u8; 32], begun: &Begun) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO oidc_begun (hash, state_hash, nonce_hash, verifier, expires_at) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(hash.as_slice())
        .bind(begun.state_hash.as_slice())
        .bind(begun.nonce_hash.as_slice())
        .bind(&*begun.verifier)
        .bind(begun.expires_at)
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    /// Takes what was begun with a secret: of two that ask, one gets it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn take_begun(
        &self,
        hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Begun>, StoreError> {
        let row: Option<BegunColumns> = sqlx::query_as(
            "DELETE FROM oidc_begun WHERE hash = $1 \
             RETURNING state_hash, nonce_hash, verifier, expires_at",
        )
        .bind(hash.as_slice())
        .fetch_optional(&self.writer)
        .await?;
        let Some((state, nonce, verifier, expires_at)) = row else {
            return Ok(None);
        };
        let begun = Begun {
            state_hash: digest(state, "oidc_begun.state_hash")?,
            nonce_hash: digest(nonce, "oidc_begun.nonce_hash")?,
            verifier,
            expires_at,
        };
        Ok(Some(begun).filter(|begun| begun.expires_at > now.timestamp()))
    }

    /// Ends the sessions that an identity provider says are over. Answers whose ended; nothing where the
    /// same was told before.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn end_told(
        &self,
        sign_out: &ToldSignOut,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<String>>, StoreError> {
        let mut tx = self.begin().await?;
        let added = sqlx::query(
            "INSERT INTO oidc_logouts (hash, expires_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(sign_out.name.as_slice())
        .bind(sign_out.until)
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(None);
        }
        let query = match (&sign_out.sid, &sign_out.sub) {
            (Some(sid), Some(sub)) => sqlx::query_as(
                "DELETE FROM sessions WHERE oidc_sid = $1 AND oidc_sub = $2 \
                 RETURNING resident, display",
            )
            .bind(sid.as_slice())
            .bind(sub.as_slice()),
            (Some(sid), None) => sqlx::query_as(
                "DELETE FROM sessions WHERE oidc_sid = $1 RETURNING resident, display",
            )
            .bind(sid.as_slice()),
            (None, Some(sub)) => sqlx::query_as(
                "DELETE FROM sessions WHERE oidc_sub = $1 RETURNING resident, display",
            )
            .bind(sub.as_slice()),
            (None, None) => return Ok(None),
        };
        let ended = query.fetch_all(&mut *tx).await?;
        told(tx, ended, now).await.map(Some)
    }
}

fn digest(bytes: Vec<u8>, column: &'static str) -> Result<[u8; 32], StoreError> {
    bytes.try_into().map_err(|_| StoreError::Corrupt(column))
}
