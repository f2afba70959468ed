//! Making signed records: a whole ledger at once, so only a few at a time.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_office::account::mask;
use citizen_score_record::draft::DraftError;
use citizen_score_record::{Draft, RecordStatement, Resident};
use citizen_score_rules::{Entry, Ledger, LedgerError, PointsError, Rulebook, assess};
use tokio::sync::Semaphore;

use crate::signing;
use crate::steps::{Step, step};
use crate::store::{Holder, SigningRow, Store, StoreError};

/// Records that are made at the same moment; one of 100,000 entries takes some 200 MB while it is made.
/// Whoever comes later waits for a place.
const AT_ONCE: usize = 2;

/// Why no record was made. All of it is a fault of the server.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no key.
    #[error("there is no key to sign with")]
    NoKey,
    /// The ledger is not valid.
    #[error("a stored ledger is not valid: {0}")]
    Ledger(#[from] LedgerError),
    /// The score does not fit.
    #[error("a stored ledger does not add up: {0}")]
    Points(#[from] PointsError),
    /// The record cannot be written.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The work broke off.
    #[error("making a record broke off: {0}")]
    Broken(#[from] tokio::task::JoinError),
    /// The server ends.
    #[error("no more records are made: {0}")]
    Ending(#[from] tokio::sync::AcquireError),
}

/// Makes records. Copies share the places.
#[derive(Clone)]
pub struct Exports {
    store: Store,
    rulebook: Arc<Rulebook>,
    places: Arc<Semaphore>,
}

/// A signed record.
pub struct Export {
    /// The file.
    pub file: Vec<u8>,
    /// The day for which it holds.
    pub as_of: NaiveDate,
}

impl Exports {
    /// Makes records under this rulebook.
    #[must_use]
    pub fn new(store: Store, rulebook: Arc<Rulebook>) -> Self {
        Self {
            store,
            rulebook,
            places: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }

    /// Makes the record of the holder, as of a moment.
    ///
    /// # Errors
    ///
    /// [`ExportError`].
    pub async fn record(&self, holder: Holder, now: DateTime<Utc>) -> Result<Export, ExportError> {
        step(Step::SignRecord, self.signed(holder, now)).await
    }

    async fn signed(&self, holder: Holder, now: DateTime<Utc>) -> Result<Export, ExportError> {
        let place = Arc::clone(&self.places).acquire_owned().await?;
        let key = self.store.signing_key().await?.ok_or(ExportError::NoKey)?;
        // The key may have been made since the request came in.
        let issued_at = now.max(key.created_at);
        let entries = self
            .store
            .ledger(&holder.resident, holder.ledger_head)
            .await?;
        let marks = self.store.marks(&holder.resident).await?;
        let entries = entries.into_iter().map(|entry| marks.applied(entry));
        let entries: Vec<Entry> = entries.collect();
        // The marks may be newer, and be about an entry that came since.
        let statements = marks.statements(&entries);
        let rulebook = Arc::clone(&self.rulebook);
        tokio::task::spawn_blocking(move || {
            // Also where the asker has hung up, the place is taken until the work is done.
            let _place = place;
            let parts = (entries, statements);
            export(&rulebook, &holder, parts, &key, issued_at)
        })
        .await?
    }
}

fn export(
    rulebook: &Rulebook,
    holder: &Holder,
    (entries, statements): (Vec<Entry>, Vec<RecordStatement>),
    key: &SigningRow,
    issued_at: DateTime<Utc>,
) -> Result<Export, ExportError> {
    let as_of = issued_at.date_naive();
    let ledger = Ledger::new(entries)?;
    let assessment = assess(rulebook, &ledger, as_of)?;
    let draft = Draft {
        issued_at,
        as_of,
        resident: Resident {
            name: holder.name.clone(),
            masked_number: mask(&holder.number),
        },
        rulebook,
        ledger: &ledger,
        assessment: &assessment,
        statements,
        key: &key.id,
    };
    let unsigned = draft.write()?;
    drop(assessment);
    drop(ledger);
    let signature = signing::sign(&key.secret, unsigned.message());
    Ok(Export {
        file: unsigned.sign(&signature),
        as_of,
    })
}
