//! The whole page: contexts, router, header, notices, and the page that the address asks for.

mod header;
mod notices;
mod protected;

use citizen_score_contract::AppConfig;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::announce::{LiveRegion, provide_announcer};
use crate::api::provide_api;
use crate::boot::Start;
use crate::components::page_heading::provide_navigation_count;
use crate::i18n::{Key, initial_language, provide_i18n, remember_language, use_i18n};
use crate::pages::{HistoryPage, NotFoundPage, OverviewPage, TiersPage};
use crate::record::provide_record;
use crate::rules_book::provide_rules_book;
use header::Header;
use notices::Notices;
use protected::protected;

/// The app. `start` is what was gathered before it appears.
#[component]
pub fn App(
    /// Configuration, standing and rules as far as they could be had.
    start: Start,
) -> impl IntoView {
    let i18n = provide_i18n(initial_language());
    let api = provide_api(start.config.api_base.clone());
    provide_context::<AppConfig>(start.config);
    provide_announcer();
    provide_navigation_count();
    provide_rules_book(start.rulebook, api);
    provide_record(start.me, api);

    // The page's language follows the choice; the first run finds it as the server wrote it.
    Effect::new(move |before: Option<&'static str>| {
        let tag = i18n.tag();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", tag);
            let _ = root.set_attribute("dir", i18n.text(Key::LanguageDirection));
        }
        if before.is_some_and(|before| before != tag) {
            remember_language(tag);
        }
        tag
    });

    view! {
        <Router>
            <a class="skip-link" href="#content" rel="external">
                {i18n.say(Key::AppSkip)}
            </a>
            <Header />
            <Notices />
            <main id="content" class="page" tabindex="-1">
                <FlatRoutes fallback=NotFoundPage>
                    <Route path=path!("/") view=|| protected(OverviewPage) />
                    <Route path=path!("/history") view=|| protected(HistoryPage) />
                    <Route path=path!("/tiers") view=TiersPage />
                </FlatRoutes>
            </main>
            <Footer />
            <LiveRegion />
        </Router>
    }
}

#[component]
fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    view! { <footer class="footer"><p>{i18n.say(Key::AppFooter)}</p></footer> }
}
