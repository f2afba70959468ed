//! The one statement that puts entries into a ledger.

use chrono::SecondsFormat;
use citizen_score_rules::Entry;
use sqlx::{Any, AssertSqlSafe, Transaction};

use super::StoreError;
use super::numbered::rows;

/// Entries that are inserted at once: enough to make the way to the database short for each.
///
/// A statement may hold far more values. But `SQLite` looks each numbered place up in a list of all those of the
/// statement, so that 200 rows at once take five times as long as 16. And to `PostgreSQL` a statement has to go in
/// one piece, of 16 KB at most: sqlx 0.9.0 leaves Nagle's algorithm on, by which the rest of a longer one waits for
/// the answer to the first piece, and that the other end holds back for 40 ms
/// (<https://github.com/transact-rs/sqlx/issues/4335>).
pub const AT_ONCE: usize = 16;

/// Columns of an entry.
const COLUMNS: usize = 15;

/// Inserts entries, numbered from `first_seq`, and answers how many were new: one whose id is in
/// the ledger already is left out.
pub async fn insert(
    tx: &mut Transaction<'static, Any>,
    resident: &str,
    first_seq: i64,
    entries: &[Entry],
) -> Result<u64, StoreError> {
    if entries.is_empty() {
        return Ok(0);
    }
    let statement = format!(
        "INSERT INTO entries (resident, id, seq, factor, points, occurred_on, recorded_at, \
         authority, reference, basis, rulebook_version, counts_until, corrects, repaired_on, \
         contested) VALUES {} ON CONFLICT (resident, id) DO NOTHING",
        rows(entries.len(), COLUMNS)
    );
    // Made of numbers alone.
    let mut query = sqlx::query(AssertSqlSafe(statement));
    for (seq, entry) in (first_seq..).zip(entries) {
        let recorded_at = entry
            .recorded_at
            .to_rfc3339_opts(SecondsFormat::AutoSi, true);
        query = query
            .bind(resident.to_owned())
            .bind(entry.id.to_string())
            .bind(seq)
            .bind(entry.factor.to_string())
            .bind(entry.points)
            .bind(entry.occurred_on.to_string())
            .bind(recorded_at)
            .bind(entry.authority.to_string())
            .bind(entry.reference.to_string())
            .bind(entry.basis.to_string())
            .bind(entry.rulebook_version.to_string())
            .bind(entry.counts_until.map(|day| day.to_string()))
            .bind(entry.corrects.as_ref().map(ToString::to_string))
            .bind(entry.repaired_on.map(|day| day.to_string()))
            .bind(i64::from(entry.contested));
    }
    Ok(query.execute(&mut **tx).await?.rows_affected())
}
