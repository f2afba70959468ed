//! Ways to the next tier, as facts in the rulebook's order. Nothing here advises.

use citizen_score_rules::Rulebook;
use citizen_score_rules::paths::{ByWaiting, Paths, PlannedWay};
use leptos::prelude::*;

use super::way::way;
use crate::components::element::{all, div, h2, h3, li, none, p, ul};
use crate::format;
use crate::i18n::{I18n, Key, Plural};
use crate::rules_book::{rule_text, worth_text};

/// All ways. Call it where the language is followed.
pub(super) fn ways(i18n: I18n, book: &Rulebook, paths: Paths) -> AnyView {
    let title = h2("", i18n.text(Key::WhatIfWays));
    let Some(next) = &paths.next else {
        return all([title, p("", i18n.text(Key::WhatIfWaysTop))]);
    };
    let intro = i18n.plural(
        Plural::WhatIfWaysIntro,
        next.points.into(),
        &[("tier", &next.tier)],
    );
    let beneath = paths.beneath.map_or_else(none, |beneath| {
        p("note", i18n.plural(Plural::WhatIfBeneath, beneath, &[]))
    });
    let each = paths.ways.iter().map(|it| way(i18n, book, it));
    all([
        title,
        p("quiet", intro),
        beneath,
        h3("", i18n.text(Key::WhatIfByWaiting)),
        p("", by_waiting(i18n, paths.by_waiting.as_ref())),
        ul("way-list", all(each)),
        planned(i18n, book, &paths.planned),
    ])
}

fn by_waiting(i18n: I18n, it: Option<&ByWaiting>) -> String {
    let Some(it) = it else {
        return i18n.text(Key::WhatIfByWaitingNone).to_owned();
    };
    let day = format::day(i18n.formats(), it.on);
    let score = format::number(i18n.formats(), it.standing.score.into());
    let values = [
        ("date", day.as_str()),
        ("tier", &it.standing.tier),
        ("score", &score),
    ];
    i18n.fill(Key::WhatIfByWaitingText, &values)
}

fn planned(i18n: I18n, book: &Rulebook, ways: &[PlannedWay]) -> AnyView {
    if ways.is_empty() {
        return none();
    }
    let items = ways.iter().map(|it| {
        let worth = worth_text(i18n, it.would_be_worth);
        let from = match it.from {
            Some(from) => {
                let day = format::day(i18n.formats(), from);
                i18n.fill(Key::WhatIfPlannedFrom, &[("date", &day)])
            }
            None => i18n.text(Key::WhatIfPlannedOpen).to_owned(),
        };
        let worth = i18n.fill(Key::WhatIfPlannedWorth, &[("worth", &worth)]);
        let caution = it.caution.as_ref().map_or_else(none, |code| {
            p("note", rule_text(i18n, book, "caution", code))
        });
        li(
            "",
            all([
                p("entry-name", rule_text(i18n, book, "factor", &it.factor)),
                p("quiet", format!("{worth} · {from}")),
                caution,
            ]),
        )
    });
    div(
        "planned-box",
        all([
            h3("", i18n.text(Key::WhatIfPlannedWays)),
            p("", i18n.text(Key::WhatIfPlannedIntro)),
            ul("planned-ways", all(items)),
        ]),
    )
}
