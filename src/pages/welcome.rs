//! What this is, what it is not, and where the data comes from: three short steps.

use leptos::prelude::*;

use crate::components::page_heading::page_heading;
use crate::i18n::Key;

/// Readable without signing in.
#[component]
pub fn WelcomePage() -> impl IntoView {
    page_heading(Key::WelcomeTitle)
}
