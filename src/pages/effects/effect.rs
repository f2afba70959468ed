//! One effect: what it is, what it comes to, who applies it, and whether it goes with what led there.

use citizen_score_rules::Rulebook;
use citizen_score_rules::grounds::Verdict;
use citizen_score_rules::rulebook::{Effect, EffectKind};
use leptos::prelude::*;

use crate::components::element::{a, all, dd, div, dl, dt, h2, h3, none, p, section, span};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::rule_text;

/// An effect of the tier, and how it goes together with what led there.
pub(super) fn panel(i18n: I18n, book: &Rulebook, effect: &Effect, verdict: &Verdict) -> AnyView {
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
    section(
        "panel effect-panel",
        all([
            p("", kind),
            h2("", words("effect", &effect.code)),
            dl("facts", all(facts)),
            flag(i18n, book, effect, is_burden, verdict),
        ]),
    )
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
