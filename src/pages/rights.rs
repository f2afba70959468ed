//! What residents can do about their score, each with the page where it is done, and which rules are in
//! force. Every figure is the rulebook's.

mod ways;

use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::element::{all, dd, div, dl, dt, h2, li, none, p, section, ul};
use crate::components::failure::failure;
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::reactive::{memo, part};
use crate::record::{Holder, use_record};
use crate::rules_book::RulesBook;
use ways::{KNOW, REFUSE, RIGHT, TAKE, Text, Way};

/// Readable without signing in.
#[component]
pub fn RightsPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let record = use_record();
    let known = memo(move || record.holder().with(Holder::is_signed_in));
    let sign_in = part(move || {
        if known.get() {
            none()
        } else {
            p("quiet", i18n.text(Key::RightsSignIn))
        }
    });
    view! {
        {page_heading(Key::RightsTitle)}
        <p class="lead">{i18n.say(Key::RightsIntro)}</p>
        {sign_in}
        {part(move || match book.get() {
            Err(error) => failure(error, Callback::new(move |()| book.reload())),
            Ok(book) => content(i18n, &book),
        })}
    }
}

fn content(i18n: I18n, book: &Rulebook) -> AnyView {
    let group = |title: Key, ways: &[Way]| {
        let items = ways.iter().map(|way| item(i18n, book, way));
        section(
            "panel",
            all([h2("", i18n.text(title)), ul("rights-list", all(items))]),
        )
    };
    all([
        group(Key::RightsKnow, KNOW),
        group(Key::RightsRight, RIGHT),
        group(Key::RightsTake, TAKE),
        group(Key::RightsRefuse, REFUSE),
        rules(i18n, book),
        terms_here(&[
            (Key::GlossaryEntry, "entry"),
            (Key::GlossaryAuthority, "authority"),
            (Key::GlossaryBasis, "basis"),
            (Key::GlossaryObjection, "objection"),
            (Key::GlossaryRepair, "repair"),
            (Key::GlossaryConsent, "consent"),
            (Key::GlossaryRulebook, "rulebook"),
            (Key::GlossaryVersion, "version"),
        ]),
    ])
}

fn item(i18n: I18n, book: &Rulebook, way: &Way) -> AnyView {
    let link = view! { <a href=way.address()>{i18n.text(way.name)}</a> };
    let data = book.data();
    let text = match way.text {
        Text::Same(key) => i18n.text(key).to_owned(),
        Text::Answer => {
            let days = data.cases.answer_days;
            i18n.plural(Plural::RightsAnswerText, days.into(), &[])
        }
        Text::Consent if data.voluntary => i18n.text(Key::RightsConsentText).to_owned(),
        Text::Consent => i18n.text(Key::RightsNotVoluntary).to_owned(),
    };
    li(
        "right",
        all([p("right-name", link.into_any()), p("", text)]),
    )
}

/// Which rules these are, and where to ask.
fn rules(i18n: I18n, book: &Rulebook) -> AnyView {
    let data = book.data();
    let day = format::day(i18n.formats(), data.effective_from);
    let city = book.text(i18n.tag(), &data.city).unwrap_or_default();
    let rows = [
        (Key::RightsCity, city.to_owned()),
        (Key::RightsRulebook, data.id.clone()),
        (Key::RightsVersion, data.version.clone()),
        (Key::RightsFrom, day),
    ];
    let rows =
        rows.map(|(name, value)| div("facts-row", all([dt("", i18n.text(name)), dd("", value)])));
    let note = data.note.as_deref();
    let note = note.and_then(|key| book.text(i18n.tag(), key));
    section(
        "panel",
        all([
            h2("", i18n.text(Key::RightsRules)),
            dl("facts", all(rows)),
            note.map_or_else(none, |note| p("note", note.to_owned())),
            p("", i18n.text(Key::RightsAsk)),
        ]),
    )
}
