//! What the resident is told of while the app is closed, and when not.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn notifications() -> AnyView {
    none()
}
