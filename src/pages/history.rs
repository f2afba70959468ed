//! The history: every entry, newest first, in pages of 50, grouped by month.

mod ledger_list;

use chrono::{Datelike, NaiveDate};
use citizen_score_contract::EntryView;
use citizen_score_contract::entries::DEFAULT_LIMIT;
use leptos::prelude::*;

use crate::components::entry_item::EntryItem;
use crate::components::load_view::LoadView;
use crate::components::page_heading::PageHeading;
use crate::format;
use crate::i18n::{Key, Plural, error_text, use_i18n};
use crate::record::use_record;
use ledger_list::LedgerList;

/// All entries.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let list = LedgerList::new();
    Effect::new(move |_| {
        record.changes().track();
        list.reload();
    });
    let total = move || record.known().map_or(0, |known| known.me.entry_count);
    let shown = move || {
        let numbers = [list.shown() as u64, total()].map(|number| {
            format::number(i18n.tag(), i64::try_from(number).unwrap_or(i64::MAX))
        });
        i18n.fill(Key::HistoryShown, &[("shown", &numbers[0]), ("total", &numbers[1])])
    };
    let more = move || {
        let left = total().saturating_sub(list.shown() as u64).min(DEFAULT_LIMIT.into());
        i18n.plural(Plural::HistoryMore, i64::try_from(left).unwrap_or(0).max(1), &[])
    };
    view! {
        <PageHeading title=Key::HistoryTitle />
        <p class="lead">{i18n.say(Key::HistoryIntro)}</p>
        <LoadView load=list.load() retry=Callback::new(move |()| list.reload()) let:entries>
            {if entries.is_empty() {
                view! { <p class="empty">{i18n.say(Key::HistoryEmpty)}</p> }.into_any()
            } else {
                months(entries).into_any()
            }}
        </LoadView>
        <Show when=move || list.shown().gt(&0)>
            <div class="history-end">
                <p class="quiet" role="status">{shown}</p>
                <p class="field-problem" role="alert">
                    {move || list.trouble().map(|error| error_text(i18n, &error))}
                </p>
                <Show when=move || list.has_more()>
                    <button
                        type="button"
                        class="button"
                        prop:disabled=move || list.busy()
                        on:click=move |_| list.more()
                    >
                        {more}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

/// Entries under the month in which they happened. They arrive newest first.
fn months(entries: Vec<EntryView>) -> impl IntoView {
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
    let i18n = use_i18n();
    groups
        .into_iter()
        .map(|(first, group)| {
            view! {
                <section class="month">
                    <h2>{move || format::month(i18n.tag(), first)}</h2>
                    <ol class="entries">
                        {group
                            .into_iter()
                            .map(|view| view! { <EntryItem view /> })
                            .collect_view()}
                    </ol>
                </section>
            }
        })
        .collect_view()
}
