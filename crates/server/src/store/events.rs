//! Events: what happened to a ledger, in order, so that an open screen can be told.

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::CaseRef;
use sqlx::{Any, Transaction};

use super::cases::named;
use super::sessions::holder;
use super::{Holder, Store, StoreError};

/// One event of a resident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRow {
    /// Its number; grows over all residents.
    pub id: i64,
    /// What happened.
    pub happened: Happened,
}

/// What an event tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happened {
    /// An entry with this id was recorded.
    Entry(String),
    /// A case has changed; it is told as it is now.
    Case(CaseRef),
    /// A proof of the tier was used.
    ProofUsed,
    /// A visit at a shared display began or ended.
    Display,
}

/// Number, kind, entry; number, kind and status of the case.
type Row = (
    i64,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

const NEWS: &str = "SELECT e.id, e.kind, e.entry, c.id, c.kind, c.status FROM events e \
     LEFT JOIN cases c ON c.resident = e.resident AND c.id = e.case_id \
     WHERE e.resident = $1 AND e.id > $2 AND e.kind IN ('entry', 'case', 'proof_used', 'display') \
     ORDER BY e.id DESC LIMIT $3";

impl Store {
    /// Number of the newest event of a resident; 0 without events.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn newest_event(&self, resident: &str) -> Result<i64, StoreError> {
        let id = sqlx::query_scalar("SELECT COALESCE(MAX(id), 0) FROM events WHERE resident = $1")
            .bind(resident)
            .fetch_one(&self.reader)
            .await?;
        Ok(id)
    }

    /// Who holds a session, and the newest events of that resident after a number, at most `limit`,
    /// oldest first: both of the same moment, so that the ledger is exactly as old as the events.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn news(
        &self,
        token_hash: &[u8; 32],
        now: DateTime<Utc>,
        after: i64,
        limit: u32,
    ) -> Result<Option<(Holder, Vec<EventRow>)>, StoreError> {
        // Everything that one transaction reads is of one moment.
        let mut moment = self.moment().await?;
        let Some(holder) = holder(&mut moment, token_hash, now).await? else {
            return Ok(None);
        };
        let mut rows: Vec<Row> = sqlx::query_as(NEWS)
            .bind(&holder.resident)
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(&mut *moment)
            .await?;
        rows.reverse();
        let events = rows.into_iter().filter_map(|row| event(row).transpose());
        let events = events.collect::<Result<Vec<EventRow>, StoreError>>()?;
        Ok(Some((holder, events)))
    }
}

/// A case that is gone is passed over.
fn event((id, kind, entry, case, asked, status): Row) -> Result<Option<EventRow>, StoreError> {
    let happened = match (kind.as_str(), entry, case.zip(asked).zip(status)) {
        ("entry", Some(entry), _) => Happened::Entry(entry),
        ("case", _, Some(((case, asked), status))) => Happened::Case(CaseRef {
            id: case,
            kind: named(&asked, "cases.kind")?,
            status: named(&status, "cases.status")?,
        }),
        ("proof_used", ..) => Happened::ProofUsed,
        ("display", ..) => Happened::Display,
        _ => return Ok(None),
    };
    Ok(Some(EventRow { id, happened }))
}

/// Notes that something happened, as a part of the transaction that makes it true: whoever watches the
/// file wakes the open screens, and push messages are sent. Kinds that [`Store::news`] does not tell of
/// only wake them.
pub(super) async fn happened(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    kind: &str,
    entry: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO events (resident, kind, entry, at) VALUES ($1, $2, $3, $4)")
        .bind(resident)
        .bind(kind)
        .bind(entry)
        .bind(now.to_rfc3339_opts(SecondsFormat::Secs, true))
        .execute(&mut **tx)
        .await?;
    Ok(())
}
