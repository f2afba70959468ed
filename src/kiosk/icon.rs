//! The drawings of the bar. All are decoration: the words beside them say it.

use leptos::prelude::*;

/// A drawing of lines on a square of 24.
pub(super) fn icon(path: &'static str) -> AnyView {
    // What points along the lines of writing turns with them.
    let class = if path == BACK || path == LEAVE {
        "kiosk-icon kiosk-icon-way"
    } else {
        "kiosk-icon"
    };
    view! {
        <svg class=class viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d=path />
        </svg>
    }
    .into_any()
}

/// An arrow to the left.
pub(super) const BACK: &str = "M19 12H5M11 6l-6 6 6 6";
/// An eye.
pub(super) const SHOW: &str =
    "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z";
/// An eye that is crossed out.
pub(super) const HIDE: &str = "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM4 3l16 18";
/// A door and an arrow.
pub(super) const LEAVE: &str = "M10 4H5v16h5M10 12h11M17 8l4 4-4 4";
/// A tick.
pub(super) const DONE: &str = "M5 13l5 5L20 7";
