//! Versions of app and rulebook, where the figures come from, and the licences of what the app is made of.

use citizen_score_rules::Rulebook;
use leptos::prelude::*;

use crate::components::element::{all, dd, div, dl, dt, h2, none, p, section};
use crate::components::failure::failure;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::part;
use crate::rules_book::RulesBook;

/// Where the build puts the licences (`scripts/licences.mjs`).
const LICENCES: &str = "/licences.txt";

/// The section.
pub(super) fn about() -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let app = [
        fact(i18n, Key::SettingsAboutVersion, env!("CARGO_PKG_VERSION")),
        build().map_or_else(none, |build| fact(i18n, Key::SettingsAboutBuild, build)),
    ];
    let rules = part(move || match book.get() {
        Err(error) => failure(error, Callback::new(move |()| book.reload())),
        Ok(book) => of_rules(i18n, &book),
    });
    let licences = view! {
        <a class="setting-link" href=LICENCES rel="external">
            {i18n.say(Key::SettingsAboutLicences)}
        </a>
    };
    section(
        "panel",
        all([
            h2("", i18n.say(Key::SettingsAbout)),
            dl("facts", all(app)),
            rules.into_any(),
            p("", licences),
        ]),
    )
}

/// The rules in force, and whose figures they go with.
fn of_rules(i18n: I18n, book: &Rulebook) -> AnyView {
    let data = book.data();
    let since = format::day(i18n.formats(), data.effective_from);
    let rules = i18n.fill(
        Key::SettingsAboutRulesOf,
        &[
            ("id", &data.id),
            ("version", &data.version),
            ("day", &since),
        ],
    );
    let note = data.note.as_deref();
    let note = note.and_then(|note| book.text(i18n.tag(), note));
    let figures = [
        p("", i18n.text(Key::SettingsAboutFiguresText)),
        note.map_or_else(none, |note| p("", note.to_owned())),
    ];
    dl(
        "facts",
        all([
            fact(i18n, Key::SettingsAboutRules, rules),
            fact(i18n, Key::SettingsAboutFigures, all(figures)),
        ]),
    )
}

/// A name and what it is.
fn fact(i18n: I18n, name: Key, value: impl IntoAny) -> AnyView {
    div(
        "facts-row",
        all([dt("", i18n.say(name)), dd("", value.into_any())]),
    )
}

/// The build, as the page names it; none while developing.
fn build() -> Option<String> {
    let place = document().query_selector("meta[name=build]").ok()??;
    let build = place.get_attribute("content")?;
    (!build.is_empty()).then_some(build)
}
