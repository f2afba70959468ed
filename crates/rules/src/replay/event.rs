//! What happens to an entry on some day.

use chrono::NaiveDate;

use crate::ledger::Entry;

/// One thing that happens to one entry. Of one day, those of the earlier entries come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    pub on: NaiveDate,
    pub place: usize,
    pub what: What,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    Recorded,
    /// It lapses or is repaired.
    Ended,
}

/// The first day on which an entry no longer counts, whatever the reason.
pub(crate) fn ended_on(entry: &Entry) -> Option<NaiveDate> {
    match (entry.counts_until, entry.repaired_on) {
        (Some(lapsed), Some(repaired)) => Some(lapsed.min(repaired)),
        (lapsed, repaired) => lapsed.or(repaired),
    }
}
