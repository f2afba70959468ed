//! Each difference in a sentence, with the figures of both.

use citizen_score_rules::{Difference, EntryId, Outcome};

use super::figures::{below, margin, next};
use crate::format;
use crate::i18n::{I18n, Key, reason_text};
use crate::rules_book::worth_text;

/// What differs.
pub(super) fn sentence(i18n: I18n, difference: &Difference) -> String {
    let number = |it: i64| format::number(i18n.formats(), it);
    let points = |it: i32| number(it.into());
    let both = |key: Key, claimed: String, computed: String| {
        i18n.fill(key, &[("claimed", &claimed), ("computed", &computed)])
    };
    match difference {
        Difference::Score { claimed, computed } => {
            both(Key::CheckDiffScore, points(*claimed), points(*computed))
        }
        Difference::Tier { claimed, computed } => {
            both(Key::CheckDiffTier, shown(claimed), shown(computed))
        }
        Difference::Next { claimed, computed } => {
            let next = |it| shown(&next(i18n, it));
            both(
                Key::CheckDiffNext,
                next(claimed.as_ref()),
                next(computed.as_ref()),
            )
        }
        Difference::Margin { claimed, computed } => both(
            Key::CheckDiffMargin,
            margin(i18n, *claimed),
            margin(i18n, *computed),
        ),
        Difference::Below { claimed, computed } => {
            let below = |it| shown(&below(i18n, it));
            both(
                Key::CheckDiffBelow,
                below(claimed.as_deref()),
                below(computed.as_deref()),
            )
        }
        Difference::EntryCount { claimed, present } => {
            let number = |it: u64| number(i64::try_from(it).unwrap_or(i64::MAX));
            both(Key::CheckDiffEntryCount, number(*claimed), number(*present))
        }
        Difference::Sum {
            claimed,
            of_entries,
        } => both(Key::CheckDiffSum, points(*claimed), number(*of_entries)),
        Difference::Outcome {
            claimed, computed, ..
        } => both(
            Key::CheckDiffOutcome,
            outcome(i18n, claimed),
            outcome(i18n, computed),
        ),
        Difference::Counted {
            claimed, computed, ..
        } => both(Key::CheckDiffCounted, points(*claimed), points(*computed)),
        Difference::Price {
            points, allowed, ..
        } => both(
            Key::CheckDiffPrice,
            format::signed(i18n.formats(), (*points).into()),
            worth_text(i18n, *allowed),
        ),
        Difference::Missing { .. } => i18n.text(Key::CheckDiffMissing).to_owned(),
        Difference::Unknown { entry } => i18n.fill(Key::CheckDiffUnknown, &[("id", &shown(entry))]),
    }
}

/// The entry of the ledger that a difference is about; none where it is about the whole, or about an
/// entry that is not there.
pub(super) fn entry_of(difference: &Difference) -> Option<&EntryId> {
    match difference {
        Difference::Outcome { entry, .. }
        | Difference::Counted { entry, .. }
        | Difference::Price { entry, .. }
        | Difference::Missing { entry } => Some(entry),
        Difference::Score { .. }
        | Difference::Tier { .. }
        | Difference::Next { .. }
        | Difference::Margin { .. }
        | Difference::Below { .. }
        | Difference::EntryCount { .. }
        | Difference::Sum { .. }
        | Difference::Unknown { .. } => None,
    }
}

fn outcome(i18n: I18n, outcome: &Outcome) -> String {
    match outcome.reason() {
        None => i18n.text(Key::EntryCounts).to_owned(),
        Some(reason) => i18n.fill(
            Key::EntryCountsNotSince,
            &[("reason", &reason_text(i18n, reason))],
        ),
    }
}

/// Characters of a name that the server made up, and that no rulebook vouches for.
const SHOWN: usize = 60;

fn shown(name: &str) -> String {
    name.chars()
        .filter(|it| !it.is_control())
        .take(SHOWN)
        .collect()
}
