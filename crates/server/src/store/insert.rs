//! The one statement that puts entries into a ledger.

use chrono::SecondsFormat;
use citizen_score_rules::Entry;
use sqlx::{QueryBuilder, Sqlite, Transaction};

use super::StoreError;

/// Entries that are inserted at once: enough to make the way to the database short for each, and
/// far below the number of values that a statement may hold.
pub const BATCH: usize = 200;

/// Inserts entries, numbered from `first_seq`, and answers how many were new: one whose id is in
/// the ledger already is left out.
pub async fn insert(
    tx: &mut Transaction<'static, Sqlite>,
    resident: &str,
    first_seq: i64,
    entries: &[Entry],
) -> Result<u64, StoreError> {
    let mut query = QueryBuilder::new(
        "INSERT INTO entries (resident, id, seq, factor, points, occurred_on, recorded_at, \
         authority, reference, basis, rulebook_version, counts_until, corrects, repaired_on, \
         contested) ",
    );
    query.push_values((first_seq..).zip(entries), |mut row, (seq, entry)| {
        let recorded_at = entry
            .recorded_at
            .to_rfc3339_opts(SecondsFormat::AutoSi, true);
        row.push_bind(resident)
            .push_bind(entry.id.as_str())
            .push_bind(seq)
            .push_bind(entry.factor.as_str())
            .push_bind(entry.points)
            .push_bind(entry.occurred_on.to_string())
            .push_bind(recorded_at)
            .push_bind(entry.authority.as_str())
            .push_bind(entry.reference.as_str())
            .push_bind(entry.basis.as_str())
            .push_bind(entry.rulebook_version.as_str())
            .push_bind(entry.counts_until.map(|day| day.to_string()))
            .push_bind(entry.corrects.as_deref())
            .push_bind(entry.repaired_on.map(|day| day.to_string()))
            .push_bind(entry.contested);
    });
    query.push(" ON CONFLICT (resident, id) DO NOTHING");
    Ok(query.build().execute(&mut **tx).await?.rows_affected())
}
