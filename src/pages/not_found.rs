//! No page at this address.

use leptos::prelude::*;

use crate::components::element::{all, p};
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;

/// Says that there is no such page, and offers the way back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let i18n = use_i18n();
    let link = view! {
        <a class="button" href=Route::Overview.path()>
            {i18n.say(Key::NotFoundHome)}
        </a>
    };
    all([
        page_heading(Key::NotFoundTitle),
        p("lead", i18n.say(Key::NotFoundText)),
        p("", link),
    ])
}
