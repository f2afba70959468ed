//! Pages of a long list: which one the address asks for, and the way to the others.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::by_name::call;
use crate::components::element::{none, p};
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::query;
use crate::router::use_router;
use crate::routes::Route;

/// The name of the page's number in the address.
const NAME: &str = "page";

/// The page that a query asks for, from 0; the first where it asks for none that could be.
pub(super) fn page_in(query: &str) -> u32 {
    let pairs = query::pairs(query);
    let page = pairs.iter().find(|(name, _)| name == NAME);
    let page = page.and_then(|(_, value)| value.parse::<u32>().ok());
    page.map_or(0, |page| page.saturating_sub(1))
}

/// A place in a long list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paging {
    /// What the pages are called, all together.
    pub(super) label: Key,
    /// Whose list it is.
    pub(super) route: Route,
    /// The page on screen, from 0.
    pub(super) here: u32,
    /// The last page, from 0.
    pub(super) last: u32,
    /// The id of the heading above the list; it takes the focus when the page is turned.
    pub(super) heading: &'static str,
}

/// The way to the other pages; nothing where there is only one.
pub(super) fn paging(paging: Paging) -> AnyView {
    let i18n = use_i18n();
    let Paging { here, last, .. } = paging;
    if last == 0 {
        return beyond(i18n, here, last);
    }
    let beyond = beyond(i18n, here, last);
    let here = here.min(last);
    let link = |key: Key, page: Option<u32>| match page {
        Some(page) => link(i18n, paging, key, page),
        None => none(),
    };
    let place = [here, last].map(|number| format::number(i18n.formats(), i64::from(number) + 1));
    let [page, pages] = place.each_ref().map(String::as_str);
    let place = i18n.fill(Key::HistoryPage, &[("page", page), ("pages", pages)]);
    view! {
        {beyond}
        <nav class="pages" aria-label=i18n.text(paging.label)>
            {link(Key::PagingFirst, (here > 1).then_some(0))}
            {link(Key::PagingPrevious, here.checked_sub(1))}
            {p("pages-place", place)}
            {link(Key::PagingNext, Some(here + 1).filter(|next| *next <= last))}
            {link(Key::PagingLast, Some(last).filter(|last| here + 1 < *last))}
        </nav>
    }
    .into_any()
}

/// Says so where the address asks for a page after the last.
fn beyond(i18n: I18n, here: u32, last: u32) -> AnyView {
    if here <= last {
        return none();
    }
    let numbers = [here, last].map(|number| format::number(i18n.formats(), i64::from(number) + 1));
    let [page, pages] = numbers.each_ref().map(String::as_str);
    p(
        "note",
        i18n.fill(Key::PagingBeyond, &[("page", page), ("pages", pages)]),
    )
}

fn link(i18n: I18n, paging: Paging, key: Key, page: u32) -> AnyView {
    let router = use_router();
    let number = (page > 0).then(|| (u64::from(page) + 1).to_string());
    let query = query::write(&[(NAME, number)]);
    let address = match query.as_str() {
        "" => paging.route.path().to_owned(),
        query => format!("{}?{query}", paging.route.path()),
    };
    let turn = move |event: MouseEvent| {
        if is_plain(&event) {
            event.prevent_default();
            router.keep(&query, true);
            go_to(paging.heading);
        }
    };
    view! {
        <a class="button button-plain" href=address on:click=turn>
            {i18n.text(key)}
        </a>
    }
    .into_any()
}

/// Whether a click on a link is for this page; all others are the browser's.
pub(super) fn is_plain(event: &MouseEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    !modified && event.button() == 0
}

fn go_to(heading: &str) {
    let heading = document().get_element_by_id(heading);
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = call(&heading, "scrollIntoView", &[]);
        let _ = heading.focus();
    }
}
