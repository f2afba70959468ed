//! The two rulebooks compared: each change as a sentence, grouped by what it is about.

use citizen_score_rules::changes::{Change, FactorChange};
use citizen_score_rules::rulebook::{ContestedPolicy, Effect, Factor, FactorStatus};
use leptos::prelude::*;

use super::effect_change::effect_change;
use super::factor_change::factor_change;
use super::words::Words;
use crate::components::element::{all, h2, h3, li, p, section, span, ul};
use crate::format;
use crate::i18n::Key;
use crate::rules_book::worth_text;

/// The groups, in the order in which they are shown.
const GROUPS: [Key; 4] = [
    Key::ChangesGroupGeneral,
    Key::ChangesGroupTiers,
    Key::ChangesGroupKinds,
    Key::ChangesGroupEffects,
];

pub(super) fn comparison(words: Words, changes: &[Change]) -> AnyView {
    let i18n = words.i18n;
    let title = h2("", i18n.text(Key::ChangesRules));
    if changes.is_empty() {
        let none = p("quiet", i18n.text(Key::ChangesNoRules));
        return section("panel", all([title, none]));
    }
    let groups = GROUPS.into_iter().filter_map(|group| {
        let of_it = changes.iter().filter(|change| group_of(change) == group);
        let items: Vec<AnyView> = of_it.map(|change| item(words, change)).collect();
        let there = !items.is_empty();
        there.then(|| all([h3("", i18n.text(group)), ul("rule-changes", all(items))]))
    });
    section("panel", all([title].into_iter().chain(groups)))
}

fn group_of(change: &Change) -> Key {
    match change {
        Change::Id(_)
        | Change::EffectiveFrom { .. }
        | Change::Start(_)
        | Change::Range(_)
        | Change::Contested(_)
        | Change::AnswerDays(_)
        | Change::Voluntary(_)
        | Change::Related { .. } => Key::ChangesGroupGeneral,
        Change::TierAdded(_) | Change::TierRemoved(_) | Change::TierMoved { .. } => {
            Key::ChangesGroupTiers
        }
        Change::FactorAdded(_) | Change::FactorRemoved(_) | Change::FactorChanged { .. } => {
            Key::ChangesGroupKinds
        }
        Change::EffectAdded(_) | Change::EffectRemoved(_) | Change::EffectChanged { .. } => {
            Key::ChangesGroupEffects
        }
    }
}

fn item(words: Words, change: &Change) -> AnyView {
    let (name, sentence) = sentence(words, change);
    match name {
        Some(name) => li(
            "rule-change",
            all([span("rule-change-name", name), span("", sentence)]),
        ),
        None => li("rule-change", sentence),
    }
}

