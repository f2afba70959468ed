//! One entry of the ledger: what, who, when, how many points, and whether it counts.

use citizen_score_contract::EntryView;
use citizen_score_rules::{Entry, Outcome};
use leptos::prelude::*;

use super::amount::{Amount, AmountProps};
use super::element::{all, dd, div, dl, dt, li, none, p, span};
use crate::format;
use crate::i18n::{I18n, Key, reason_text, use_i18n};
use crate::reactive::{Text, text};
use crate::rules_book::{RulesBook, rule_text};

/// An entry as an item of a list. With `details`, reference, basis and version can be opened.
pub fn entry_item(view: EntryView, details: bool) -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let EntryView { entry, outcome, .. } = view;
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
    let name = p("entry-name", worded("factor", &entry.factor));
    let more = if details {
        let basis = worded("basis", &entry.basis);
        entry_details(i18n, &entry, basis)
    } else {
        none()
    };
    let body = [
        name,
        p("entry-meta", all(meta)),
        p("entry-status", text(move || status(i18n, &entry, &outcome))),
        if contested {
            p("entry-status", i18n.say(Key::EntryContested))
        } else {
            none()
        },
        more,
    ];
    li(
        class,
        all([div("entry-points", points), div("entry-body", all(body))]),
    )
}

fn status(i18n: I18n, entry: &Entry, outcome: &Outcome) -> String {
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

fn entry_details(i18n: I18n, entry: &Entry, basis: Text) -> AnyView {
    let recorded_at = entry.recorded_at;
    let row =
        |key: Key, value: AnyView| div("facts-row", all([dt("", i18n.say(key)), dd("", value)]));
    let recorded = text(move || format::local_moment(i18n.formats(), recorded_at));
    let facts = [
        row(Key::EntryRecorded, recorded.into_any()),
        row(Key::EntryReference, entry.reference.clone().into_any()),
        row(Key::EntryBasis, basis.into_any()),
        row(Key::EntryVersion, entry.rulebook_version.clone().into_any()),
        row(Key::EntryId, entry.id.clone().into_any()),
    ];
    view! {
        <details class="entry-details">
            <summary>{i18n.say(Key::EntryDetails)}</summary>
            {dl("facts", all(facts))}
        </details>
    }
    .into_any()
}
