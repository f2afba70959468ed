//! The tiers: every threshold and effect, where you are, and what adds and takes points.

mod factor_list;

use citizen_score_rules::Rulebook;
use citizen_score_rules::rulebook::Direction;
use leptos::prelude::*;

use crate::components::effect_list::effect_list;
use crate::components::element::{all, div, h2, li, none, p, section, ul};
use crate::components::failure::failure;
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
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
        {page_heading(Key::TiersTitle)}
        <p class="lead">{i18n.say(Key::TiersLead)}</p>
        {part(move || match book.get() {
            Err(error) => {
                let retry = Callback::new(move |()| book.reload());
                failure(error, retry)
            }
            Ok(book) => content(i18n, &book, here.get()),
        })}
    }
}

fn content(i18n: I18n, book: &Rulebook, here: Option<(String, i32)>) -> AnyView {
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
        .and_then(|key| book.text(i18n.tag(), key));
    let tiers = (0..book.tiers().len())
        .rev()
        .map(|place| tier(i18n, book, place, here.as_ref()));
    let factors = |title: Key, direction: Direction| {
        section(
            "panel",
            all([h2("", i18n.text(title)), factor_list(i18n, book, direction)]),
        )
    };
    all([
        p("", i18n.fill(Key::TiersIntro, &intro)),
        note.map_or_else(none, |note| p("note", note.to_owned())),
        p(
            "",
            i18n.plural(Plural::TiersStart, data.start.points.into(), &[]),
        ),
        ul("tier-cards", all(tiers)),
        div(
            "columns",
            all([
                factors(Key::TiersGain, Direction::Gain),
                factors(Key::TiersLoss, Direction::Loss),
            ]),
        ),
        terms_here(&[
            (Key::GlossaryTier, "tier"),
            (Key::GlossaryPerk, "perk"),
            (Key::GlossaryBurden, "burden"),
            (Key::GlossaryKind, "kind"),
            (Key::GlossaryCap, "cap"),
            (Key::GlossaryLapses, "lapses"),
            (Key::GlossaryAuthority, "authority"),
            (Key::GlossaryPlanned, "planned"),
            (Key::GlossaryRulebook, "rulebook"),
        ]),
    ])
}

/// The tier at a place in the order, with its threshold and effects.
fn tier(i18n: I18n, book: &Rulebook, place: usize, here: Option<&(String, i32)>) -> AnyView {
    let Some(tier) = book.tiers().get(place) else {
        return none();
    };
    let number = |points: i32| format::number(i18n.formats(), points.into());
    let above = book.tiers().get(place + 1).and_then(|above| above.from);
    let threshold = match (tier.from, above) {
        (Some(from), _) => i18n.fill(Key::TiersFrom, &[("points", &number(from))]),
        (None, Some(above)) => i18n.fill(Key::TiersBelow, &[("points", &number(above))]),
        (None, None) => String::new(),
    };
    let here = here.filter(|(id, _)| *id == tier.id);
    let mark = here.map_or_else(none, |(_, score)| {
        p(
            "tier-card-here",
            i18n.fill(Key::TiersScoreHere, &[("score", &number(*score))]),
        )
    });
    let effects: Vec<_> = book.effects_of(&tier.id).collect();
    let effects = if effects.is_empty() {
        p("tier-card-none", i18n.text(Key::TiersNoEffects))
    } else {
        effect_list(i18n, book, &effects)
    };
    let class = if here.is_some() {
        "tier-card tier-card-current"
    } else {
        "tier-card"
    };
    let name = h2("tier-card-name", tier.id.clone());
    li(
        class,
        all([name, p("tier-card-from", threshold), mark, effects]),
    )
}

/// The name of a category of factors.
fn category_name(i18n: I18n, book: &Rulebook, category: &str) -> String {
    rule_text(i18n, book, "category", category)
}
