//! The form that narrows the access log. What it asks for is in the address of the page.

use chrono::NaiveDate;
use citizen_score_contract::access::KINDS;
use citizen_score_rules::iso::parse_date;
use leptos::prelude::*;

use super::address::{Address, kind_in, kind_name};
use super::words::name;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{part_if, text};
use crate::router::use_router;

/// Kind and period.
pub(super) fn filters(wanted: Memo<Address>) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    let open = untrack(|| wanted.with(|wanted| !wanted.is_all()));
    let choose = move |event| {
        let kind = kind_in(&event_target_value(&event));
        change(wanted, |address| address.kind = kind);
    };
    let options = KINDS.map(|kind| {
        let selected = move || wanted.with(|wanted| wanted.kind == Some(kind));
        view! {
            <option value=kind_name(kind) selected=selected>
                {i18n.say(name(kind))}
            </option>
        }
    });
    let clear = move || {
        view! {
            <button
                type="button"
                class="button button-plain"
                on:click=move |_| router.keep("", true)
            >
                {i18n.say(Key::HistoryClear)}
            </button>
        }
        .into_any()
    };
    view! {
        <details class="filters" open=open>
            <summary>{i18n.say(Key::HistoryFilters)}</summary>
            <form class="filter-fields" role="search" on:submit=|event| event.prevent_default()>
                <label class="filter">
                    <span>{i18n.say(Key::AccessLogKind)}</span>
                    <select class="input" on:change=choose>
                        <option value="" selected=move || wanted.with(|it| it.kind.is_none())>
                            {i18n.say(Key::HistoryAny)}
                        </option>
                        {options.collect_view()}
                    </select>
                </label>
                {day(wanted, Key::HistoryFrom, |address| &mut address.from)}
                {day(wanted, Key::HistoryUntil, |address| &mut address.until)}
                {part_if(move || wanted.with(|wanted| !wanted.is_all()), clear)}
            </form>
        </details>
    }
    .into_any()
}

/// A day at which the period begins or ends.
fn day(
    wanted: Memo<Address>,
    label: Key,
    of: fn(&mut Address) -> &mut Option<NaiveDate>,
) -> AnyView {
    let i18n = use_i18n();
    let value = text(move || {
        let mut address = wanted.get();
        of(&mut address).map_or_else(String::new, |day| day.to_string())
    });
    let set = move |event| {
        let day = parse_date(&event_target_value(&event));
        change(wanted, |address| *of(address) = day);
    };
    view! {
        <label class="filter">
            <span>{i18n.say(label)}</span>
            <input type="date" class="input" prop:value=value on:change=set />
        </label>
    }
    .into_any()
}

/// Changes what the address asks for; the list begins at its newest row again.
fn change(wanted: Memo<Address>, change: impl FnOnce(&mut Address)) {
    let mut next = Address {
        cursor: None,
        unread: Vec::new(),
        ..wanted.get_untracked()
    };
    change(&mut next);
    use_router().keep(&next.write(), true);
}
