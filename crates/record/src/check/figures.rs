//! Whether the figures follow from the entries and the rulebook: everything is computed anew.

use std::fmt::Display;

use citizen_score_rules::{Entry, Ledger, NextTier, Outcome, Points, Rulebook, Standing, assess};

use super::Verified;
use crate::document::Document;
use crate::entry::counted;
use crate::fault::{RecordFault, Said};
use crate::shown::shown;

/// Computes everything anew and compares. The entries must be in order.
pub(super) fn check(document: Document) -> Result<Verified, RecordFault> {
    let rulebook = Rulebook::from_json(&document.rulebook)?;
    let mut claims = Vec::with_capacity(document.entries.len());
    let mut entries = Vec::with_capacity(document.entries.len());
    for element in document.entries {
        claims.push((element.outcome, element.counted));
        entries.push(element.entry);
    }
    // The entries are in the ledger's order already, so the places stay.
    let ledger = Ledger::new(entries)?;
    for (index, entry) in ledger.entries().iter().enumerate() {
        priced(&rulebook, index + 1, entry)?;
    }
    let assessment =
        assess(&rulebook, &ledger, document.as_of).map_err(|_| RecordFault::PointsOverflow)?;
    compare(&document.standing, &assessment.standing)?;
    let computed = ledger.entries().iter().zip(&assessment.outcomes);
    for (index, ((entry, outcome), claim)) in computed.zip(&claims).enumerate() {
        compare_entry(index + 1, entry, outcome, claim)?;
    }
    let data = rulebook.data();
    Ok(Verified {
        resident: document.resident,
        standing: assessment.standing,
        as_of: document.as_of,
        entry_count: document.entry_count,
        statement_count: document.statements.len() as u64,
        issued_at: document.issued_at,
        rulebook: data.id.clone(),
        rulebook_version: data.version.clone(),
        key: document.key,
    })
}

/// An entry that this very rulebook priced carries points that its factor is worth. A correction
/// carries what it undoes, which the ledger has checked.
fn priced(rulebook: &Rulebook, place: usize, entry: &Entry) -> Result<(), RecordFault> {
    if entry.corrects.is_some() || *entry.rulebook_version != *rulebook.data().version {
        return Ok(());
    }
    match rulebook.factor(&entry.factor) {
        Some(factor) if !factor.points.allows(entry.points) => Err(RecordFault::EntryPrice {
            place,
            entry: shown(&entry.id),
            points: entry.points,
            min: factor.points.min(),
            max: factor.points.max(),
        }),
        _ => Ok(()),
    }
}

fn compare(stated: &Standing, computed: &Standing) -> Result<(), RecordFault> {
    if stated.score != computed.score {
        return Err(RecordFault::ScoreDiffers {
            stated: stated.score,
            computed: computed.score,
        });
    }
    if stated.tier != computed.tier {
        return Err(RecordFault::TierDiffers {
            stated: shown(&stated.tier),
            computed: shown(&computed.tier),
        });
    }
    if stated.next != computed.next {
        return Err(RecordFault::NextDiffers {
            stated: next(stated.next.as_ref()),
            computed: next(computed.next.as_ref()),
        });
    }
    if stated.margin != computed.margin {
        return Err(RecordFault::MarginDiffers {
            stated: or_none(stated.margin),
            computed: or_none(computed.margin),
        });
    }
    if stated.below != computed.below {
        return Err(RecordFault::BelowDiffers {
            stated: or_none(stated.below.as_deref().map(shown)),
            computed: or_none(computed.below.as_deref().map(shown)),
        });
    }
    Ok(())
}

fn next(next: Option<&NextTier>) -> String {
    or_none(next.map(|it| format!("{} in {}", shown(&it.tier), it.points)))
}

fn or_none(value: Option<impl Display>) -> String {
    value.map_or_else(|| "none".to_owned(), |it| it.to_string())
}

fn compare_entry(
    place: usize,
    entry: &Entry,
    computed: &Outcome,
    (outcome, adds): &(Outcome, Points),
) -> Result<(), RecordFault> {
    if outcome != computed {
        return Err(RecordFault::OutcomeDiffers {
            place,
            entry: shown(&entry.id),
            stated: Box::new(Said(outcome.clone())),
            computed: Box::new(Said(computed.clone())),
        });
    }
    let computed = counted(entry, computed);
    if *adds != computed {
        return Err(RecordFault::CountedDiffers {
            place,
            entry: shown(&entry.id),
            stated: *adds,
            computed,
        });
    }
    Ok(())
}
