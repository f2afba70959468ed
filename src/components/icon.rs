//! The few drawings of the app. All are decoration: the words beside them say it.

use leptos::prelude::*;

/// Which way a triangle points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Points were added.
    Up,
    /// Points were taken.
    Down,
}

/// A small triangle.
#[component]
pub fn Triangle(
    /// Which way it points.
    direction: Direction,
) -> impl IntoView {
    let path = match direction {
        Direction::Up => "M6 2 11 10H1z",
        Direction::Down => "M6 10 1 2h10z",
    };
    view! {
        <svg class="triangle" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <path d=path fill="currentColor" />
        </svg>
    }
}

/// The mark of the app: a dial that is part full.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <path class="mark-track" d="M6 23a11 11 0 1 1 20 0" />
            <path class="mark-value" d="M6 23a11 11 0 0 1 13-15.6" />
        </svg>
    }
}

/// A door and an arrow: leaving.
#[component]
pub fn Exit() -> impl IntoView {
    view! {
        <svg class="exit" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d="M8 3H4v14h4M8 10h9M13.5 6.5 17 10l-3.5 3.5" />
        </svg>
    }
}