/// What the change is about, where it has a name, and the change itself.
fn sentence(words: Words, change: &Change) -> (Option<String>, String) {
    let i18n = words.i18n;
    let factor = |code: &str| words.find("factor", code);
    let effect = |code: &str| words.find("effect", code);
    let with_name = |key: Key, name: &str| Some(i18n.fill(key, &[("name", name)]));
    let tier = |key: Key, tier: &str, from: Option<i32>| {
        i18n.fill(key, &[("tier", tier), ("from", &words.floor(from))])
    };
    match change {
        Change::Id(it) => (None, words.moved(Key::ChangesId, &it.from, &it.to)),
        Change::EffectiveFrom { from, to } => {
            let [from, to] = [from, to].map(|day| format::day(i18n.formats(), *day));
            (None, words.moved(Key::ChangesEffectiveFrom, &from, &to))
        }
        Change::Start(it) => {
            let (from, to) = (words.number(it.from), words.number(it.to));
            (None, words.moved(Key::ChangesStart, &from, &to))
        }
        Change::Range(it) => {
            let (from, to) = (words.range(it.from), words.range(it.to));
            (None, words.moved(Key::ChangesRange, &from, &to))
        }
        Change::Contested(it) => {
            let of = |policy| match policy {
                ContestedPolicy::SuspendNegative => i18n.text(Key::ChangesContestedSuspend),
                ContestedPolicy::Count => i18n.text(Key::ChangesContestedCount),
            };
            let text = words.moved(Key::ChangesContested, of(it.from), of(it.to));
            (None, text)
        }
        Change::AnswerDays(it) => {
            let (from, to) = (words.days(it.from), words.days(it.to));
            (None, words.moved(Key::ChangesAnswerDays, &from, &to))
        }
        Change::Voluntary(it) => {
            let key = if it.to {
                Key::ChangesNowVoluntary
            } else {
                Key::ChangesNotVoluntary
            };
            (None, i18n.text(key).to_owned())
        }
        Change::Related { domain, from, to } => {
            let domain = words.find("domain", domain);
            let (from, to) = (words.categories(from), words.categories(to));
            let values = [("domain", domain.as_str()), ("from", &from), ("to", &to)];
            (None, i18n.fill(Key::ChangesRelated, &values))
        }
        Change::TierAdded(it) => (None, tier(Key::ChangesTierAdded, &it.id, it.from)),
        Change::TierRemoved(it) => (None, tier(Key::ChangesTierRemoved, &it.id, it.from)),
        Change::TierMoved { tier, from, to } => {
            let (from, to) = (words.floor(*from), words.floor(*to));
            let values = [("tier", tier.as_str()), ("from", &from), ("to", &to)];
            (None, i18n.fill(Key::ChangesTierMoved, &values))
        }
        Change::FactorAdded(it) => (
            with_name(Key::ChangesAdded, &factor(&it.code)),
            terms(words, it),
        ),
        Change::FactorRemoved(it) => (
            with_name(Key::ChangesRemoved, &factor(&it.code)),
            i18n.text(Key::ChangesRemovedKind).to_owned(),
        ),
        Change::FactorChanged { factor, changes } => {
            let planned = stays_planned(words, factor, changes);
            let parts = changes.iter().map(|it| factor_change(words, it, planned));
            let parts: Vec<String> = parts.collect();
            (Some(words.find("factor", factor)), words.sentences(&parts))
        }
        Change::EffectAdded(it) => (
            with_name(Key::ChangesAdded, &effect(&it.code)),
            applies(words, it),
        ),
        Change::EffectRemoved(it) => (
            with_name(Key::ChangesRemoved, &effect(&it.code)),
            String::new(),
        ),
        Change::EffectChanged { effect, changes } => {
            let parts = changes.iter().map(|it| effect_change(words, it));
            let parts: Vec<String> = parts.collect();
            (Some(words.find("effect", effect)), words.sentences(&parts))
        }
    }
}

/// Whether a factor counts for nothing under the announced rulebook either.
fn stays_planned(words: Words, code: &str, changes: &[FactorChange]) -> bool {
    let moved = changes.iter().find_map(|change| match change {
        FactorChange::Status(it) => Some(it.to),
        _ => None,
    });
    let status = moved.or(words.book.factor(code).map(|it| it.status));
    status == Some(FactorStatus::Planned)
}

/// The terms of a new factor.
fn terms(words: Words, it: &Factor) -> String {
    let worth = worth_text(words.i18n, it.points);
    let (cap, validity) = (words.cap(it.cap), words.validity(it.validity_months));
    let authority = words.find("authority", &it.authority);
    let values = [
        ("worth", worth.as_str()),
        ("cap", &cap),
        ("validity", &validity),
        ("authority", &authority),
    ];
    words.i18n.fill(Key::ChangesFactorTerms, &values)
}

/// The tiers of a new effect.
fn applies(words: Words, it: &Effect) -> String {
    let tiers = words.tiers(&it.tiers);
    words.i18n.fill(Key::ChangesEffectFor, &[("tiers", &tiers)])
}
