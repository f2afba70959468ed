//! What rules exist on effects in an unrelated part of life, in careful words, and what can be done.

use leptos::prelude::*;

use crate::components::element::{all, dd, div, dl, dt, p};
use crate::i18n::{I18n, Key};
use crate::routes::Route;

/// Each rule with where it holds.
const RULES: [(Key, Key); 4] = [
    (Key::EffectsRightsEu, Key::EffectsRightsEuText),
    (Key::EffectsRightsPipl, Key::EffectsRightsPiplText),
    (Key::EffectsRightsRongcheng, Key::EffectsRightsRongchengText),
    (Key::EffectsRightsRepair, Key::EffectsRightsRepairText),
];

/// The section, which flagged effects lead to.
pub(super) fn section(i18n: I18n) -> AnyView {
    let rules = RULES.map(|(name, text)| {
        div(
            "rights-rule",
            all([dt("", i18n.text(name)), dd("", i18n.text(text))]),
        )
    });
    view! {
        <section class="panel rights" aria-labelledby="rights">
            <h2 id="rights" tabindex="-1">
                {i18n.text(Key::EffectsRightsTitle)}
            </h2>
            {p("", i18n.text(Key::EffectsRightsIntro))}
            {dl("rights-rules", all(rules))}
            {p("rights-advice", i18n.text(Key::EffectsRightsAdvice))}
            {p("", i18n.text(Key::EffectsDo))}
            <p class="rights-ways">
                <a class="button button-plain" href=Route::NewCase.path()>
                    {i18n.text(Key::EffectsDoObject)}
                </a>
                <a class="button button-plain" href=Route::Cases.path()>
                    {i18n.text(Key::EffectsDoCases)}
                </a>
            </p>
        </section>
    }
    .into_any()
}
