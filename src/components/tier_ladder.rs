//! The ladder: all tiers in one line, and where the score is.

use citizen_score_rules::rulebook::Outline;
use leptos::prelude::*;

use super::element::{all, li, ol, span};
use crate::format;
use crate::i18n::{I18n, Key};

/// All tiers, lowest first. Call it where the language, the rulebook and the tier are followed.
pub fn tier_ladder(i18n: I18n, book: &Outline, here: &str) -> AnyView {
    let steps = book.tiers.iter().map(|tier| {
        let from = tier
            .from
            .map(|from| format::number(i18n.formats(), from.into()));
        let words = [
            span("ladder-tier", tier.id.clone()),
            span("ladder-from", from.unwrap_or_default()),
        ];
        if tier.id == here {
            let here = span("visually-hidden", i18n.text(Key::TiersHere));
            li(
                "ladder-step ladder-here",
                all(words.into_iter().chain([here])),
            )
        } else {
            li("ladder-step", all(words))
        }
    });
    ol("ladder", all(steps))
}
