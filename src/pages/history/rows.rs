//! A page of the history: how much of it this is, the entries by month, and the way to the others.

use chrono::{Datelike, NaiveDate};
use citizen_score_contract::entries::DEFAULT_LIMIT;
use citizen_score_device::list::{Page, Row, Year};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::address::Address;
use crate::by_name::call;
use crate::components::element::{all, div, h2, none, ol, p, section};
use crate::components::entry_item::entry_item;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::text;
use crate::router::use_router;
use crate::routes::{Route, entry_path};

/// The year that was chosen, until it is in sight.
pub(super) type ToYear = StoredValue<Option<i32>>;

/// A page of the entries that pass the filter.
pub(super) fn page(i18n: I18n, page: Page, wanted: Address, to_year: ToYear) -> AnyView {
    let Page {
        total,
        matching,
        offset,
        rows,
        years,
    } = page;
    if total == 0 {
        return p("empty", i18n.say(Key::HistoryEmpty));
    }
    let last = matching.saturating_sub(1) / DEFAULT_LIMIT;
    let shown = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let count = text(move || {
        let [first, until, matching, total] = [
            offset.saturating_add(1).min(matching),
            offset.saturating_add(shown),
            matching,
            total,
        ]
        .map(|number| format::number(i18n.formats(), number.into()));
        let values = [
            ("first", first.as_str()),
            ("last", until.as_str()),
            ("matching", matching.as_str()),
            ("total", total.as_str()),
        ];
        let key = match (shown, matching == total) {
            (0, _) => Key::HistoryNone,
            (_, true) => Key::HistoryShown,
            (_, false) => Key::HistoryShownOf,
        };
        i18n.fill(key, &values)
    });
    let count = view! { <p class="quiet history-count" role="status" tabindex="-1">{count}</p> };
    all([
        div(
            "history-head",
            all([count.into_any(), year_menu(years, &wanted, to_year)]),
        ),
        months(rows),
        pages(&wanted, last),
    ])
}

/// Puts the focus on the line that says which entries these are, once it is there; and in sight the year
/// that was chosen.
pub(super) fn focus_head(to_year: ToYear) {
    request_animation_frame(move || {
        let head = document().query_selector(".history-count");
        if let Some(head) = head
            .ok()
            .flatten()
            .and_then(|it| it.dyn_into::<HtmlElement>().ok())
        {
            let _ = head.focus();
        }
        show_year(to_year);
    });
}

/// Leads to the page on which a year begins.
fn year_menu(years: Vec<Year>, wanted: &Address, to_year: ToYear) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    if years.len() < 2 {
        return none();
    }
    let here = wanted.clone();
    let places = years.clone();
    let jump = move |event| {
        let year = event_target_value(&event);
        let place = places.iter().find(|it| it.year.to_string() == year);
        if let Some(place) = place {
            let mut next = here.clone();
            next.page = place.offset / DEFAULT_LIMIT;
            next.unread.clear();
            to_year.set_value(Some(place.year));
            router.keep(&next.write(), true);
            // Another page shows it when it is there, which may take a while.
            if next.page == here.page {
                show_year(to_year);
            }
        }
    };
    let options = years
        .into_iter()
        .map(|it| view! { <option value=it.year.to_string()>{it.year.to_string()}</option> });
    view! {
        <label class="filter year-menu">
            <span>{i18n.say(Key::HistoryYear)}</span>
            <select class="input" on:change=jump>
                <option value="">{i18n.say(Key::HistoryYearChoose)}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// Puts the first month of the chosen year in sight, once.
fn show_year(to_year: ToYear) {
    let Some(year) = to_year.try_update_value(Option::take).flatten() else {
        return;
    };
    let place = document().query_selector(&format!("[data-year='{year}']"));
    if let Ok(Some(place)) = place {
        let _ = call(&place, "scrollIntoView", &[]);
    }
}

/// Entries under the month in which they happened. They come newest first.
pub(super) fn months(rows: Vec<Row>) -> AnyView {
    let i18n = use_i18n();
    let mut groups: Vec<(NaiveDate, Vec<Row>)> = Vec::new();
    for row in rows {
        let day = row.entry.occurred_on;
        match groups.last_mut() {
            Some((first, group)) if (first.year(), first.month()) == (day.year(), day.month()) => {
                group.push(row);
            }
            _ => groups.push((day, vec![row])),
        }
    }
    all(groups.into_iter().map(|(first, group)| {
        let items = group.into_iter().map(|row| {
            let address = entry_path(&row.entry.id);
            entry_item(&row.entry, &row.outcome, row.statement, address)
        });
        let title = h2("", format::month(i18n.formats(), first));
        let year = first.year().to_string();
        let month = section("month", all([title, ol("entries", all(items))]));
        view! { <div data-year=year>{month}</div> }.into_any()
    }))
}

/// The other pages: newer and older, newest and oldest.
fn pages(wanted: &Address, last: u32) -> AnyView {
    let i18n = use_i18n();
    if last == 0 {
        return none();
    }
    let here = wanted.page.min(last);
    let link = |key: Key, page: Option<u32>| {
        let Some(page) = page else { return none() };
        let query = Address {
            page,
            unread: Vec::new(),
            ..wanted.clone()
        }
        .write();
        let address = match query.as_str() {
            "" => Route::History.path().to_owned(),
            query => format!("{}?{query}", Route::History.path()),
        };
        view! { <a class="button button-plain" href=address>{i18n.say(key)}</a> }.into_any()
    };
    let place = text(move || {
        let [page, pages] =
            [here, last].map(|number| format::number(i18n.formats(), i64::from(number) + 1));
        i18n.fill(Key::HistoryPage, &[("page", &page), ("pages", &pages)])
    });
    view! {
        <nav class="pages" aria-label=i18n.say(Key::HistoryPages)>
            {link(Key::HistoryNewest, (here > 1).then_some(0))}
            {link(Key::HistoryNewer, here.checked_sub(1))}
            {p("pages-place", place)}
            {link(Key::HistoryOlder, Some(here + 1).filter(|next| *next <= last))}
            {link(Key::HistoryOldest, Some(last).filter(|last| here + 1 < *last))}
        </nav>
    }
    .into_any()
}
