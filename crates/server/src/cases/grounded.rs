//! An entry of a resident's own ledger, and how it stands today.

use chrono::NaiveDate;
use citizen_score_office::cases::grounds::{self, ChainError};
use citizen_score_rules::{Entry, Outcome, Rulebook};

use crate::accounts::AccountError;
use crate::store::LedgerWriter;

/// An entry of a resident's own ledger, and its outcome on a day; none where there is no such entry.
///
/// # Errors
///
/// The database failed, or holds a ledger that cannot be counted.
pub async fn entry(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    id: &str,
    today: NaiveDate,
) -> Result<Option<(Entry, Outcome)>, AccountError> {
    let chain = writer.around(resident, id).await?;
    grounds::entry(rulebook, chain, today).map_err(|error| match error {
        ChainError::Ledger(error) => AccountError::Ledger(error),
        ChainError::Points(error) => AccountError::Points(error),
    })
}
