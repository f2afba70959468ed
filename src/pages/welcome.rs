//! What this app is, what it is not, and where its data comes from: three short steps.
//!
//! They stand here for good, and once on the sign-in of a first visit ([`first_visit()`]).

mod first_visit;

use leptos::prelude::*;

use crate::components::element::{all, div, h2, li, p};
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;

pub use first_visit::{first_visit, keep_seen};

/// The steps: what each is about, and what it says.
const STEPS: [(Key, &[Key]); 3] = [
    (Key::WelcomeIs, &[Key::WelcomeIsText, Key::WelcomeIsMore]),
    (
        Key::WelcomeIsNot,
        &[
            Key::WelcomeIsNotText,
            Key::WelcomeIsNotPoints,
            Key::WelcomeIsNotMore,
        ],
    ),
    (
        Key::WelcomeData,
        &[Key::WelcomeDataText, Key::WelcomeDataMore],
    ),
];

/// All steps at once. Readable without signing in.
#[component]
pub fn WelcomePage() -> impl IntoView {
    let i18n = use_i18n();
    // Whoever has read them here need not be told again.
    keep_seen();
    let steps = STEPS.map(|(title, texts)| {
        let texts = texts.iter().map(|text| p("", i18n.say(*text)));
        li("panel", all([h2("", i18n.say(title)), all(texts)]))
    });
    let links = [
        (Route::Help, Key::HelpTitle),
        (Route::Rights, Key::RightsTitle),
        (Route::Glossary, Key::GlossaryTitle),
    ];
    let links =
        links.map(|(route, name)| view! { <a href=route.path()>{i18n.say(name)}</a> }.into_any());
    all([
        page_heading(Key::WelcomeTitle),
        p("lead", i18n.say(Key::WelcomeLead)),
        view! { <ol class="welcome-steps">{all(steps)}</ol> }.into_any(),
        div("welcome-links", all(links)),
    ])
}
