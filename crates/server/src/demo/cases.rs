//! Loading the made-up cases.

use chrono::{DateTime, Utc};
use citizen_score_contract::cases::StepKind;
use citizen_score_demo::made_up::cases::{self, MadeUpCase};
use citizen_score_rules::{Entry, Rulebook};

use super::LoadError;
use crate::store::{LedgerWriter, NewCaseRow, NewStep, Ruling, StoreError};

/// Opens the cases of a made-up resident, as a part of a transaction. One about an entry that was left
/// out is left out too.
pub(super) async fn open(
    writer: &mut LedgerWriter,
    rulebook: &Rulebook,
    resident: &str,
    entries: &[Entry],
    now: DateTime<Utc>,
) -> Result<(), LoadError> {
    for case in cases::of(rulebook, resident, entries, now)? {
        one(writer, resident, &case).await?;
    }
    Ok(())
}

/// Opens one case and lets happen what happened to it.
async fn one(
    writer: &mut LedgerWriter,
    resident: &str,
    made_up: &MadeUpCase,
) -> Result<(), StoreError> {
    let row = NewCaseRow {
        id: &made_up.id,
        opened_at: made_up.opened_at,
        kind: made_up.kind,
        entry: made_up.entry.as_deref(),
        factor: &made_up.factor,
        on: made_up.on,
        ground: made_up.ground,
        words: &made_up.words,
        wish: made_up.wish.as_deref(),
        authority: &made_up.authority,
        due_on: made_up.due_on,
    };
    if !writer.open_case(resident, &row, &[]).await? {
        return Err(StoreError::Corrupt("demo/cases.ndjson: two of one kind"));
    }
    for step in &made_up.steps {
        let words = step.words.as_deref();
        if let (StepKind::Decided, Some(verdict)) = (step.kind, made_up.verdict) {
            let ruling = Ruling {
                verdict,
                resulting_entry: made_up.resulting_entry.as_deref(),
                repaired_on: None,
            };
            let case = writer.case(resident, &made_up.id).await?;
            let case = case.ok_or(StoreError::Corrupt("cases: one that was just written"))?;
            writer
                .decide_case(resident, &case, ruling, words, step.at)
                .await?;
            continue;
        }
        let step = NewStep {
            at: step.at,
            kind: step.kind,
            words,
            evidence: &[],
        };
        writer
            .add_step(resident, &made_up.id, made_up.entry.as_deref(), &step)
            .await?;
    }
    Ok(())
}
