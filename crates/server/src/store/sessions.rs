//! Sessions: only the hash of a token is stored.

mod ending;
mod open;
mod visits;

use chrono::{DateTime, Utc};
use sqlx::{Any, AnyConnection, AssertSqlSafe, Transaction};

use super::events::happened;
use super::flag::Flag;
use super::{IssuerNames, Store, StoreError};

pub(super) use ending::{Ended, told};
pub use open::OpenRow;
pub(super) use visits::visit_named;
pub use visits::{Extended, VisitRow};

/// A session about to begin.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
    /// A name that is no secret.
    pub public_id: String,
    /// Seconds without use after which it is over.
    pub idle: i64,
    /// Second from which it is over whatever happens.
    pub expires: i64,
    /// The shared display that it is at; none on a resident's own device.
    pub display: Option<i64>,
    /// What it was begun with.
    pub device: Device,
    /// By what an identity provider names it; none where it was begun in another way.
    pub issuer: Option<IssuerNames>,
}

/// What a session was begun with, in words from the program's own short lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    /// The family of the browser.
    pub browser: Option<&'static str>,
    /// The family of its system.
    pub system: Option<&'static str>,
}

/// Who holds a session, with all that a request needs to know of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The resident's id.
    pub resident: String,
    /// The resident's name.
    pub name: String,
    /// The resident's number, in full.
    pub number: String,
    /// When the resident was registered; with `ledger_head` the name of one state of the ledger.
    pub registered_at: String,
    /// `seq` of the newest entry, and with that the number of entries.
    pub ledger_head: i64,
    /// Grows with every change of what stands beside the entries.
    pub revision: i64,
    /// Whether the resident is scored; not where consent was withdrawn.
    pub scored: bool,
    /// Name of the session that is no secret; none where there is no session.
    pub session: Option<String>,
    /// Second at which the holder was last seen; coarse.
    pub last_seen: i64,
    /// Seconds without use after which the session is over.
    pub idle: i64,
    /// Second from which the session is over whatever happens.
    pub expires: i64,
    /// The shared display that the session is at, which may read and not write; none on the resident's
    /// own device.
    pub display: Option<i64>,
    /// How often the visit at a display was extended.
    pub extensions: i64,
}

impl Holder {
    /// Second from which the session is over if nothing more is asked.
    #[must_use]
    pub fn ends(&self) -> i64 {
        self.last_seen.saturating_add(self.idle).min(self.expires)
    }
}

/// The beginning of a statement that reads residents as the holders of no session: last seen never, and over
/// from the beginning.
pub(super) const WITHOUT_SESSION: &str = "SELECT r.id, r.name, r.number, r.registered_at, r.ledger_head, \
     r.revision, r.scored, NULL AS session, 0 AS last_seen, 0 AS idle, 0 AS expires, NULL AS display, \
     0 AS extensions FROM residents";

#[derive(sqlx::FromRow)]
pub(super) struct HolderRow {
    id: String,
    name: String,
    number: String,
    registered_at: String,
    ledger_head: i64,
    revision: i64,
    scored: Flag,
    session: Option<String>,
    last_seen: i64,
    idle: i64,
    expires: i64,
    display: Option<i64>,
    extensions: i64,
}

impl From<HolderRow> for Holder {
    fn from(row: HolderRow) -> Self {
        Self {
            resident: row.id,
            name: row.name,
            number: row.number,
            registered_at: row.registered_at,
            ledger_head: row.ledger_head,
            revision: row.revision,
            scored: row.scored.0,
            session: row.session,
            last_seen: row.last_seen,
            idle: row.idle,
            expires: row.expires,
            display: row.display,
            extensions: row.extensions,
        }
    }
}

impl Store {
    /// The holder of a live session: not past its end, and not idle for too long.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn holder(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<Option<Holder>, StoreError> {
        let token_hash = *token_hash;
        self.ask(|reader| Box::pin(async move { holder(reader, &token_hash, now).await }))
            .await
    }

    /// A resident as the holder of no session: last seen never, and over from the beginning.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn without_session(&self, resident: &str) -> Result<Option<Holder>, StoreError> {
        let sql = format!("{WITHOUT_SESSION} r WHERE r.id = $1");
        let row: Option<HolderRow> = sqlx::query_as(AssertSqlSafe(sql))
            .bind(resident)
            .fetch_optional(&self.reader)
            .await?;
        Ok(row.map(Holder::from))
    }

    /// Notes that the holder was seen. A visit at a display is not prolonged by requests.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn touch_session(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE sessions SET last_seen = $1 WHERE token_hash = $2 AND display IS NULL")
            .bind(now.timestamp())
            .bind(token_hash.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}

/// [`Store::holder`] as one connection sees it.
pub(super) async fn holder(
    reader: &mut AnyConnection,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<Holder>, StoreError> {
    let row: Option<HolderRow> = sqlx::query_as(
        "SELECT r.id, r.name, r.number, r.registered_at, r.ledger_head, r.revision, r.scored, \
             s.public_id AS session, s.last_seen, s.idle, s.expires, s.display, s.extensions \
             FROM sessions s JOIN residents r ON r.id = s.resident \
             WHERE s.token_hash = $1 AND s.expires > $2 AND s.last_seen + s.idle > $2",
    )
    .bind(token_hash.as_slice())
    .bind(now.timestamp())
    .fetch_optional(reader)
    .await?;
    Ok(row.map(Holder::from))
}

/// Begins a session; where it is a visit at a display, the resident's own devices are told.
pub(super) async fn begin(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    session: &NewSession,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO sessions \
         (token_hash, resident, created, last_seen, idle, expires, display, public_id, browser, \
         system, oidc_sub, oidc_sid) \
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(session.token_hash.as_slice())
    .bind(resident)
    .bind(now.timestamp())
    .bind(session.idle)
    .bind(session.expires)
    .bind(session.display)
    .bind(&*session.public_id)
    .bind(session.device.browser)
    .bind(session.device.system)
    .bind(session.issuer.map(|it| it.sub.to_vec()))
    .bind(session.issuer.and_then(|it| it.sid).map(|it| it.to_vec()))
    .execute(&mut **tx)
    .await?;
    if session.display.is_some() {
        happened(tx, resident, "display", None, now).await?;
    }
    Ok(())
}
