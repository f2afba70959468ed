//! What an entry did to score and tier on the day on which it was recorded.

use citizen_score_device::list::Row;
use citizen_score_rules::{EntryEffect, Outcome, Reason, Rulebook};
use leptos::prelude::*;

use crate::components::element::{all, h2, none, p, section};
use crate::format;
use crate::i18n::{I18n, Key, reason_text};

/// The section; nothing for an entry whose day is yet to come.
pub(super) fn effect(i18n: I18n, book: &Rulebook, row: &Row, effect: &EntryEffect) -> AnyView {
    if row.outcome.reason() == Some(&Reason::NotYetRecorded) {
        return none();
    }
    let title = h2("", i18n.text(Key::EntryEffectTitle));
    let rules = p("quiet", i18n.text(Key::EntryEffectRules));
    let words = if effect.before == effect.after {
        [
            p("", nothing(i18n, effect)),
            why(i18n, book, row, effect).map_or_else(none, |why| p("", why)),
        ]
    } else {
        [p("", moved(i18n, effect)), p("", tier(i18n, effect))]
    };
    section(
        "panel entry-effect",
        all([title].into_iter().chain(words).chain([rules])),
    )
}

fn moved(i18n: I18n, effect: &EntryEffect) -> String {
    let day = format::day(i18n.formats(), effect.on);
    let [before, after] = [&effect.before, &effect.after]
        .map(|standing| format::number(i18n.formats(), standing.score.into()));
    i18n.fill(
        Key::EntryEffect,
        &[("date", &day), ("before", &before), ("after", &after)],
    )
}

fn tier(i18n: I18n, effect: &EntryEffect) -> String {
    let (before, after) = (&effect.before.tier, &effect.after.tier);
    if before == after {
        i18n.fill(Key::EntryEffectTierSame, &[("tier", after)])
    } else {
        i18n.fill(
            Key::EntryEffectTier,
            &[("before", before), ("after", after)],
        )
    }
}

fn nothing(i18n: I18n, effect: &EntryEffect) -> String {
    let day = format::day(i18n.formats(), effect.on);
    let score = format::number(i18n.formats(), effect.after.score.into());
    let values = [
        ("date", day.as_str()),
        ("score", &score),
        ("tier", &effect.after.tier),
    ];
    i18n.fill(Key::EntryEffectNone, &values)
}

/// Why it changed nothing, where that is certain: the reason of today need not be the one of then.
fn why(i18n: I18n, book: &Rulebook, row: &Row, effect: &EntryEffect) -> Option<String> {
    let held_then = |reason: &Reason| match reason {
        Reason::Correction { .. }
        | Reason::UnknownFactor
        | Reason::NotInForce
        | Reason::Capped { .. }
        | Reason::Contested => true,
        Reason::Lapsed { on } | Reason::Repaired { on } => *on <= effect.on,
        Reason::Corrected { .. } | Reason::NotYetRecorded | Reason::NotScored => false,
    };
    match &row.outcome {
        Outcome::DoesNot(reason) => held_then(reason).then(|| reason_text(i18n, reason)),
        Outcome::Counts if row.entry.points == 0 => {
            Some(i18n.text(Key::EntryEffectWorthless).to_owned())
        }
        Outcome::Counts => {
            let range = book.data().range?;
            let at_the_end = [range.min, range.max].contains(&effect.after.score);
            at_the_end.then(|| i18n.text(Key::EntryEffectRange).to_owned())
        }
    }
}
