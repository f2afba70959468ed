//! The ladder: all tiers in one line, and where the score is.

use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::format;
use crate::i18n::{I18n, Key};

/// All tiers, lowest first. Call it where the language, the rulebook and the tier are followed.
pub fn tier_ladder(i18n: I18n, book: &Rulebook, here: &str) -> AnyView {
    let steps = book
        .tiers()
        .iter()
        .map(|tier| {
            let current = tier.id == here;
            let from = tier
                .from
                .map(|from| format::number(i18n.formats(), from.into()));
            view! {
                <li class="ladder-step" aria-current=current.then_some("true")>
                    <span class="ladder-tier">{tier.id.clone()}</span>
                    <span class="ladder-from">{from}</span>
                    {current
                        .then(|| {
                            let here = i18n.text(Key::TiersHere);
                            view! { <span class="visually-hidden">{here}</span> }
                        })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="ladder">{steps}</ol> }.into_any()
}
