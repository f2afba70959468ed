//! The figures of the server and of this device, side by side.

use citizen_score_device::report::Report;
use citizen_score_rules::{NextTier, Points, Standing};
use leptos::prelude::*;

use crate::format;
use crate::i18n::{I18n, Key};

/// Score, tier, next tier, margin and the tier below, as a table.
pub(super) fn figures(i18n: I18n, report: &Report) -> AnyView {
    let score = |it: &Standing| format::number(i18n.formats(), it.score.into());
    let rows: [(Key, &dyn Fn(&Standing) -> String); 5] = [
        (Key::CheckScore, &score),
        (Key::OverviewTier, &|it| it.tier.clone()),
        (Key::CheckNext, &|it| next(i18n, it.next.as_ref())),
        (Key::CheckMargin, &|it| margin(i18n, it.margin)),
        (Key::CheckBelow, &|it| below(i18n, it.below.as_deref())),
    ];
    let rows = rows.map(|(key, show)| {
        view! {
            <tr>
                <th scope="row">{i18n.text(key)}</th>
                <td>{show(&report.claimed)}</td>
                <td>{show(&report.computed)}</td>
            </tr>
        }
    });
    view! {
        <table class="figures">
            <caption>{i18n.text(Key::CheckFigures)}</caption>
            <thead>
                <tr>
                    <th scope="col">{i18n.text(Key::CheckFigure)}</th>
                    <th scope="col">{i18n.text(Key::CheckServer)}</th>
                    <th scope="col">{i18n.text(Key::CheckDevice)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

/// The way to the next tier in words.
pub(super) fn next(i18n: I18n, next: Option<&NextTier>) -> String {
    let Some(next) = next else {
        return i18n.text(Key::CheckHighest).to_owned();
    };
    let points = format::number(i18n.formats(), next.points.into());
    i18n.fill(
        Key::CheckNextValue,
        &[("points", &points), ("tier", &next.tier)],
    )
}

/// The points that can go, in words.
pub(super) fn margin(i18n: I18n, margin: Option<Points>) -> String {
    match margin {
        Some(points) => format::number(i18n.formats(), points.into()),
        None => i18n.text(Key::CheckLowest).to_owned(),
    }
}

/// The tier below in words.
pub(super) fn below(i18n: I18n, below: Option<&str>) -> String {
    below
        .unwrap_or_else(|| i18n.text(Key::CheckLowest))
        .to_owned()
}
