//! Points gained or lost: told by sign, shape and words, never by colour.

use leptos::prelude::*;

use super::element::{all, none, span};
use super::icon::{Direction, Triangle, TriangleProps};
use crate::format;
use crate::i18n::{I18n, Key};

/// A signed number of points with a shape beside it. Call it where the language is followed.
pub fn amount(i18n: I18n, points: i32) -> AnyView {
    let direction = match points {
        ..0 => Some(Direction::Down),
        0 => None,
        1.. => Some(Direction::Up),
    };
    let unit = format!(" {}", i18n.text(Key::EntryUnit));
    span(
        "amount",
        all([
            direction.map_or_else(none, |direction| {
                Triangle(TriangleProps { direction }).into_any()
            }),
            span(
                "amount-number",
                format::signed(i18n.formats(), points.into()),
            ),
            span("visually-hidden", unit),
        ]),
    )
}
