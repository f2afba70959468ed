//! Writing to ledgers: one transaction, all or nothing.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SecondsFormat, Utc};
use citizen_score_contract::AccessKind;
use citizen_score_rules::Entry;
use sqlx::{Any, Transaction};

use super::access::{NewAccess, log};
use super::entries::EntryRow;
use super::insert::{AT_ONCE, insert};
use super::{AddError, Added, Database, Resident, Store, StoreError};

/// Largest number of events that one import leaves for a resident. A screen reads the ledger anew
/// after any of them, so the newest are enough.
pub const EVENTS_PER_IMPORT: i64 = 100;

/// A transaction that adds to ledgers; dropped without [`LedgerWriter::commit`], nothing happened.
pub struct LedgerWriter {
    pub(super) tx: Transaction<'static, Any>,
    pub(super) now: DateTime<Utc>,
    /// Whether the database is a `SQLite` file.
    pub(super) is_file: bool,
    heads: HashMap<String, Head>,
    /// Residents who were not there before this transaction.
    registered: HashSet<String>,
    source: Option<Source>,
}

/// Where entries come from, for the access log.
#[derive(Clone, Debug)]
pub struct Source {
    /// By what they are added, such as `citizen-score import (user ledger)`.
    pub by: String,
    /// Name of the file that they are from; none where it is not from one.
    pub file: Option<String>,
}

#[derive(Clone, Copy)]
struct Head {
    before: i64,
    now: i64,
}

impl Store {
    /// Begins to write, and waits until no other process does.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`].
    pub async fn write(&self, now: DateTime<Utc>) -> Result<LedgerWriter, StoreError> {
        Ok(LedgerWriter {
            tx: self.begin().await?,
            now,
            is_file: matches!(self.database, Database::Sqlite(_)),
            heads: HashMap::new(),
            registered: HashSet::new(),
            source: None,
        })
    }
}

impl LedgerWriter {
    /// Says where the entries come from: at the end, every ledger that grew has an import in its access
    /// log.
    #[must_use]
    pub fn logged(mut self, source: Source) -> Self {
        self.source = Some(source);
        self
    }

    /// Registers a resident.
    ///
    /// # Errors
    ///
    /// [`AddError::OtherResident`], or the database failed.
    pub async fn register(&mut self, resident: &Resident) -> Result<Added, AddError> {
        let done = sqlx::query(
            "INSERT INTO residents (id, name, number, demo, registered_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (id) DO NOTHING",
        )
        .bind(&resident.id)
        .bind(&resident.name)
        .bind(&resident.number)
        .bind(i64::from(resident.demo))
        .bind(self.now.to_rfc3339_opts(SecondsFormat::Micros, true))
        .execute(&mut *self.tx)
        .await?;
        if done.rows_affected() == 1 {
            self.registered.insert(resident.id.clone());
            return Ok(Added::New);
        }
        let (name, number): (String, String) =
            sqlx::query_as("SELECT name, number FROM residents WHERE id = $1")
                .bind(&resident.id)
                .fetch_one(&mut *self.tx)
                .await?;
        if name == resident.name && number == resident.number {
            return Ok(Added::Known);
        }
        Err(AddError::OtherResident(resident.id.clone()))
    }

    /// Adds entries to a resident's ledger, of which none is known yet.
    ///
    /// # Errors
    ///
    /// [`AddError::UnknownResident`], or the database failed; [`StoreError::Corrupt`] where one is
    /// known.
    pub async fn add(&mut self, resident: &str, entries: &[Entry]) -> Result<(), AddError> {
        for some in entries.chunks(AT_ONCE) {
            let seq = self.head_of(resident).await?.now + 1;
            let wanted = some.len() as u64;
            if insert(&mut self.tx, resident, seq, some).await? != wanted {
                return Err(StoreError::Corrupt("entries: one that should be new is known").into());
            }
            self.grow(resident, some.len());
        }
        Ok(())
    }

    /// The residents to whose ledgers something was added, in order of id.
    #[must_use]
    pub fn touched(&self) -> Vec<String> {
        let grown = self.heads.iter().filter(|(_, head)| head.now > head.before);
        let mut ids: Vec<String> = grown.map(|(id, _)| id.clone()).collect();
        ids.sort();
        ids
    }

    /// A resident as this transaction sees it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn resident(&mut self, id: &str) -> Result<Option<Resident>, StoreError> {
        super::residents::read(&mut self.tx, id).await
    }

    /// A whole ledger as this transaction sees it.
    ///
    /// # Errors
    ///
    /// [`StoreError`].
    pub async fn ledger(&mut self, resident: &str) -> Result<Vec<Entry>, StoreError> {
        let rows: Vec<EntryRow> = sqlx::query_as("SELECT * FROM entries WHERE resident = $1")
            .bind(resident)
            .fetch_all(&mut *self.tx)
            .await?;
        rows.into_iter().map(Entry::try_from).collect()
    }

    /// Makes everything that was added true at once, and leaves events for open screens and a row in
    /// each access log.
    ///
    /// # Errors
    ///
    /// [`StoreError::Sql`]; nothing was added then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let at = self.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        for resident in self.touched() {
            let Some(head) = self.heads.get(&resident).copied() else {
                continue;
            };
            sqlx::query("UPDATE residents SET ledger_head = $1 WHERE id = $2")
                .bind(head.now)
                .bind(&resident)
                .execute(&mut *self.tx)
                .await?;
            // Nobody has a screen open on what was not there.
            let most = if self.registered.contains(&resident) {
                1
            } else {
                EVENTS_PER_IMPORT
            };
            sqlx::query(
                "INSERT INTO events (resident, kind, entry, at) \
                 SELECT resident, 'entry', id, $1 FROM entries \
                 WHERE resident = $2 AND seq > $3 ORDER BY seq",
            )
            .bind(&at)
            .bind(&resident)
            .bind(head.before.max(head.now - most))
            .execute(&mut *self.tx)
            .await?;
            if let Some(source) = &self.source {
                let access = NewAccess {
                    kind: AccessKind::Import,
                    by: &source.by,
                    about: source.file.as_deref(),
                    entries: Some(head.now - head.before),
                };
                log(&mut self.tx, &resident, access, self.now).await?;
            }
        }
        self.tx.commit().await?;
        Ok(())
    }

    fn grow(&mut self, resident: &str, by: usize) {
        if let Some(head) = self.heads.get_mut(resident) {
            head.now = head.now.saturating_add_unsigned(by as u64);
        }
    }

    async fn head_of(&mut self, resident: &str) -> Result<Head, AddError> {
        if let Some(head) = self.heads.get(resident) {
            return Ok(*head);
        }
        let head: Option<i64> =
            sqlx::query_scalar("SELECT ledger_head FROM residents WHERE id = $1")
                .bind(resident)
                .fetch_optional(&mut *self.tx)
                .await?;
        let at = head.ok_or_else(|| AddError::UnknownResident(resident.to_owned()))?;
        let head = Head {
            before: at,
            now: at,
        };
        self.heads.insert(resident.to_owned(), head);
        Ok(head)
    }
}
