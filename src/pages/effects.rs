//! What the tier brings and costs: each effect, who applies it, on what it rests, and what led there.

mod effect;
mod led;
mod rights;

use citizen_score_device::Ask;
use citizen_score_rules::Rulebook;
use citizen_score_rules::grounds::{Grounds, Verdict};
use citizen_score_rules::rulebook::EffectKind;
use leptos::prelude::*;

use crate::components::element::{all, none, p};
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::desk::asked;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::routes::Route;
use crate::rules_book::RulesBook;

/// The effects of the tier that the resident is in.
#[component]
pub fn EffectsPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let show = move |found: Grounds| match book.get() {
        Ok(book) => effects(i18n, &book, &found),
        Err(_) => none(),
    };
    view! {
        {page_heading(Key::EffectsTitle)}
        <p class="lead">{i18n.say(Key::EffectsLead)}</p>
        {asked(|| Ask::Effects, show)}
    }
}

fn effects(i18n: I18n, book: &Rulebook, found: &Grounds) -> AnyView {
    let tier = [("tier", found.tier.as_str())];
    let count = i64::try_from(found.effects.len()).unwrap_or(i64::MAX);
    let here = if count == 0 {
        i18n.fill(Key::EffectsNone, &tier)
    } else {
        i18n.plural(Plural::EffectsCount, count, &tier)
    };
    // All effects of a kind were led to by the same entries, which are told once. Burdens first: they
    // are what somebody may want to object to.
    let of = |kind: EffectKind| {
        let effects = book.effects_of(&found.tier).filter_map(|effect| {
            let ground = found.effects.iter().find(|it| it.effect == effect.code)?;
            let wanted = effect.kind == kind;
            wanted.then(|| effect::panel(i18n, book, effect, &ground.verdict))
        });
        let effects: Vec<_> = effects.collect();
        if effects.is_empty() {
            return none();
        }
        let entries = led::led_here(i18n, book, kind, found);
        all([entries].into_iter().chain(effects))
    };
    let effects = [EffectKind::Burden, EffectKind::Perk].map(of);
    let is_unrelated = |it: &Verdict| matches!(it, Verdict::Unrelated { .. });
    let rights = if found.effects.iter().any(|it| is_unrelated(&it.verdict)) {
        rights::section(i18n)
    } else {
        none()
    };
    let to_come = view! {
        <p>
            {i18n.text(Key::EffectsToCome)} " "
            <a href=Route::RuleChanges.path()>{i18n.text(Key::ChangesTitle)}</a>
        </p>
    };
    all([
        p("", here),
        p("", i18n.text(Key::EffectsIntro)),
        all(effects),
        rights,
        to_come.into_any(),
        terms_here(&[
            (Key::GlossaryEffect, "effect"),
            (Key::GlossaryPerk, "perk"),
            (Key::GlossaryBurden, "burden"),
            (Key::GlossaryUnrelated, "unrelated"),
            (Key::GlossaryCategory, "category"),
            (Key::GlossaryBasis, "basis"),
            (Key::GlossaryObjection, "objection"),
        ]),
    ])
}
