//! Versions of app and rulebook, and the licences of what the app is made of.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn about() -> AnyView {
    none()
}
