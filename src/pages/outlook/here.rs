//! Where the score stands among the tiers today, and which kinds of entry would cost the tier.

use citizen_score_rules::cliff::{Cliff, Crossing};
use citizen_score_rules::{Rulebook, Standing};
use leptos::prelude::*;

use crate::components::element::{all, div, h2, li, none, p, section, ul};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::{rule_text, worth_text};

/// Score and tier, and the distance to the tiers on both sides.
pub(super) fn here(i18n: I18n, standing: &Standing) -> AnyView {
    let next = match &standing.next {
        Some(next) => i18n.plural(
            Plural::OverviewNext,
            next.points.into(),
            &[("tier", &next.tier)],
        ),
        None => i18n.text(Key::OverviewTop).to_owned(),
    };
    section(
        "panel outlook-here",
        all([
            h2("", i18n.text(Key::OutlookHere)),
            p("outlook-stand", stand(i18n, Key::OutlookStand, standing)),
            p("", next),
            p("", margin(i18n, standing)),
        ]),
    )
}

/// Score and tier, in the words of a text with `{score}` and `{tier}`.
pub(super) fn stand(i18n: I18n, key: Key, standing: &Standing) -> String {
    let score = format::number(i18n.formats(), standing.score.into());
    i18n.fill(key, &[("score", &score), ("tier", &standing.tier)])
}

fn margin(i18n: I18n, standing: &Standing) -> String {
    let below = standing.below.as_deref().unwrap_or_default();
    match standing.margin {
        None => i18n.text(Key::OverviewLowest).to_owned(),
        Some(0) => i18n.fill(Key::OutlookMarginNone, &[("below", below)]),
        Some(margin) => i18n.plural(Plural::OutlookMargin, margin.into(), &[("below", below)]),
    }
}

/// The kinds of entry of which a single one would cost the tier; nothing in the lowest tier.
pub(super) fn crossings(i18n: I18n, book: &Rulebook, cliff: &Cliff) -> AnyView {
    let Some(margin) = cliff.margin else {
        return none();
    };
    let title = i18n.fill(Key::OutlookCrossings, &[("tier", &cliff.standing.tier)]);
    let list = if cliff.crossings.is_empty() {
        p("empty", i18n.text(Key::OutlookCrossingsNone))
    } else {
        let items = cliff
            .crossings
            .iter()
            .map(|crossing| item(i18n, book, crossing, margin));
        all([
            p("quiet", i18n.text(Key::OutlookCrossingsIntro)),
            p("quiet", i18n.text(Key::OutlookCrossingsNoStatement)),
            ul("factors", all(items)),
        ])
    };
    section("panel", all([h2("", title), list]))
}

fn item(i18n: I18n, book: &Rulebook, crossing: &Crossing, margin: i32) -> AnyView {
    let name = rule_text(i18n, book, "factor", &crossing.factor);
    let room = crossing.room.map_or_else(none, |room| {
        p(
            "factor-about",
            i18n.plural(Plural::OutlookRoom, room.into(), &[]),
        )
    });
    let words = [
        p("factor-name", name),
        p("", after(i18n, crossing, margin)),
        room,
    ];
    let worth = p("factor-worth", worth_text(i18n, crossing.points));
    li("factor", all([worth, div("", all(words))]))
}

/// The tier after it, and whether it comes to that in any case.
fn after(i18n: I18n, crossing: &Crossing, margin: i32) -> String {
    let Crossing {
        tier_after_least: least,
        tier_after_most: most,
        ..
    } = crossing;
    if !crossing.certain {
        return i18n.plural(Plural::OutlookAtMost, margin.into(), &[("tier", most)]);
    }
    if least == most {
        i18n.fill(Key::OutlookCertain, &[("tier", most)])
    } else {
        i18n.fill(
            Key::OutlookCertainRange,
            &[("least", least), ("most", most)],
        )
    }
}
