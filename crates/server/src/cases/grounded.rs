//! What the rules allow to be asked about an entry, by how it stands today.

use chrono::NaiveDate;
use citizen_score_rules::cases::{NoClaim, NoObjection, NoRepair};
use citizen_score_rules::{Entry, Ledger, Outcome, Rulebook, assess};

use crate::accounts::AccountError;
use crate::store::LedgerWriter;

/// An entry of a resident's own ledger, and its outcome on a day; none where there is no such entry.
///
/// Of the ledger, only the corrections of the entry are read: nothing else decides what may be asked.
/// So whether the entry finds room under a cap is not known here.
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
    let Some(entry) = chain.first().cloned() else {
        return Ok(None);
    };
    let ledger = Ledger::new(chain)?;
    let assessment = assess(rulebook, &ledger, today)?;
    let mut outcomes = ledger.entries().iter().zip(assessment.outcomes);
    let outcome = outcomes.find_map(|(it, outcome)| (it.id == entry.id).then_some(outcome));
    Ok(outcome.map(|outcome| (entry, outcome)))
}

/// Why there is no objection, as a sentence about the entry.
#[must_use]
pub fn no_objection(why: &NoObjection) -> String {
    match why {
        NoObjection::NotYetRecorded => "is not recorded yet".to_owned(),
        NoObjection::IsCorrection { .. } => {
            "only undoes another entry; object to that one".to_owned()
        }
        NoObjection::Corrected { .. } => "is undone already".to_owned(),
    }
}

/// Why there is no repair, as a sentence about the entry.
#[must_use]
pub fn no_repair(why: &NoRepair) -> String {
    match why {
        NoRepair::NotYetRecorded => "is not recorded yet".to_owned(),
        NoRepair::IsCorrection { .. } => "only undoes another entry".to_owned(),
        NoRepair::Corrected { .. } => "is undone already".to_owned(),
        NoRepair::Lapsed { on } => format!("has lapsed on {on}"),
        NoRepair::Repaired { on } => format!("is repaired since {on}"),
        NoRepair::UnknownFactor => "is of a factor that the rulebook does not know".to_owned(),
        NoRepair::AddsPoints => "takes no points".to_owned(),
        NoRepair::NotProvided => {
            "is of a factor for which the rulebook provides no repair".to_owned()
        }
    }
}

/// Why there is no claim: the field that stands against it, and a sentence about it.
#[must_use]
pub fn no_claim(why: &NoClaim) -> (&'static str, String) {
    match why {
        NoClaim::UnknownFactor => ("factor", "is not in the rulebook".to_owned()),
        NoClaim::TakesPoints => ("factor", "takes points away".to_owned()),
        NoClaim::Planned => ("factor", "is only planned".to_owned()),
        NoClaim::InFuture => ("on", "is a day to come".to_owned()),
        NoClaim::BeforeInForce { from } => (
            "on",
            format!("is before the factor was in force, on {from}"),
        ),
    }
}
