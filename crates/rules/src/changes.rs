//! Two rulebooks compared: what is other, piece by piece, in a fixed order.

mod effect;
mod factor;
mod related;
mod tiers;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use effect::EffectChange;
pub use factor::FactorChange;

use crate::points::Points;
use crate::rulebook::{
    CaseRules, ContestedPolicy, Effect, Factor, Range, Rulebook, RulebookData, Tier,
};

/// What it was, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved<T> {
    /// In the old rulebook.
    pub from: T,
    /// In the new one.
    pub to: T,
}

/// One difference between two rulebooks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The rulebook has another name: it is no version of the same rules.
    Id(Moved<String>),
    /// The first day of the rules.
    EffectiveFrom {
        /// First day of the old ones.
        #[serde(deserialize_with = "crate::iso::date")]
        from: NaiveDate,
        /// First day of the new ones.
        #[serde(deserialize_with = "crate::iso::date")]
        to: NaiveDate,
    },
    /// Points of a resident without entries.
    Start(Moved<Points>),
    /// Lowest and highest possible score; none where unbounded.
    Range(Moved<Option<Range>>),
    /// What an objection does until it is decided.
    Contested(Moved<ContestedPolicy>),
    /// Days within which a case is answered.
    AnswerDays(Moved<u32>),
    /// Whether being scored is voluntary.
    Voluntary(Moved<bool>),
    /// Other categories of factors belong to a domain of effects.
    Related {
        /// The domain.
        domain: String,
        /// Categories in the old rulebook, in its order; empty where none belongs to it.
        from: Vec<String>,
        /// Categories in the new one.
        to: Vec<String>,
    },
    /// A tier that is new.
    TierAdded(Tier),
    /// A tier that is gone.
    TierRemoved(Tier),
    /// A tier begins at another score.
    TierMoved {
        /// The tier.
        tier: String,
        /// Lowest score in it, in points; none for the lowest tier.
        from: Option<Points>,
        /// Lowest score in it from now on.
        to: Option<Points>,
    },
    /// A factor that is new.
    FactorAdded(Factor),
    /// A factor that is gone; entries under it count no longer.
    FactorRemoved(Factor),
    /// A factor of which something is other.
    FactorChanged {
        /// Code of the factor.
        factor: String,
        /// What is other; never empty.
        changes: Vec<FactorChange>,
    },
    /// An effect that is new.
    EffectAdded(Effect),
    /// An effect that is gone.
    EffectRemoved(Effect),
    /// An effect of which something is other.
    EffectChanged {
        /// Code of the effect.
        effect: String,
        /// What is other; never empty.
        changes: Vec<EffectChange>,
    },
}

/// Compares two rulebooks. The answer is empty exactly where both mean the same.
///
/// Left out is what has no meaning for a score or a right: the version, the texts and their keys for
/// city and note, the order in which factors, effects, the tiers of an effect and the categories of a
/// domain are listed.
///
/// First come the rulebook's own fields, then tiers, factors and effects: of each sort what is new
/// or other in the order of the new rulebook, then what is gone in the order of the old one.
#[must_use]
pub fn compare(old: &Rulebook, new: &Rulebook) -> Vec<Change> {
    let old = old.data();
    // Taken apart by name, so that a field that is added to a rulebook cannot be forgotten here.
    let RulebookData {
        schema: _,
        id,
        version: _,
        effective_from,
        city: _,
        note: _,
        start,
        range,
        tiers,
        factors,
        effects,
        contested,
        cases: CaseRules { answer_days },
        voluntary,
        related,
        texts: _,
    } = new.data();
    let effective_from = (old.effective_from != *effective_from).then_some(Change::EffectiveFrom {
        from: old.effective_from,
        to: *effective_from,
    });
    let mut changes: Vec<Change> = Vec::new();
    changes.extend(moved(&old.id, id).map(Change::Id));
    changes.extend(effective_from);
    changes.extend(moved(&old.start.points, &start.points).map(Change::Start));
    changes.extend(moved(&old.range, range).map(Change::Range));
    changes.extend(moved(&old.contested, contested).map(Change::Contested));
    changes.extend(moved(&old.cases.answer_days, answer_days).map(Change::AnswerDays));
    changes.extend(moved(&old.voluntary, voluntary).map(Change::Voluntary));
    changes.extend(related::compare(&old.related, related));
    changes.extend(tiers::compare(&old.tiers, tiers));
    changes.extend(factor::compare(&old.factors, factors));
    changes.extend(effect::compare(&old.effects, effects));
    changes
}

/// Both values, where they differ.
fn moved<T: Clone + PartialEq>(from: &T, to: &T) -> Option<Moved<T>> {
    (from != to).then(|| Moved {
        from: from.clone(),
        to: to.clone(),
    })
}

/// Compares two lists by the names in them.
fn by_name<T>(
    old: &[T],
    new: &[T],
    name: impl Fn(&T) -> &str,
    added: impl Fn(&T) -> Change,
    removed: impl Fn(&T) -> Change,
    changed: impl Fn(&T, &T) -> Option<Change>,
) -> Vec<Change> {
    let find = |list: &'_ [T], wanted: &T| list.iter().position(|it| name(it) == name(wanted));
    let new_or_other = new
        .iter()
        .filter_map(|it| match find(old, it).and_then(|at| old.get(at)) {
            None => Some(added(it)),
            Some(before) => changed(before, it),
        });
    let gone = old.iter().filter(|it| find(new, it).is_none());
    new_or_other.chain(gone.map(removed)).collect()
}
