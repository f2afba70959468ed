//! The tiers: every threshold and effect, where you are, and what adds and takes points.

mod factor_list;

use std::sync::Arc;

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::Direction;
use leptos::prelude::*;

use crate::components::effect_list::effect_list;
use crate::components::failure::Failure;
use crate::components::page_heading::PageHeading;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::reactive::{memo, part};
use crate::record::use_record;
use crate::rules_book::{RulesBook, rule_text};
use factor_list::factor_list;

/// The rules in force, readable without signing in.
#[component]
pub fn TiersPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let record = use_record();
    let here = memo(move || {
        record
            .known()
            .map(|known| (known.me.standing.tier, known.me.standing.score))
    });
    view! {
        <PageHeading title=Key::TiersTitle />
        {part(move || match book.get() {
            Err(error) => {
                let retry = Callback::new(move |()| book.reload());
                view! { <Failure error retry /> }.into_any()
            }
            Ok(book) => content(i18n, &book, here.get()).into_any(),
        })}
    }
}

fn content(i18n: I18n, book: &Arc<Rulebook>, here: Option<(String, i32)>) -> impl IntoView + use<> {
    let data = book.data();
    let day = format::day(i18n.formats(), data.effective_from);
    let intro = [
        ("id", data.id.as_str()),
        ("version", &data.version),
        ("date", &day),
    ];
    let note = data
        .note
        .as_ref()
        .and_then(|key| book.text(i18n.tag(), key))
        .map(str::to_owned);
    let tiers = (0..book.tiers().len())
        .rev()
        .map(|place| tier(i18n, book, place, here.as_ref()));
    view! {
        <p class="lead">{i18n.fill(Key::TiersIntro, &intro)}</p>
        {note.map(|note| view! { <p class="note">{note}</p> })}
        <p>{i18n.plural(Plural::TiersStart, data.start.points.into(), &[])}</p>
        <ol class="tier-cards" reversed>
            {tiers.collect_view()}
        </ol>
        <div class="columns">
            <section class="panel">
                <h2>{i18n.text(Key::TiersGain)}</h2>
                {factor_list(i18n, book, Direction::Gain)}
            </section>
            <section class="panel">
                <h2>{i18n.text(Key::TiersLoss)}</h2>
                {factor_list(i18n, book, Direction::Loss)}
            </section>
        </div>
    }
}

fn tier(
    i18n: I18n,
    book: &Rulebook,
    place: usize,
    here: Option<&(String, i32)>,
) -> Option<impl IntoView + use<>> {
    let tier = book.tiers().get(place)?;
    let number = |points: i32| format::number(i18n.formats(), points.into());
    let above = book.tiers().get(place + 1).and_then(|above| above.from);
    let threshold = match (tier.from, above) {
        (Some(from), _) => i18n.fill(Key::TiersFrom, &[("points", &number(from))]),
        (None, Some(above)) => i18n.fill(Key::TiersBelow, &[("points", &number(above))]),
        (None, None) => String::new(),
    };
    let mark = here.filter(|(id, _)| *id == tier.id).map(|(_, score)| {
        let text = i18n.fill(Key::TiersScoreHere, &[("score", &number(*score))]);
        view! { <p class="tier-card-here">{text}</p> }
    });
    let none = book.effects_of(&tier.id).next().is_none();
    let current = mark.is_some().then_some("true");
    Some(view! {
        <li class="tier-card" aria-current=current>
            <h2 class="tier-card-name">{tier.id.clone()}</h2>
            <p class="tier-card-from">{threshold}</p>
            {mark}
            {if none {
                view! { <p class="tier-card-none">{i18n.text(Key::TiersNoEffects)}</p> }.into_any()
            } else {
                view! { <ul class="effects">{effect_list(i18n, book, &tier.id)}</ul> }.into_any()
            }}
        </li>
    })
}

/// The name of a category of factors.
fn category_name(i18n: I18n, book: &Rulebook, category: &str) -> String {
    rule_text(i18n, book, "category", category)
}
