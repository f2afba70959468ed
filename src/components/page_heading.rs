//! The heading of a page: sets the title, and takes the focus after a change of page.
//!
//! The router does not move the focus, so without this a screen reader would go on reading where
//! the old page was.

use leptos::html::H1;
use leptos::prelude::*;

use crate::i18n::{Key, use_i18n};
use crate::kiosk::is_display;
use crate::reactive::effect;

/// How many pages have been shown; a context.
#[derive(Clone, Copy)]
struct NavigationCount(StoredValue<u32>);

/// Provides the context.
pub fn provide_navigation_count() {
    provide_context(NavigationCount(StoredValue::new(0)));
}

/// The one `h1` of a page; `title` is its text, and the title of the document.
pub fn page_heading(title: Key) -> AnyView {
    let i18n = use_i18n();
    let heading = NodeRef::<H1>::new();
    // The first page does not take the focus: that belongs to whoever opened the app.
    let first = use_context::<NavigationCount>().is_none_or(|NavigationCount(count)| {
        let before = count.get_value();
        count.set_value(before.saturating_add(1));
        before == 0
    });
    // The title stays in what the browser remembers, which on a shared display is nothing of a visit.
    let titled = !is_display();
    effect(move || {
        if !titled {
            return;
        }
        document().set_title(&format!(
            "{} – {}",
            i18n.text(title),
            i18n.text(Key::AppName)
        ));
    });
    effect(move || {
        if let (false, Some(heading)) = (first, heading.get()) {
            let _ = heading.focus();
        }
    });
    view! {
        <h1 class="page-heading" tabindex="-1" node_ref=heading>
            {i18n.say(title)}
        </h1>
    }
    .into_any()
}
