//! One entry of the ledger: what, who, when, how many points, and whether it counts.

use citizen_score_rules::{Entry, Outcome};
use leptos::prelude::*;

use super::amount::amount;
use super::element::{a, all, div, li, none, p, span};
use crate::format;
use crate::i18n::{I18n, Key, reason_text, use_i18n};
use crate::rules_book::{RulesBook, rule_text};

/// An entry as an item of a list, with the resident's own `words`; its name leads to `address`, where all
/// of it is.
///
/// Nothing in it follows the language by itself, since lists are long: call it within a part, which
/// is made anew.
pub fn entry_item(
    entry: &Entry,
    outcome: &Outcome,
    words: Option<String>,
    address: String,
) -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>().outline();
    let worded = |group: &str, code: &str| match &book {
        Ok(book) => rule_text(i18n, book, group, code),
        Err(_) => code.to_owned(),
    };
    let meta = [
        span("", format::day(i18n.formats(), entry.occurred_on)),
        span("", worded("authority", &entry.authority)),
    ];
    let counts = *outcome == Outcome::Counts;
    let class = if counts {
        "entry"
    } else {
        "entry entry-uncounted"
    };
    let name = a(address, worded("factor", &entry.factor));
    let body = [
        p("entry-name", name),
        p("entry-meta", all(meta)),
        p("entry-status", status(i18n, entry, outcome)),
        if entry.contested && counts {
            p("entry-status", i18n.text(Key::EntryContested))
        } else {
            none()
        },
        words.map_or_else(none, |words| {
            p(
                "entry-words",
                i18n.fill(Key::EntrySays, &[("words", &words)]),
            )
        }),
    ];
    let points = div("entry-points", amount(i18n, entry.points));
    li(class, all([points, div("entry-body", all(body))]))
}

/// Whether an entry counts and until when, or why not, in a sentence or two.
pub fn status(i18n: I18n, entry: &Entry, outcome: &Outcome) -> String {
    match (outcome.reason(), entry.counts_until) {
        (Some(reason), _) => i18n.fill(
            Key::EntryCountsNotSince,
            &[("reason", &reason_text(i18n, reason))],
        ),
        (None, Some(until)) => i18n.fill(
            Key::EntryCountsUntil,
            &[("date", &format::day(i18n.formats(), until))],
        ),
        (None, None) => i18n.text(Key::EntryCounts).to_owned(),
    }
}
