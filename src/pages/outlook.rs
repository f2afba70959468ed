//! Ahead: how far the neighbouring tiers are, what would cost the tier, and the days on which entries
//! lapse.

mod contested;
mod days;
mod here;

use citizen_score_device::Ask;
use citizen_score_rules::cliff::Cliff;
use leptos::prelude::*;

use crate::components::element::{all, none};
use crate::components::page_heading::page_heading;
use crate::desk::asked;
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;
use crate::rules_book::RulesBook;

/// What comes by itself, and what is close.
#[component]
pub fn OutlookPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    // The other questions follow the first answer: while the ledger is read, one place says so.
    let show = move |cliff: Cliff| match book.get() {
        Ok(book) => all([
            here::here(i18n, &cliff.standing),
            here::crossings(i18n, &book, &cliff),
            days::days(),
            contested::contested(),
        ]),
        Err(_) => none(),
    };
    let link = move |route: Route, key: Key| {
        view! { <a class="button button-plain" href=route.path()>{i18n.say(key)}</a> }.into_any()
    };
    view! {
        {page_heading(Key::OutlookTitle)}
        <p class="lead">{i18n.say(Key::OutlookLead)}</p>
        {asked(|| Ask::Cliff, show)}
        <nav class="see-also" aria-label=i18n.say(Key::OutlookLinks)>
            {link(Route::OverTime, Key::OutlookToOverTime)}
            {link(Route::WhatIf, Key::OutlookToWhatIf)}
        </nav>
    }
}
