//! The dial: how far through the present tier the score is. One calm hue, and a text equal.

use citizen_score_rules::Standing;
use leptos::prelude::*;

use super::counting_score::CountingScore;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{memo, text};

/// Score and tier in a half circle that fills towards the next tier.
#[component]
pub fn Dial(
    /// The standing to show.
    #[prop(into)]
    standing: Signal<Standing>,
) -> impl IntoView {
    let i18n = use_i18n();
    let filled = text(move || format!("{} 100", standing.with(Standing::tier_progress)));
    let score = memo(move || standing.with(|standing| standing.score));
    let from = text(move || standing.with(|standing| ends(i18n, standing).0));
    let to = text(move || standing.with(|standing| ends(i18n, standing).1));
    let tier = text(move || standing.with(|standing| standing.tier.clone()));
    let label = text(move || standing.with(|standing| text_equal(i18n, standing)));
    view! {
        <div class="dial">
            <svg
                class="dial-arc"
                viewBox="0 0 240 132"
                role="img"
                aria-label=label
            >
                <path class="dial-track" d="M16 120a104 104 0 0 1 208 0" />
                <path
                    class="dial-value"
                    d="M16 120a104 104 0 0 1 208 0"
                    pathLength="100"
                    stroke-dasharray=filled
                />
            </svg>
            <p class="dial-score">
                <CountingScore score />
            </p>
            <p class="dial-tier">
                {i18n.say(Key::OverviewTier)} " "
                <strong data-tier>{tier}</strong>
            </p>
            <p class="dial-ends" aria-hidden="true">
                <span>{from}</span>
                <span>{to}</span>
            </p>
        </div>
    }
}

/// Where the present tier begins and where the next one does, in points.
fn bounds(standing: &Standing) -> (Option<i64>, Option<i64>) {
    let score = i64::from(standing.score);
    let from = standing.margin.map(|margin| score - i64::from(margin));
    let to = standing
        .next
        .as_ref()
        .map(|next| score + i64::from(next.points));
    (from, to)
}

fn ends(i18n: I18n, standing: &Standing) -> (String, String) {
    let (from, to) = bounds(standing);
    let show = |points: Option<i64>| points.map(|points| format::number(i18n.formats(), points));
    (show(from).unwrap_or_default(), show(to).unwrap_or_default())
}

fn text_equal(i18n: I18n, standing: &Standing) -> String {
    let (from, to) = ends(i18n, standing);
    let score = format::number(i18n.formats(), standing.score.into());
    let next = standing.next.as_ref().map(|next| next.tier.as_str());
    let key = match (standing.margin, next) {
        (_, None) => Key::OverviewDialTop,
        (None, _) => Key::OverviewDialLow,
        _ => Key::OverviewDial,
    };
    let values = [
        ("score", score.as_str()),
        ("tier", standing.tier.as_str()),
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("next", next.unwrap_or_default()),
    ];
    i18n.fill(key, &values)
}
