//! What is recorded when a case is decided in the resident's favour.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::ledger::{Entry, EntryId, LedgerError};
use crate::points::Points;
use crate::rulebook::{Direction, Rulebook};
use crate::text::Text;

/// What a decision gives to the entry that follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Name of the new entry; it has to be new in the ledger.
    pub id: EntryId,
    /// Moment at which it is recorded.
    pub recorded_at: DateTime<Utc>,
    /// The office that decided.
    pub authority: Text,
    /// Its reference, such as the number of the case.
    pub reference: Text,
    /// The rule that the decision rests on.
    pub basis: Text,
}

/// The entry that undoes another one, worth nothing by itself.
///
/// It names the version of the rulebook in force. The factor need not be in it any more: what was
/// once recorded can always be undone, so [`Rulebook::check_entry`] is not asked.
///
/// # Errors
///
/// [`LedgerError`] for a text that [`Entry::check`] refuses, and for an entry that would undo itself.
/// Whether the ledger takes it is for [`Ledger::append`](crate::Ledger::append) to say.
pub fn correction_of(
    book: &Rulebook,
    entry: &Entry,
    decision: Decision,
) -> Result<Entry, LedgerError> {
    let occurred_on = decision.recorded_at.date_naive();
    let mut correction = recorded(book, decision, entry.factor.clone(), occurred_on);
    if correction.id == entry.id {
        return Err(correction.error("id", "is that of the entry which it undoes"));
    }
    correction.corrects = Some(entry.id.clone());
    correction.check()?;
    Ok(correction)
}

/// The entry that a granted claim becomes: worth what was decided, and lapsing as the factor says.
///
/// # Errors
///
/// [`LedgerError`] for what [`Entry::check`] and [`Rulebook::check_entry`] refuse (such as points that
/// the factor is not worth, and a day before it was in force), for a factor that takes points, and for
/// a day after the one of the decision.
pub fn credit_for(
    book: &Rulebook,
    factor: &str,
    points: Points,
    occurred_on: NaiveDate,
    decision: Decision,
) -> Result<Entry, LedgerError> {
    let mut credit = recorded(book, decision, factor.into(), occurred_on);
    credit.points = points;
    credit.check()?;
    if occurred_on > credit.recorded_on() {
        return Err(credit.error("occurred_on", "is after the day of the decision"));
    }
    book.check_entry(&credit)?;
    if let Some(factor) = book.factor(factor) {
        if factor.direction == Direction::Loss {
            let problem = "takes points away; a claim is for a deed that adds them";
            return Err(credit.error("factor", problem));
        }
        // A day beyond the year 9999 could not be written down; it comes to counting for good.
        let until = factor.counts_until(occurred_on);
        credit.counts_until = until.filter(|day| day.year() <= 9999);
    }
    Ok(credit)
}

/// An entry of no points that follows from a decision.
fn recorded(book: &Rulebook, decision: Decision, factor: Text, occurred_on: NaiveDate) -> Entry {
    Entry {
        id: decision.id,
        factor,
        points: 0,
        occurred_on,
        recorded_at: decision.recorded_at,
        authority: decision.authority,
        reference: decision.reference,
        basis: decision.basis,
        rulebook_version: book.data().version.as_str().into(),
        counts_until: None,
        corrects: None,
        repaired_on: None,
        contested: false,
    }
}
