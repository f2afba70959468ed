//! Effects compared, field by field.

use serde::{Deserialize, Serialize};

use super::{Change, Moved, by_name, moved};
use crate::rulebook::{Amounts, Effect, EffectKind};

/// A field of an effect that is other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectChange {
    /// The tiers it applies to, each list in its rulebook's order.
    Tiers(Moved<Vec<String>>),
    /// Whether it helps or weighs on the resident.
    Kind(Moved<EffectKind>),
    /// Domain of life.
    Domain(Moved<String>),
    /// What it comes to in money; none where it is not about money.
    Value(Moved<Option<Amounts>>),
    /// The office that applies it; none where the rulebook does not say.
    Authority(Moved<Option<String>>),
    /// The rule it rests on; none where the rulebook does not say.
    Basis(Moved<Option<String>>),
}

pub(super) fn compare(old: &[Effect], new: &[Effect]) -> Vec<Change> {
    by_name(
        old,
        new,
        |it| &it.code,
        |it| Change::EffectAdded(it.clone()),
        |it| Change::EffectRemoved(it.clone()),
        |before, after| {
            let changes = fields(before, after);
            (!changes.is_empty()).then(|| Change::EffectChanged {
                effect: after.code.clone(),
                changes,
            })
        },
    )
}

fn fields(old: &Effect, new: &Effect) -> Vec<EffectChange> {
    // Taken apart by name, so that a field that is added to an effect cannot be forgotten here.
    let Effect {
        tiers,
        kind,
        domain,
        code: _,
        value,
        authority,
        basis,
    } = new;
    // No tier stands in a list twice, so two of one length with the same members are the same.
    let same_tiers =
        old.tiers.len() == tiers.len() && tiers.iter().all(|it| old.tiers.contains(it));
    [
        moved(&old.tiers, tiers)
            .filter(|_| !same_tiers)
            .map(EffectChange::Tiers),
        moved(&old.kind, kind).map(EffectChange::Kind),
        moved(&old.domain, domain).map(EffectChange::Domain),
        moved(&old.value, value).map(EffectChange::Value),
        moved(&old.authority, authority).map(EffectChange::Authority),
        moved(&old.basis, basis).map(EffectChange::Basis),
    ]
    .into_iter()
    .flatten()
    .collect()
}
