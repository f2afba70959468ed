//! What a tier brings and costs, with plain amounts of money.

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::{Effect, EffectKind};
use leptos::prelude::*;

use crate::format;
use crate::i18n::{I18n, Key};
use crate::rules_book::rule_text;

/// The effects of one tier, perks first. Call it where the language and the rulebook are followed.
pub fn effect_list(i18n: I18n, book: &Rulebook, tier: &str) -> AnyView {
    let mut effects: Vec<&Effect> = book.effects_of(tier).collect();
    effects.sort_by_key(|effect| effect.kind == EffectKind::Burden);
    effects
        .into_iter()
        .map(|effect| item(i18n, book, effect))
        .collect_view()
        .into_any()
}

fn item(i18n: I18n, book: &Rulebook, effect: &Effect) -> impl IntoView + use<> {
    let kind = match effect.kind {
        EffectKind::Perk => Key::EffectPerk,
        EffectKind::Burden => Key::EffectBurden,
    };
    let amounts = effect.value.as_ref().map(|value| {
        let show = |amount| format::money(i18n.formats(), &value.currency, amount);
        let values = [("yours", show(value.yours)), ("usual", show(value.usual))];
        i18n.fill(
            Key::EffectAmounts,
            &values.each_ref().map(|(name, it)| (*name, it.as_str())),
        )
    });
    view! {
        <li class="effect" data-kind=if effect.kind == EffectKind::Perk { "perk" } else { "burden" }>
            <span class="effect-kind">{i18n.text(kind)}</span>
            <span class="effect-text">
                <span class="effect-domain">{rule_text(i18n, book, "domain", &effect.domain)}</span>
                <span class="effect-name">{rule_text(i18n, book, "effect", &effect.code)}</span>
                {amounts.map(|amounts| view! { <span class="effect-amounts">{amounts}</span> })}
            </span>
        </li>
    }
}
