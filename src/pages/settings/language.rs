//! The language.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn language() -> AnyView {
    none()
}
