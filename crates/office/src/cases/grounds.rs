//! What the rules allow to be asked, and why not, as sentences.

use chrono::NaiveDate;
use citizen_score_rules::cases::{
    NoClaim, NoObjection, NoRepair, may_claim, may_object, may_repair,
};
use citizen_score_rules::{Entry, Ledger, LedgerError, Outcome, PointsError, Rulebook, assess};

use super::check::About;
use crate::wrong::Wrong;

/// What the rules say about a case that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grounded {
    /// The factor that it is about.
    pub factor: String,
    /// Who has it.
    pub authority: String,
}

/// A ledger that cannot be counted.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// It is not valid.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// It does not add up.
    #[error(transparent)]
    Points(#[from] PointsError),
}

/// The first entry of a chain and its outcome on a day; none where the chain is empty.
///
/// A chain is an entry, and after it all that corrects it or that it corrects: nothing else in a ledger
/// decides what may be asked. So whether the entry finds room under a cap is not known here.
///
/// # Errors
///
/// [`ChainError`].
pub fn entry(
    rulebook: &Rulebook,
    chain: Vec<Entry>,
    today: NaiveDate,
) -> Result<Option<(Entry, Outcome)>, ChainError> {
    let Some(entry) = chain.first().cloned() else {
        return Ok(None);
    };
    let ledger = Ledger::new(chain)?;
    let assessment = assess(rulebook, &ledger, today)?;
    let mut outcomes = ledger.entries().iter().zip(assessment.outcomes);
    let outcome = outcomes.find_map(|(it, outcome)| (it.id == entry.id).then_some(outcome));
    Ok(outcome.map(|outcome| (entry, outcome)))
}

/// Whether a deed may be claimed.
///
/// # Errors
///
/// [`Wrong::Field`] says why not.
pub fn claim(
    rulebook: &Rulebook,
    factor: &str,
    on: NaiveDate,
    today: NaiveDate,
) -> Result<Grounded, Wrong> {
    let factor = may_claim(rulebook, factor, on, today).map_err(|why| {
        let (field, problem) = no_claim(&why);
        Wrong::field(field, problem)
    })?;
    Ok(Grounded {
        factor: factor.code.clone(),
        authority: factor.authority.clone(),
    })
}

/// Whether a case about an entry may be opened, by its outcome today.
///
/// # Errors
///
/// [`Wrong::Field`] says why not.
pub fn about_entry(
    rulebook: &Rulebook,
    about: &About,
    entry: Entry,
    outcome: &Outcome,
    today: NaiveDate,
) -> Result<Grounded, Wrong> {
    if let About::Repair { on, .. } = about {
        may_repair(rulebook, &entry, outcome)
            .map_err(|why| Wrong::field("entry", no_repair(&why)))?;
        if *on > today {
            return Err(Wrong::field("on", "is a day to come"));
        }
        if *on < entry.occurred_on {
            return Err(Wrong::field("on", "is before the day of the entry"));
        }
    } else {
        may_object(outcome).map_err(|why| Wrong::field("entry", no_objection(&why)))?;
    }
    Ok(Grounded {
        factor: entry.factor.into(),
        authority: entry.authority.into(),
    })
}

/// Why there is no objection, as a sentence about the entry.
fn no_objection(why: &NoObjection) -> String {
    match why {
        NoObjection::NotYetRecorded => "is not recorded yet".to_owned(),
        NoObjection::IsCorrection { .. } => {
            "only undoes another entry; object to that one".to_owned()
        }
        NoObjection::Corrected { .. } => "is undone already".to_owned(),
    }
}

/// Why there is no repair, as a sentence about the entry.
fn no_repair(why: &NoRepair) -> String {
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
fn no_claim(why: &NoClaim) -> (&'static str, String) {
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
