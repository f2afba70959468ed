//! Light or dark, the size of text, and contrast.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn look() -> AnyView {
    none()
}
