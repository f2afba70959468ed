//! Entries that count differently in two cases: each with its status in both.

use citizen_score_device::supposing::Moved;
use citizen_score_rules::{Outcome, Reason, Rulebook};
use leptos::prelude::*;

use super::amount::amount;
use super::element::{a, all, div, li, ol, p};
use super::entry_item::status;
use crate::format;
use crate::i18n::{I18n, Key};
use crate::routes::entry_path;
use crate::rules_book::rule_text;

/// The entries; `before` and `after` are texts with the status as `{status}`. Call it where the
/// language and the rulebook are followed.
pub fn moved_entries(
    i18n: I18n,
    book: &Rulebook,
    moved: &[Moved],
    (before, after): (Key, Key),
) -> AnyView {
    let items = moved.iter().map(|it| {
        let entry = &it.entry;
        let name = rule_text(i18n, book, "factor", &entry.factor);
        let name = a(entry_path(&entry.id), name);
        let line = |key, outcome: &Outcome| {
            // Which rules do not know it depends on the case, so not `the rulebook in force`.
            let words = match outcome.reason() {
                Some(Reason::UnknownFactor) => i18n.text(Key::ChangesUnknownKind).to_owned(),
                _ => status(i18n, entry, outcome),
            };
            p("moved-status", i18n.fill(key, &[("status", &words)]))
        };
        let body = [
            p("entry-name", name),
            p("entry-meta", format::day(i18n.formats(), entry.occurred_on)),
            line(before, &it.before),
            line(after, &it.after),
        ];
        let parts = [
            div("entry-points", amount(i18n, entry.points)),
            div("entry-body", all(body)),
        ];
        li("entry", all(parts))
    });
    ol("entries", all(items))
}
