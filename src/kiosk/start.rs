//! Where a visit begins: the ways to sign in, and what can be read without.

use leptos::prelude::*;

use crate::components::page_heading::page_heading;
use crate::i18n::Key;

/// The screen that stands in the place of a page that needs somebody signed in.
pub fn start() -> AnyView {
    page_heading(Key::SignInTitle)
}
