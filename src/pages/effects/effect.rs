//! One effect: what it is, what it comes to, who applies it, and the entries that led there.

use citizen_score_rules::grounds::{Grounds, InCategory, Verdict};
use citizen_score_rules::rulebook::{Effect, EffectKind};
use citizen_score_rules::{Rulebook, rulebook::Direction};
use leptos::prelude::*;

use crate::components::element::{a, all, dd, div, dl, dt, h2, h3, li, none, p, section, span, ul};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::query;
use crate::routes::Route;
use crate::rules_book::rule_text;

/// An effect of the tier, and how it goes together with what led there.
pub(super) fn panel(
    i18n: I18n,
    book: &Rulebook,
    effect: &Effect,
    found: &Grounds,
    verdict: &Verdict,
) -> AnyView {
    let is_burden = effect.kind == EffectKind::Burden;
    let kind = if is_burden {
        span("effect-kind effect-burden", i18n.text(Key::EffectBurden))
    } else {
        span("effect-kind", i18n.text(Key::EffectPerk))
    };
    let words = |group: &str, code: &str| rule_text(i18n, book, group, code);
    let said = |group: &str, code: Option<&String>| match code {
        Some(code) => words(group, code),
        None => i18n.text(Key::EffectsNotSaid).to_owned(),
    };
    let amounts = effect.value.as_ref().map(|value| {
        let show = |amount| format::money(i18n.formats(), &value.currency, amount);
        let (yours, usual) = (show(value.yours), show(value.usual));
        let values = [("yours", yours.as_str()), ("usual", usual.as_str())];
        (Key::EffectsAmounts, i18n.fill(Key::EffectAmounts, &values))
    });
    let facts = [
        amounts,
        Some((Key::EffectsDomain, words("domain", &effect.domain))),
        Some((
            Key::EffectsAuthority,
            said("authority", effect.authority.as_ref()),
        )),
        Some((Key::EffectsBasis, said("basis", effect.basis.as_ref()))),
    ];
    let facts = facts
        .into_iter()
        .flatten()
        .map(|(key, value)| div("facts-row", all([dt("", i18n.text(key)), dd("", value)])));
    let led = if is_burden {
        &found.taking
    } else {
        &found.adding
    };
    section(
        "panel effect-panel",
        all([
            p("", kind),
            h2("", words("effect", &effect.code)),
            dl("facts", all(facts)),
            led_here(i18n, book, is_burden, led, verdict),
            flag(i18n, book, effect, is_burden, verdict),
        ]),
    )
}

/// The counting entries that led to effects of this kind, by category, each leading to the history.
fn led_here(
    i18n: I18n,
    book: &Rulebook,
    is_burden: bool,
    led: &[InCategory],
    verdict: &Verdict,
) -> AnyView {
    if *verdict == Verdict::StartOnly {
        let key = if is_burden {
            Key::EffectsStartBurden
        } else {
            Key::EffectsStartPerk
        };
        return p("", i18n.text(key));
    }
    let (title, direction) = if is_burden {
        (Key::EffectsLedBurden, Direction::Loss)
    } else {
        (Key::EffectsLedPerk, Direction::Gain)
    };
    let items = led.iter().map(|it| {
        let name = rule_text(i18n, book, "category", &it.category);
        let points = format::signed(i18n.formats(), it.points);
        let count = i64::try_from(it.entries).unwrap_or(i64::MAX);
        let words = i18n.plural(
            Plural::EffectsInCategory,
            count,
            &[("category", &name), ("points", &points)],
        );
        li("", a(history(&it.category, direction), words))
    });
    all([h3("", i18n.text(title)), ul("effect-led", all(items))])
}

/// The history, filtered to the counting entries of a category that point one way.
fn history(category: &str, direction: Direction) -> String {
    let direction = match direction {
        Direction::Gain => "gain",
        Direction::Loss => "loss",
    };
    let query = query::write(&[
        ("category", Some(category.to_owned())),
        ("direction", Some(direction.to_owned())),
        ("counts", Some("yes".to_owned())),
    ]);
    format!("{}?{query}", Route::History.path())
}

/// Whether what led there belongs to the same part of life, by the rulebook's own word.
fn flag(
    i18n: I18n,
    book: &Rulebook,
    effect: &Effect,
    is_burden: bool,
    verdict: &Verdict,
) -> AnyView {
    let domain = rule_text(i18n, book, "domain", &effect.domain);
    let values = [("domain", domain.as_str())];
    match verdict {
        Verdict::StartOnly => none(),
        Verdict::Related {
            entries, others: 0, ..
        } => {
            let count = i64::try_from(*entries).unwrap_or(i64::MAX);
            p("quiet", i18n.plural(Plural::EffectsRelated, count, &values))
        }
        Verdict::Related {
            entries, others, ..
        } => {
            let [count, others] =
                [entries, others].map(|it| i64::try_from(*it).unwrap_or(i64::MAX));
            let total = format::number(i18n.formats(), count.saturating_add(others));
            let values = [("domain", domain.as_str()), ("total", &total)];
            p(
                "quiet",
                i18n.plural(Plural::EffectsRelatedSome, count, &values),
            )
        }
        Verdict::Unrelated { .. } => {
            let why = if is_burden {
                Key::EffectsWhyBurden
            } else {
                Key::EffectsWhyPerk
            };
            let more = a("#rights".to_owned(), i18n.text(Key::EffectsSeeRights));
            div(
                "note effect-flag",
                all([
                    h3("", i18n.text(Key::EffectsUnrelatedTitle)),
                    p("", i18n.fill(Key::EffectsUnrelated, &values)),
                    p("", i18n.text(why)),
                    p("", more),
                ]),
            )
        }
    }
}
