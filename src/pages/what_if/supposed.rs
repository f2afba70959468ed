//! The supposed entries: what becomes of each, and ways to remove them.

use citizen_score_rules::Rulebook;
use citizen_score_rules::simulate::{Hypothetical, Simulated};
use leptos::html::H2;
use leptos::prelude::*;

use super::address::Address;
use crate::components::amount::amount;
use crate::components::element::{all, div, li, p, ul};
use crate::format;
use crate::i18n::{I18n, Key, reason_text};
use crate::rules_book::rule_text;

/// The supposed entries, each with what becomes of it and a way to remove it.
pub(super) fn supposed(
    i18n: I18n,
    book: &Rulebook,
    entries: &[Simulated],
    wanted: Memo<Address>,
    heading: NodeRef<H2>,
) -> AnyView {
    let items = entries.iter().map(|it| {
        let name = rule_text(i18n, book, "factor", &it.factor);
        let day = format::day(i18n.formats(), it.on);
        let label = i18n.fill(Key::WhatIfRemoveThis, &[("name", &name), ("date", &day)]);
        let this = Hypothetical {
            factor: it.factor.clone(),
            points: it.points,
            on: it.on,
        };
        let remove = move |_| {
            super::keep(wanted, |entries| {
                // By what it is, since the answer may be older than the address.
                if let Some(place) = entries.iter().position(|it| *it == this) {
                    entries.remove(place);
                }
            });
            focus(heading);
        };
        let button = view! {
            <button type="button" class="button button-plain" aria-label=label on:click=remove>
                {i18n.text(Key::WhatIfRemove)}
            </button>
        };
        let body = [
            p("entry-name", name),
            p("entry-meta", day),
            p("entry-status", outcome(i18n, book, it)),
        ];
        let counts = it.outcome.reason().is_none() && !it.planned;
        let class = if counts {
            "entry"
        } else {
            "entry entry-uncounted"
        };
        li(
            class,
            all([
                div("entry-points", amount(i18n, it.points)),
                div("entry-body", all(body)),
                button.into_any(),
            ]),
        )
    });
    ul("entries supposed", all(items))
}

/// Removes all of them.
pub(super) fn clear(i18n: I18n, wanted: Memo<Address>, heading: NodeRef<H2>) -> AnyView {
    let clear = move |_| {
        super::keep(wanted, Vec::clear);
        focus(heading);
    };
    view! {
        <button type="button" class="button button-plain" on:click=clear>
            {i18n.text(Key::WhatIfClear)}
        </button>
    }
    .into_any()
}

/// The button that had the focus is about to go; the heading above it stays.
fn focus(heading: NodeRef<H2>) {
    if let Some(heading) = heading.get_untracked() {
        let _ = heading.focus();
    }
}

fn outcome(i18n: I18n, book: &Rulebook, it: &Simulated) -> String {
    if it.planned {
        return i18n.text(Key::WhatIfPlanned).to_owned();
    }
    if let Some(reason) = it.outcome.reason() {
        return reason_text(i18n, reason);
    }
    let until = book
        .factor(&it.factor)
        .and_then(|factor| factor.counts_until(it.on));
    match until {
        Some(until) => i18n.fill(
            Key::EntryCountsUntil,
            &[("date", &format::day(i18n.formats(), until))],
        ),
        None => i18n.text(Key::EntryCounts).to_owned(),
    }
}
