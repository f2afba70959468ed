//! The days of the chart as a table.

use leptos::prelude::*;

use super::window::{Day, Window};
use crate::format;
use crate::i18n::{I18n, Key};

/// The table, folded: it can have hundreds of lines.
pub(super) fn table(i18n: I18n, window: &Window) -> AnyView {
    let rows: Vec<AnyView> = window
        .days
        .iter()
        .map(|day| row(i18n, day, day.on == window.today))
        .collect();
    view! {
        <details class="unfold panel">
            <summary>{i18n.text(Key::OverTimeTable)}</summary>
            <table class="course">
                <caption>{i18n.text(Key::OverTimeCaption)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{i18n.text(Key::OverTimeDay)}</th>
                        <th scope="col">{i18n.text(Key::OverTimeScore)}</th>
                        <th scope="col">{i18n.text(Key::OverviewTier)}</th>
                        <th scope="col">{i18n.text(Key::OverTimeKind)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

fn row(i18n: I18n, day: &Day, today: bool) -> AnyView {
    let kind = match (today, day.ahead) {
        (true, false) => Key::OverTimeToday,
        (_, false) => Key::OverTimePast,
        (_, true) => Key::OverTimeForecast,
    };
    view! {
        <tr>
            <th scope="row">{format::day(i18n.formats(), day.on)}</th>
            <td>{format::number(i18n.formats(), day.score.into())}</td>
            <td>{day.tier.clone()}</td>
            <td>{i18n.text(kind)}</td>
        </tr>
    }
    .into_any()
}
