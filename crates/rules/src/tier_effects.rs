//! What a move from one tier to another brings and takes.

use crate::rulebook::{Effect, Rulebook};

/// Codes of effects, each list in the order of the rulebook that has them.
pub(crate) struct TierEffects {
    /// Apply afterwards and did not before.
    pub(crate) gained: Vec<String>,
    /// Applied before and do not afterwards.
    pub(crate) lost: Vec<String>,
    /// Apply before and afterwards, with another kind, domain or amount.
    pub(crate) changed: Vec<String>,
}

/// Compares the effects of a tier with those of another one, maybe of another rulebook.
pub(crate) fn compare(before: (&Rulebook, &str), after: (&Rulebook, &str)) -> TierEffects {
    let old: Vec<&Effect> = before.0.effects_of(before.1).collect();
    let new: Vec<&Effect> = after.0.effects_of(after.1).collect();
    let code = |effect: &&Effect| effect.code.clone();
    let gained = new.iter().filter(|it| same(it, &old).is_none());
    let lost = old.iter().filter(|it| same(it, &new).is_none());
    let changed = new.iter().filter(|it| {
        same(it, &old).is_some_and(|old| {
            (old.kind, &old.domain, &old.value) != (it.kind, &it.domain, &it.value)
        })
    });
    TierEffects {
        gained: gained.map(code).collect(),
        lost: lost.map(code).collect(),
        changed: changed.map(code).collect(),
    }
}

/// The effect of the same code among others.
fn same<'a>(effect: &Effect, others: &[&'a Effect]) -> Option<&'a Effect> {
    others.iter().copied().find(|it| it.code == effect.code)
}
