//! No page at this address.

use leptos::prelude::*;

use crate::components::page_heading::PageHeading;
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;

/// Says that there is no such page, and offers the way back.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PageHeading title=Key::NotFoundTitle />
        <p class="lead">{i18n.say(Key::NotFoundText)}</p>
        <p>
            <a class="button" href=Route::Overview.path()>
                {i18n.say(Key::NotFoundHome)}
            </a>
        </p>
    }
}
