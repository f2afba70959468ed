//! What is other about an effect, in a sentence.

use citizen_score_rules::changes::EffectChange;
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
