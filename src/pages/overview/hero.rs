//! The hero of the overview: the dial, and in words what it means.
//!
//! `crates/server/templates/frame.html` paints the same markup before the app has started; a journey
//! checks that nothing moves when this takes its place.

use citizen_score_rules::Standing;
use leptos::prelude::*;

use crate::components::dial::Dial;
use crate::components::page_heading::PageHeading;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::record::use_record;
use crate::rules_book::{Checked, RulesBook};

/// Score, tier, points to the next tier, margin, and as of when.
#[component]
pub fn Hero() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let book = expect_context::<RulesBook>();
    let known = Memo::new(move |before: Option<&Option<_>>| {
        // While signing out, the last standing stays until the page is gone.
        record.known().or_else(|| before.cloned().flatten())
    });
    let checked = Memo::new(move |_| known.get().and_then(|known| book.check(&known.me)));
    let standing = Memo::new(move |_| {
        let ours = checked.get().map(|checked| checked.standing);
        ours.or_else(|| known.get().map(|known| known.me.standing)).unwrap_or_else(nothing)
    });
    let as_of = move || {
        known.get().map(|known| {
            let date = format::local_day(i18n.tag(), known.received);
            let time = format::local_time(i18n.tag(), known.received);
            i18n.fill(Key::OverviewAsOf, &[("date", &date), ("time", &time)])
        })
    };
    let agrees = move || checked.get().is_some_and(|checked| checked.agrees);
    view! {
        <section class="hero">
            <div class="hero-head">
                <PageHeading title=Key::OverviewTitle />
                <p class="hero-name">
                    {move || known.get().map(|known| known.me.display_name)} " "
                    <span>{move || known.get().map(|known| known.me.masked_number)}</span>
                </p>
            </div>
            <Dial standing />
            <div class="hero-words">
                <p class="hero-next">{move || standing.with(|it| next_text(i18n, it))}</p>
                <p class="hero-margin">{move || standing.with(|it| margin_text(i18n, it))}</p>
                <p class="hero-as-of">{as_of}</p>
                <p class="hero-as-of">
                    {move || agrees().then(|| i18n.text(Key::OverviewChecked))}
                </p>
            </div>
            {move || {
                checked
                    .get()
                    .filter(|checked| !checked.agrees)
                    .zip(known.get())
                    .map(|(checked, known)| mismatch(i18n, &checked, &known.me.standing))
            }}
        </section>
    }
}

/// How far the next tier is, in one sentence.
fn next_text(i18n: I18n, standing: &Standing) -> String {
    match &standing.next {
        Some(next) => {
            i18n.plural(Plural::OverviewNext, next.points.into(), &[("tier", &next.tier)])
        }
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

fn mismatch(i18n: I18n, checked: &Checked, server: &Standing) -> impl IntoView + use<> {
    let score = format::number(i18n.tag(), server.score.into());
    let values =
        [("score", score.as_str()), ("tier", &checked.standing.tier), ("server", &server.tier)];
    view! {
        <div class="alarm" role="alert">
            <h2>{i18n.text(Key::OverviewMismatch)}</h2>
            <p>{i18n.fill(Key::OverviewMismatchText, &values)}</p>
        </div>
    }
}

/// Stands in for the moment in which there is no standing at all.
fn nothing() -> Standing {
    Standing { score: 0, tier: String::new(), next: None, margin: None, below: None }
}
