//! The pages that the menu does not name, each with what it is for.

use leptos::prelude::*;

use crate::components::element::{all, li, none, p, ul};
use crate::components::page_heading::page_heading;
use crate::i18n::{Key, use_i18n};
use crate::kiosk::is_display;
use crate::reactive::{memo, part};
use crate::record::{Holder, use_record};
use crate::routes::Route;

/// A plain list, readable without signing in.
#[component]
pub fn MorePage() -> impl IntoView {
    let i18n = use_i18n();
    let record = use_record();
    let known = memo(move || record.holder().with(Holder::is_signed_in));
    let item = move |(route, name, text): (Route, Key, Key)| {
        let link = view! { <a href=route.path()>{i18n.say(name)}</a> };
        let closed = part(move || {
            if known.get() || route.is_public() {
                none()
            } else {
                p("quiet", i18n.text(Key::MoreSignIn))
            }
        });
        li(
            "more-page",
            all([
                p("more-name", link.into_any()),
                p("", i18n.say(text)),
                closed.into_any(),
            ]),
        )
    };
    // A display cannot let another display in, and keeps no settings.
    let display = is_display();
    let offered = Route::OTHERS
        .into_iter()
        .filter(|route| !(display && matches!(route, Route::Pair | Route::Settings)));
    let pages = offered.filter_map(words).map(item);
    view! {
        {page_heading(Key::MoreTitle)}
        <p class="lead">{i18n.say(Key::MoreIntro)}</p>
        {ul("panel more-pages", all(pages))}
    }
}

/// Name and purpose of a page; none for those of the menu.
fn words(route: Route) -> Option<(Route, Key, Key)> {
    let (name, text) = match route {
        Route::Cases => (Key::CasesTitle, Key::MoreCasesText),
        Route::NewCase => (Key::NewcaseTitle, Key::MoreNewCaseText),
        Route::Effects => (Key::EffectsTitle, Key::MoreEffectsText),
        Route::AccessLog => (Key::AccessLogTitle, Key::MoreAccessLogText),
        Route::TierProof => (Key::TierProofTitle, Key::MoreTierProofText),
        Route::ProofCheck => (Key::ProofCheckTitle, Key::MoreProofCheckText),
        Route::Pair => (Key::PairTitle, Key::MorePairText),
        Route::Rights => (Key::RightsTitle, Key::MoreRightsText),
        Route::Consent => (Key::ConsentTitle, Key::MoreConsentText),
        Route::Check => (Key::CheckTitle, Key::MoreCheckText),
        Route::OverTime => (Key::OverTimeTitle, Key::MoreOverTimeText),
        Route::WhatIf => (Key::WhatIfTitle, Key::MoreWhatIfText),
        Route::RuleChanges => (Key::ChangesTitle, Key::MoreRuleChangesText),
        Route::Record => (Key::RecordTitle, Key::MoreRecordText),
        Route::Verify => (Key::VerifyTitle, Key::MoreVerifyText),
        Route::Glossary => (Key::GlossaryTitle, Key::MoreGlossaryText),
        Route::Settings => (Key::SettingsTitle, Key::MoreSettingsText),
        Route::Help => (Key::HelpTitle, Key::MoreHelpText),
        Route::Welcome => (Key::WelcomeTitle, Key::MoreWelcomeText),
        _ => return None,
    };
    Some((route, name, text))
}
