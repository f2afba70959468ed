//! What an announced rulebook changes: for the resident's own entries, and in the rules.

mod comparison;
mod effect_change;
mod factor_change;
mod impact;
mod words;

use citizen_score_device::Ask;
use citizen_score_device::upcoming::Upcoming;
use leptos::prelude::*;

use crate::components::element::{all, none, p};
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::desk::asked;
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::rules_book::RulesBook;
use words::Words;

/// The announced rulebook, or that there is none.
#[component]
pub fn RuleChangesPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let ask = move || Ask::Upcoming {
        language: i18n.tag().to_owned(),
    };
    let show = move |found: Option<Upcoming>| {
        let Some(found) = found else {
            return p("", i18n.text(Key::ChangesNone));
        };
        let Ok(book) = book.get() else { return none() };
        let day = format::day(i18n.formats(), found.effective_from);
        let intro = [
            ("date", day.as_str()),
            ("announced", &found.announced),
            ("present", &found.present),
        ];
        let words = Words {
            i18n,
            book: &book,
            texts: &found.texts,
        };
        all([
            p("", i18n.fill(Key::ChangesIntro, &intro)),
            p("", i18n.text(Key::ChangesKeeps)),
            impact::impact(words, &found),
            comparison::comparison(words, &found.changes),
        ])
    };
    view! {
        {page_heading(Key::ChangesTitle)}
        <p class="lead">{i18n.say(Key::ChangesLead)}</p>
        {asked(ask, show)}
        {terms_here(&[
            (Key::GlossaryRulebook, "rulebook"),
            (Key::GlossaryVersion, "version"),
            (Key::GlossaryAnnounced, "announced"),
            (Key::GlossaryInForce, "in-force"),
            (Key::GlossaryPlanned, "planned"),
            (Key::GlossaryKind, "kind"),
            (Key::GlossaryCap, "cap"),
            (Key::GlossaryLapses, "lapses"),
        ])}
    }
}
