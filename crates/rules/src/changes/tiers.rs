//! Tiers compared.

use super::{Change, by_name};
use crate::rulebook::Tier;

pub(super) fn compare(old: &[Tier], new: &[Tier]) -> Vec<Change> {
    by_name(
        old,
        new,
        |it| &it.id,
        |it| Change::TierAdded(it.clone()),
        |it| Change::TierRemoved(it.clone()),
        |before, after| {
            (before.from != after.from).then(|| Change::TierMoved {
                tier: after.id.clone(),
                from: before.from,
                to: after.from,
            })
        },
    )
}
