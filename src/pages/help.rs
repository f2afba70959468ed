//! What each page is for, and where to ask.

use leptos::prelude::*;

use crate::components::page_heading::page_heading;
use crate::i18n::Key;

/// Readable without signing in.
#[component]
pub fn HelpPage() -> impl IntoView {
    page_heading(Key::HelpTitle)
}
