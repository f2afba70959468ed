//! Where the resident is signed in, and ending each.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn sessions() -> AnyView {
    none()
}
