//! What a tier brings and costs, with plain amounts of money.

use citizen_score_rules::rulebook::{Effect, EffectKind};
use leptos::prelude::*;

use super::element::{all, li, none, span, ul};
use crate::format;
use crate::i18n::{I18n, Key};
use crate::rules_book::{Worded, rule_text};

/// The effects of one tier, perks first. Call it where the language and the rulebook are followed.
pub fn effect_list(i18n: I18n, book: &impl Worded, effects: &[&Effect]) -> AnyView {
    let of = |kind| {
        let effects = effects.iter().copied();
        effects.filter(move |effect| effect.kind == kind)
    };
    let effects = of(EffectKind::Perk).chain(of(EffectKind::Burden));
    let words = |group: &str, code: &str| rule_text(i18n, book, group, code);
    effects_in(i18n, &words, effects)
}

/// Some effects, in the order given; `words` finds the words of a group and a code.
pub fn effects_in<'a>(
    i18n: I18n,
    words: &dyn Fn(&str, &str) -> String,
    effects: impl IntoIterator<Item = &'a Effect>,
) -> AnyView {
    let items = effects.into_iter().map(|effect| item(i18n, words, effect));
    ul("effects", all(items))
}

fn item(i18n: I18n, find: &dyn Fn(&str, &str) -> String, effect: &Effect) -> AnyView {
    let kind = match effect.kind {
        EffectKind::Perk => span("effect-kind", i18n.text(Key::EffectPerk)),
        EffectKind::Burden => span("effect-kind effect-burden", i18n.text(Key::EffectBurden)),
    };
    let amounts = effect.value.as_ref().map_or_else(none, |value| {
        let show = |amount| format::money(i18n.formats(), &value.currency, amount);
        let (yours, usual) = (show(value.yours), show(value.usual));
        let values = [("yours", yours.as_str()), ("usual", usual.as_str())];
        span("effect-amounts", i18n.fill(Key::EffectAmounts, &values))
    });
    let words = [
        span("effect-domain", find("domain", &effect.domain)),
        span("", find("effect", &effect.code)),
        amounts,
    ];
    li("effect", all([kind, span("effect-text", all(words))]))
}
