//! The entries that led to the burdens or to the perks of the tier, by category.

use citizen_score_rules::Rulebook;
use citizen_score_rules::grounds::Grounds;
use citizen_score_rules::rulebook::EffectKind;
use leptos::prelude::*;

use crate::components::element::{a, all, h2, li, p, section, ul};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::query;
use crate::routes::Route;
use crate::rules_book::rule_text;

/// The counting entries that led to effects of this kind; each category leads to the history.
pub(super) fn led_here(i18n: I18n, book: &Rulebook, kind: EffectKind, found: &Grounds) -> AnyView {
    let (led, title, start, direction) = match kind {
        EffectKind::Burden => (
            &found.taking,
            Key::EffectsLedBurden,
            Key::EffectsStartBurden,
            "loss",
        ),
        EffectKind::Perk => (
            &found.adding,
            Key::EffectsLedPerk,
            Key::EffectsStartPerk,
            "gain",
        ),
    };
    let body = if led.is_empty() {
        p("", i18n.text(start))
    } else {
        let items = led.iter().map(|it| {
            let name = rule_text(i18n, book, "category", &it.category);
            let points = format::signed(i18n.formats(), it.points);
            let count = i64::try_from(it.entries).unwrap_or(i64::MAX);
            let values = [("category", name.as_str()), ("points", &points)];
            let words = i18n.plural(Plural::EffectsInCategory, count, &values);
            li("", a(history(&it.category, direction), words))
        });
        ul("effect-led", all(items))
    };
    section("panel", all([h2("", i18n.text(title)), body]))
}

/// The history, filtered to the counting entries of a category that point one way.
fn history(category: &str, direction: &str) -> String {
    let query = query::write(&[
        ("category", Some(category.to_owned())),
        ("direction", Some(direction.to_owned())),
        ("counts", Some("yes".to_owned())),
    ]);
    format!("{}?{query}", Route::History.path())
}
