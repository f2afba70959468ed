//! The hero of the overview: the dial, and in words what it means.
//!
//! `crates/server/templates/frame.html` paints the same markup before the app has started; a journey
//! checks that nothing moves when this takes its place.

use citizen_score_rules::Standing;
use leptos::prelude::*;

use super::added_up::AddedUp;
use crate::components::dial::{Dial, DialProps};
use crate::components::element::{all, div, h2, none, p, section, span};
use crate::components::page_heading::page_heading;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::reactive::{memo, part, text};
use crate::record::{Known, use_record};
use crate::rules_book::{Checked, RulesBook};

/// Score, tier, points to the next tier, margin, and as of when.
#[component]
pub fn Hero(
    /// The check of the ledger, where it was made.
    added_up: RwSignal<Option<AddedUp>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let book = expect_context::<RulesBook>();
    let known = memo(move || record.known());
    let checked = memo(move || known.get().and_then(|known| book.check(&known.me)));
    let standing = memo(move || {
        let ours = checked.get().map(|checked| checked.standing);
        ours.or_else(|| known.get().map(|known| known.me.standing))
            .unwrap_or_else(nothing)
    });
    let of_known = move |read: fn(I18n, &Known) -> String| {
        text(move || {
            known.with(|known| known.as_ref().map_or_else(String::new, |it| read(i18n, it)))
        })
    };
    let agrees = move || {
        if added_up.with(Option::is_some) {
            return String::new();
        }
        let agrees = checked.with(|it| it.as_ref().is_some_and(|checked| checked.agrees));
        if agrees {
            i18n.text(Key::OverviewChecked).to_owned()
        } else {
            String::new()
        }
    };
    let alarm = move || {
        let differing = checked
            .get()
            .filter(|checked| !checked.agrees)
            .zip(known.get());
        differing
            .map(|(checked, known)| mismatch(i18n, &checked, &known.me.standing))
            .into_any()
    };
    let head = [
        page_heading(Key::OverviewTitle),
        p(
            "hero-name",
            all([
                of_known(|_, known| known.me.display_name.clone()).into_any(),
                " ".into_any(),
                span("", of_known(|_, known| known.me.masked_number.clone())),
            ]),
        ),
    ];
    let words = [
        p(
            "hero-next",
            text(move || standing.with(|it| next_text(i18n, it))),
        ),
        p(
            "hero-margin",
            text(move || standing.with(|it| margin_text(i18n, it))),
        ),
        p(
            "hero-as-of",
            of_known(|i18n, known| i18n.moment(Key::OverviewAsOf, known.received)),
        ),
        p(
            "hero-as-of",
            all([
                text(agrees).into_any(),
                part(move || added_up.get().map_or_else(none, |it| it.words(i18n))).into_any(),
            ]),
        ),
    ];
    section(
        "hero",
        all([
            div("hero-head", all(head)),
            Dial(DialProps {
                standing: standing.into(),
            })
            .into_any(),
            div("hero-words", all(words)),
            part(alarm).into_any(),
            part(move || added_up.get().map_or_else(none, |it| it.alarm(i18n))).into_any(),
        ]),
    )
}

/// How far the next tier is, in one sentence.
fn next_text(i18n: I18n, standing: &Standing) -> String {
    match &standing.next {
        Some(next) => i18n.plural(
            Plural::OverviewNext,
            next.points.into(),
            &[("tier", &next.tier)],
        ),
        None => i18n.text(Key::OverviewTop).to_owned(),
    }
}

/// How much can go before the tier is lost, in one sentence.
fn margin_text(i18n: I18n, standing: &Standing) -> String {
    match (standing.margin, &standing.below) {
        (Some(0), Some(below)) => i18n.fill(Key::OverviewMarginNone, &[("below", below)]),
        (Some(margin), _) => {
            let values = [("tier", standing.tier.as_str())];
            i18n.plural(Plural::OverviewMargin, margin.into(), &values)
        }
        (None, _) => i18n.text(Key::OverviewLowest).to_owned(),
    }
}

fn mismatch(i18n: I18n, checked: &Checked, server: &Standing) -> AnyView {
    let score = format::number(i18n.formats(), server.score.into());
    let values = [
        ("score", score.as_str()),
        ("tier", &checked.standing.tier),
        ("server", &server.tier),
    ];
    let words = [
        h2("", i18n.text(Key::OverviewMismatch)),
        p("", i18n.fill(Key::OverviewMismatchText, &values)),
    ];
    view! { <div class="alarm" role="alert">{all(words)}</div> }.into_any()
}

/// Stands in for the moment in which there is no standing at all.
fn nothing() -> Standing {
    Standing {
        score: 0,
        tier: String::new(),
        next: None,
        margin: None,
        below: None,
    }
}
