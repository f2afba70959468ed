//! Whether the last standing and history stay on this device.

use leptos::prelude::*;

use crate::components::element::none;

/// The section.
pub(super) fn remember() -> AnyView {
    none()
}
