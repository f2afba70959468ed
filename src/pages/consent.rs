//! Being scored at all, where the rulebook leaves it to the resident: what it means, withdrawing it
//! after a look at what follows, and giving it again.

mod asking;
mod unscored;

use citizen_score_contract::consent::Consent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::use_api;
use crate::components::element::{all, h2, li, none, p, section, ul};
use crate::components::load_view::{Load, load_view};
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::effect;
use crate::record::use_record;
use asking::{give, withdraw};
pub use unscored::unscored_page;

/// Whether the resident is scored, and changing that.
#[component]
pub fn ConsentPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let load = RwSignal::new(Load::<Consent>::Loading);
    let changes = use_record().changes();
    let fetch = move || {
        spawn_local(async move {
            let answer = api.consent().await;
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
        });
    };
    effect(move || {
        changes.track();
        fetch();
    });
    view! {
        {page_heading(Key::ConsentTitle)}
        <p class="lead">{i18n.say(Key::ConsentIntro)}</p>
        {load_view(load.into(), Callback::new(move |()| fetch()), consent)}
        {terms_here(
            &[
                (Key::GlossaryConsent, "consent"),
                (Key::GlossaryScore, "score"),
                (Key::GlossaryTier, "tier"),
                (Key::GlossaryEffect, "effect"),
            ],
        )}
    }
}

fn consent(consent: Consent) -> AnyView {
    let i18n = use_i18n();
    let (title, text) = match (consent.voluntary, consent.given) {
        (false, _) => (Key::ConsentNotVoluntary, Key::ConsentNotVoluntaryText),
        (true, true) => (Key::ConsentGiven, Key::ConsentGivenText),
        (true, false) => (Key::ConsentWithdrawn, Key::ConsentWithdrawnText),
    };
    let changed = consent.changed_at.filter(|_| consent.voluntary);
    let since = changed.map_or_else(none, |at| {
        let at = format::local_moment(i18n.formats(), at);
        p("quiet", i18n.fill(Key::ConsentSince, &[("moment", &at)]))
    });
    let change = match (consent.voluntary, consent.given) {
        (false, _) => none(),
        (true, true) => withdraw(),
        (true, false) => give(),
    };
    all([
        section(
            "panel",
            all([h2("", i18n.say(title)), p("", i18n.say(text)), since]),
        ),
        change,
    ])
}

/// What follows from withdrawing, as sentences.
fn consequences(i18n: I18n) -> AnyView {
    let items = [
        Key::ConsentNoScore,
        Key::ConsentNoPerks,
        Key::ConsentNoBurdens,
        Key::ConsentStays,
        Key::ConsentAgain,
    ];
    ul("consent-list", all(items.map(|key| li("", i18n.say(key)))))
}
