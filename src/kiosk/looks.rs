//! The tools of the bar: how the app looks and sounds to this visitor.

use leptos::prelude::*;

use crate::components::element::none;

/// The tools, for their place in the bar.
pub fn tools() -> AnyView {
    none()
}
