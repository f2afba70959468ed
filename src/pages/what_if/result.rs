//! What the rules make of the supposed entries: standing, effects, each entry, and what they move.

use citizen_score_device::supposing::{Moved, Supposing};
use citizen_score_rules::rulebook::Effect;
use citizen_score_rules::simulate::Simulation;
use citizen_score_rules::{Rulebook, Standing};
use leptos::html::H2;
use leptos::prelude::*;

use super::address::Address;
use super::supposed::{clear, supposed};
use crate::components::effect_list::effects_in;
use crate::components::element::{all, div, h3, none, p};
use crate::components::moved_entries::moved_entries;
use crate::components::standing_table::standing_table;
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::rule_text;

/// Everything that follows; `heading` stands above it. Call it where the language is followed.
pub(super) fn result(
    i18n: I18n,
    book: &Rulebook,
    found: &Supposing,
    wanted: Memo<Address>,
    heading: NodeRef<H2>,
) -> AnyView {
    let it = &found.simulation;
    let day = format::day(i18n.formats(), it.on);
    let caption = i18n.fill(Key::WhatIfCaption, &[("date", &day)]);
    let now = (Key::WhatIfWithout, &it.before);
    if it.entries.is_empty() {
        return all([
            p("quiet", i18n.text(Key::WhatIfNone)),
            standing_table(i18n, caption, &[now]),
        ]);
    }
    all([
        standing_table(i18n, caption, &[now, (Key::WhatIfWith, &it.after)]),
        it.if_in_force
            .as_ref()
            .map_or_else(none, |standing| if_in_force(i18n, standing)),
        effects(i18n, book, it),
        h3("", i18n.text(Key::WhatIfEntries)),
        supposed(i18n, book, &it.entries, wanted, heading),
        clear(i18n, wanted, heading),
        moved(i18n, book, &found.moved, found.moved_in_all),
    ])
}

/// The result in one sentence, to be said.
pub(super) fn sentence(i18n: I18n, it: &Simulation) -> String {
    let day = format::day(i18n.formats(), it.on);
    let score = format::number(i18n.formats(), it.after.score.into());
    i18n.fill(
        Key::WhatIfAnnounce,
        &[("date", &day), ("score", &score), ("tier", &it.after.tier)],
    )
}

fn if_in_force(i18n: I18n, standing: &Standing) -> AnyView {
    let score = format::number(i18n.formats(), standing.score.into());
    let values = [("score", score.as_str()), ("tier", &standing.tier)];
    div(
        "planned-box",
        all([
            h3("", i18n.text(Key::WhatIfIfInForce)),
            p("", i18n.fill(Key::WhatIfIfInForceText, &values)),
        ]),
    )
}

fn effects(i18n: I18n, book: &Rulebook, it: &Simulation) -> AnyView {
    if it.gained.is_empty() && it.lost.is_empty() {
        return p("quiet", i18n.text(Key::WhatIfSameEffects));
    }
    let words = |group: &str, code: &str| rule_text(i18n, book, group, code);
    let list = |title: Key, codes: &[String]| {
        if codes.is_empty() {
            return none();
        }
        let all_effects = book.data().effects.iter();
        let named = all_effects.filter(|effect: &&Effect| codes.contains(&effect.code));
        all([h3("", i18n.text(title)), effects_in(i18n, &words, named)])
    };
    all([
        list(Key::WhatIfGained, &it.gained),
        list(Key::WhatIfLost, &it.lost),
    ])
}

fn moved(i18n: I18n, book: &Rulebook, moved: &[Moved], in_all: u64) -> AnyView {
    if moved.is_empty() {
        return none();
    }
    let shown = moved.len() as u64;
    let rest = i64::try_from(in_all.saturating_sub(shown)).unwrap_or(i64::MAX);
    all([
        h3("", i18n.text(Key::WhatIfMoved)),
        p("quiet", i18n.text(Key::WhatIfMovedIntro)),
        moved_entries(i18n, book, moved, (Key::WhatIfBefore, Key::WhatIfAfter)),
        if rest > 0 {
            p("quiet", i18n.plural(Plural::WhatIfMovedMore, rest, &[]))
        } else {
            none()
        },
    ])
}
