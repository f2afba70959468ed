//! The history: every entry, newest first, in pages of 50, grouped by month.

mod ledger_list;

use chrono::{Datelike, NaiveDate};
use citizen_score_contract::EntryView;
use citizen_score_contract::entries::DEFAULT_LIMIT;
use leptos::prelude::*;

use crate::components::element::{all, h2, ol, p, section};
use crate::components::entry_item::entry_item;
use crate::components::load_view::load_view;
use crate::components::page_heading::page_heading;
use crate::format;
use crate::i18n::{Key, Plural, error_text, use_i18n};
use crate::reactive::{effect, part_if, text};
use crate::record::use_record;
use ledger_list::LedgerList;

/// All entries.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let list = LedgerList::new();
    effect(move || {
        record.changes().track();
        list.reload();
    });
    view! {
        {page_heading(Key::HistoryTitle)}
        <p class="lead">{i18n.say(Key::HistoryIntro)}</p>
        {load_view(list.load(), Callback::new(move |()| list.reload()), months)}
        {part_if(move || list.shown() > 0, move || end(list))}
    }
}

/// How much is shown, and reading on.
fn end(list: LedgerList) -> AnyView {
    let i18n = use_i18n();
    let record = use_record();
    let total = move || record.known().map_or(0, |known| known.me.entry_count);
    let shown = move || {
        let [shown, total] = [list.shown() as u64, total()].map(|number| {
            format::number(i18n.formats(), i64::try_from(number).unwrap_or(i64::MAX))
        });
        i18n.fill(Key::HistoryShown, &[("shown", &shown), ("total", &total)])
    };
    let more = move || {
        let left = total()
            .saturating_sub(list.shown() as u64)
            .min(DEFAULT_LIMIT.into());
        i18n.plural(
            Plural::HistoryMore,
            i64::try_from(left).unwrap_or(0).max(1),
            &[],
        )
    };
    let trouble = move || {
        list.trouble()
            .map_or_else(String::new, |error| error_text(i18n, &error))
    };
    let button = move || {
        view! {
            <button
                type="button"
                class="button"
                prop:disabled=move || list.busy()
                on:click=move |_| list.more()
            >
                {text(more)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="history-end">
            <p class="quiet" role="status">{text(shown)}</p>
            <p class="field-problem" role="alert">{text(trouble)}</p>
            {part_if(move || list.has_more(), button)}
        </div>
    }
    .into_any()
}

/// Entries under the month in which they happened. They arrive newest first.
fn months(entries: Vec<EntryView>) -> AnyView {
    let i18n = use_i18n();
    if entries.is_empty() {
        return p("empty", i18n.say(Key::HistoryEmpty));
    }
    let mut groups: Vec<(NaiveDate, Vec<EntryView>)> = Vec::new();
    for view in entries {
        let day = view.entry.occurred_on;
        match groups.last_mut() {
            Some((first, group)) if (first.year(), first.month()) == (day.year(), day.month()) => {
                group.push(view);
            }
            _ => groups.push((day, vec![view])),
        }
    }
    all(groups.into_iter().map(|(first, group)| {
        let items = group.into_iter().map(|view| entry_item(view, true));
        let title = h2("", text(move || format::month(i18n.formats(), first)));
        section("month", all([title, ol("entries", all(items))]))
    }))
}
