//! An entry in plain words, as what a case is about.

use citizen_score_device::list::Row;
use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::amount::amount;
use crate::components::element::{all, dd, div, dl, dt, h2, p, section};
use crate::components::entry_item::status;
use crate::format;
use crate::i18n::{I18n, Key};
use crate::rules_book::rule_text;

/// The panel: what, how many points, when, who says so, on what it rests, whether it counts.
pub(super) fn entry_facts(i18n: I18n, book: &Rulebook, row: &Row) -> AnyView {
    let entry = &row.entry;
    let facts = [
        (
            Key::EntryOccurred,
            format::day(i18n.formats(), entry.occurred_on),
        ),
        (
            Key::EntryAuthority,
            rule_text(i18n, book, "authority", &entry.authority),
        ),
        (
            Key::EntryBasis,
            rule_text(i18n, book, "basis", &entry.basis),
        ),
        (Key::EntryReference, entry.reference.to_string()),
    ];
    let facts =
        facts.map(|(key, value)| div("facts-row", all([dt("", i18n.text(key)), dd("", value)])));
    section(
        "panel entry-page",
        all([
            div("entry-page-points", amount(i18n, entry.points)),
            h2(
                "entry-page-name",
                rule_text(i18n, book, "factor", &entry.factor),
            ),
            p("entry-page-status", status(i18n, entry, &row.outcome)),
            dl("facts", all(facts)),
        ]),
    )
}
