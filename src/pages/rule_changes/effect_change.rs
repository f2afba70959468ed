//! What is other about an effect, in a sentence.

use citizen_score_rules::changes::{EffectChange, Moved};
use citizen_score_rules::rulebook::{Amounts, EffectKind};

use super::words::Words;
use crate::format;
use crate::i18n::Key;

pub(super) fn effect_change(words: Words, change: &EffectChange) -> String {
    let i18n = words.i18n;
    match change {
        EffectChange::Tiers(it) => {
            let (from, to) = (words.tiers(&it.from), words.tiers(&it.to));
            words.moved(Key::ChangesEffectTiers, &from, &to)
        }
        EffectChange::Kind(it) => {
            let of = |kind| match kind {
                EffectKind::Perk => i18n.text(Key::ChangesPerk),
                EffectKind::Burden => i18n.text(Key::ChangesBurden),
            };
            words.moved(Key::ChangesEffectKind, of(it.from), of(it.to))
        }
        EffectChange::Domain(it) => {
            let (from, to) = (words.find("domain", &it.from), words.find("domain", &it.to));
            words.moved(Key::ChangesEffectDomain, &from, &to)
        }
        EffectChange::Value(it) => {
            let (from, to) = (value(words, it.from.as_ref()), value(words, it.to.as_ref()));
            words.moved(Key::ChangesEffectValue, &from, &to)
        }
        EffectChange::Authority(it) => {
            let keys = [
                Key::ChangesEffectAuthorityNew,
                Key::ChangesEffectAuthority,
                Key::ChangesEffectAuthorityGone,
            ];
            named(words, "authority", it, keys)
        }
        EffectChange::Basis(it) => {
            let keys = [
                Key::ChangesEffectBasisNew,
                Key::ChangesBasis,
                Key::ChangesEffectBasisGone,
            ];
            named(words, "basis", it, keys)
        }
    }
}

/// What is named now, is named otherwise, or is named no longer: a text for each, in this order.
fn named(words: Words, group: &str, it: &Moved<Option<String>>, keys: [Key; 3]) -> String {
    let of = |code: &Option<String>| code.as_ref().map(|code| words.find(group, code));
    let [added, moved, gone] = keys;
    match (of(&it.from), of(&it.to)) {
        (None, to) => words.i18n.fill(added, &[("to", &to.unwrap_or_default())]),
        (Some(from), Some(to)) => words.moved(moved, &from, &to),
        (Some(from), None) => words.i18n.fill(gone, &[("from", &from)]),
    }
}

fn value(words: Words, value: Option<&Amounts>) -> String {
    let i18n = words.i18n;
    let Some(value) = value else {
        return i18n.text(Key::ChangesValueNone).to_owned();
    };
    let show = |amount| format::money(i18n.formats(), &value.currency, amount);
    let (yours, usual) = (show(value.yours), show(value.usual));
    i18n.fill(Key::EffectAmounts, &[("yours", &yours), ("usual", &usual)])
}
