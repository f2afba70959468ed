//! What the announced rulebook does to this ledger, on its first day.

use citizen_score_device::upcoming::Upcoming;
use citizen_score_rules::changes::{Change, EffectChange};
use citizen_score_rules::rulebook::Effect;
use leptos::prelude::*;

use super::words::Words;
use crate::components::effect_list::effects_in;
use crate::components::element::{all, h2, h3, none, p, section};
use crate::components::moved_entries::moved_entries;
use crate::components::standing_table::standing_table;
use crate::format;
use crate::i18n::{Key, Plural};

pub(super) fn impact(words: Words, found: &Upcoming) -> AnyView {
    let i18n = words.i18n;
    let it = &found.impact;
    let day = format::day(i18n.formats(), it.on);
    let caption = i18n.fill(Key::ChangesCaption, &[("date", &day)]);
    let columns = [(Key::ChangesOld, &it.before), (Key::ChangesNew, &it.after)];
    section(
        "panel",
        all([
            h2("", i18n.text(Key::ChangesYours)),
            standing_table(i18n, caption, &columns),
            effects(words, found),
            h3("", i18n.text(Key::ChangesEntries)),
            entries(words, found),
        ]),
    )
}

fn effects(words: Words, found: &Upcoming) -> AnyView {
    let it = &found.impact;
    if it.gained.is_empty() && it.lost.is_empty() && it.changed_effects.is_empty() {
        return p("quiet", words.i18n.text(Key::ChangesSameEffects));
    }
    let find = |group: &str, code: &str| words.find(group, code);
    let list = |title: Key, effects: Vec<Effect>| {
        if effects.is_empty() {
            return none();
        }
        all([
            h3("", words.i18n.text(title)),
            effects_in(words.i18n, &find, &effects),
        ])
    };
    let announced = |codes: &[String]| {
        let effects = codes
            .iter()
            .filter_map(|code| announced(words, found, code));
        effects.collect()
    };
    let ended = it.lost.iter().filter_map(|code| present(words, code));
    all([
        list(Key::ChangesGained, announced(&it.gained)),
        list(Key::ChangesLost, ended.collect()),
        list(Key::ChangesEffectsChanged, announced(&it.changed_effects)),
    ])
}

/// An effect as the rulebook in force has it.
fn present(words: Words, code: &str) -> Option<Effect> {
    let effects = &words.book.data().effects;
    effects.iter().find(|effect| effect.code == code).cloned()
}

/// An effect as the announced rulebook has it: a new one, or the present one with its changes.
fn announced(words: Words, found: &Upcoming, code: &str) -> Option<Effect> {
    let new = found.changes.iter().find_map(|change| match change {
        Change::EffectAdded(effect) if effect.code == code => Some(effect.clone()),
        _ => None,
    });
    if new.is_some() {
        return new;
    }
    let mut effect = present(words, code)?;
    for change in &found.changes {
        let Change::EffectChanged {
            effect: of,
            changes,
        } = change
        else {
            continue;
        };
        for change in changes.iter().filter(|_| of == code) {
            match change {
                EffectChange::Tiers(it) => effect.tiers.clone_from(&it.to),
                EffectChange::Kind(it) => effect.kind = it.to,
                EffectChange::Domain(it) => effect.domain.clone_from(&it.to),
                EffectChange::Value(it) => effect.value.clone_from(&it.to),
                EffectChange::Authority(it) => effect.authority.clone_from(&it.to),
                EffectChange::Basis(it) => effect.basis.clone_from(&it.to),
            }
        }
    }
    Some(effect)
}

fn entries(words: Words, found: &Upcoming) -> AnyView {
    let i18n = words.i18n;
    if found.moved_in_all == 0 {
        return p("quiet", i18n.text(Key::ChangesEntriesNone));
    }
    let large = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    let same = format::number(i18n.formats(), large(found.impact.unchanged));
    let shown = found.moved.len() as u64;
    let newest = if shown < found.moved_in_all {
        let shown = format::number(i18n.formats(), large(shown));
        p(
            "",
            i18n.fill(Key::ChangesEntriesNewest, &[("shown", &shown)]),
        )
    } else {
        none()
    };
    let texts = (Key::ChangesNow, Key::ChangesThen);
    all([
        p(
            "",
            i18n.plural(
                Plural::ChangesEntriesSome,
                large(found.moved_in_all),
                &[("same", &same)],
            ),
        ),
        newest,
        moved_entries(i18n, words.book, &found.moved, texts),
    ])
}
