//! One entry of the ledger: what, who, when, how many points, and whether it counts.

use citizen_score_rules::{Entry, Outcome};
use leptos::prelude::*;

use super::amount::{Amount, AmountProps};
use super::element::{all, div, li, none, p, span};
use crate::format;
use crate::i18n::{I18n, Key, reason_text, use_i18n};
use crate::reactive::text;
use crate::rules_book::{RulesBook, rule_text};

/// An entry as an item of a list; its name leads to `address`, where all of it is.
pub fn entry_item(entry: Entry, outcome: Outcome, address: String) -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let occurred_on = entry.occurred_on;
    let worded = move |group: &'static str, code: &str| {
        let code = code.to_owned();
        text(move || match book.get() {
            Ok(book) => rule_text(i18n, &book, group, &code),
            Err(_) => code.clone(),
        })
    };
    let meta = [
        span("", text(move || format::day(i18n.formats(), occurred_on))),
        span("", worded("authority", &entry.authority)),
    ];
    let contested = entry.contested && outcome == Outcome::Counts;
    let class = if outcome == Outcome::Counts {
        "entry"
    } else {
        "entry entry-uncounted"
    };
    let points = Amount(AmountProps {
        points: entry.points,
    })
    .into_any();
    let name = worded("factor", &entry.factor);
    let name = p("entry-name", view! { <a href=address>{name}</a> });
    let body = [
        name,
        p("entry-meta", all(meta)),
        p("entry-status", text(move || status(i18n, &entry, &outcome))),
        if contested {
            p("entry-status", i18n.say(Key::EntryContested))
        } else {
            none()
        },
    ];
    li(
        class,
        all([div("entry-points", points), div("entry-body", all(body))]),
    )
}

/// Whether an entry counts and until when, or why not, in a sentence or two.
pub fn status(i18n: I18n, entry: &Entry, outcome: &Outcome) -> String {
    match (outcome.reason(), entry.counts_until) {
        (Some(reason), _) => {
            // Joined in the language's own way: Chinese takes no space between sentences.
            let gap = if i18n.tag().starts_with("zh") {
                "："
            } else {
                ". "
            };
            format!(
                "{}{gap}{}",
                i18n.text(Key::EntryCountsNot),
                reason_text(i18n, reason)
            )
        }
        (None, Some(until)) => i18n.fill(
            Key::EntryCountsUntil,
            &[("date", &format::day(i18n.formats(), until))],
        ),
        (None, None) => i18n.text(Key::EntryCounts).to_owned(),
    }
}
