//! Standings side by side: score, tier, and points to the next tier.

use citizen_score_rules::Standing;
use leptos::prelude::*;

use super::element::all;
use super::term::term;
use crate::format;
use crate::i18n::{I18n, Key};

/// A table with one column for each standing. Call it where the language is followed.
pub fn standing_table(i18n: I18n, caption: String, columns: &[(Key, &Standing)]) -> AnyView {
    let head = columns
        .iter()
        .map(|(name, _)| view! { <th scope="col">{i18n.text(*name)}</th> }.into_any());
    let row = |name: Key, anchor: &'static str, value: fn(I18n, &Standing) -> String| {
        let cells = columns
            .iter()
            .map(|(_, standing)| view! { <td>{value(i18n, standing)}</td> }.into_any());
        view! { <tr><th scope="row">{term(name, anchor)}</th>{all(cells)}</tr> }.into_any()
    };
    view! {
        <table class="standing-table">
            <caption>{caption}</caption>
            <thead>
                <tr><th scope="col">{i18n.text(Key::StandingTableMeasure)}</th>{all(head)}</tr>
            </thead>
            <tbody>
                {row(Key::StandingTableScore, "score", |i18n, it| number(i18n, it.score))}
                {row(Key::StandingTableTier, "tier", |_, it| it.tier.clone())}
                {row(Key::StandingTableNext, "next-tier", next)}
            </tbody>
        </table>
    }
    .into_any()
}

fn number(i18n: I18n, points: i32) -> String {
    format::number(i18n.formats(), points.into())
}

fn next(i18n: I18n, standing: &Standing) -> String {
    match &standing.next {
        None => i18n.text(Key::StandingTableNextNone).to_owned(),
        Some(next) => {
            let points = number(i18n, next.points);
            let values = [("points", points.as_str()), ("tier", &next.tier)];
            i18n.fill(Key::StandingTableNextTo, &values)
        }
    }
}
