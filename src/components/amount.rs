//! Points gained or lost: told by sign, shape and words, never by colour.

use leptos::prelude::*;

use super::icon::{Direction, Triangle};
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::reactive::text;

/// A signed number of points with a shape beside it.
#[component]
pub fn Amount(
    /// The points, negative for a loss.
    points: i32,
) -> impl IntoView {
    let i18n = use_i18n();
    let direction = match points {
        ..0 => Some(Direction::Down),
        0 => None,
        1.. => Some(Direction::Up),
    };
    view! {
        <span class="amount">
            {direction.map(|direction| view! { <Triangle direction /> })}
            <span class="amount-number">
                {text(move || format::signed(i18n.formats(), points.into()))}
            </span>
            <span class="visually-hidden">" " {i18n.say(Key::EntryUnit)}</span>
        </span>
    }
}
