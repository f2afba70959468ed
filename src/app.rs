//! The whole page: contexts, router, header, notices, and the page that the address asks for.

mod download;
mod header;
mod later;
mod notices;
mod protected;

use leptos::prelude::*;

use crate::announce::{LiveRegion, provide_announcer};
use crate::api::provide_api;
use crate::boot::{Start, something_waits};
use crate::components::element::{a, all};
use crate::components::page_heading::provide_navigation_count;
use crate::i18n::{Key, provide_i18n, remember_language, use_i18n};
use crate::kiosk::is_display;
use crate::pages::OverviewPage;
use crate::reactive::{Part, effect, memo, part};
use crate::record::provide_record;
use crate::remember::word;
use crate::router::{Router, provide_router, use_router};
use crate::routes::Route;
use crate::rules_book::provide_rules_book;
use header::Header;
pub(crate) use later::recall;
use later::{provide_later, use_later};
use notices::Notices;
use protected::protected;

/// The app. `start` is what was gathered before it appears.
#[component]
pub fn App(
    /// Configuration, standing and rules as far as they could be had.
    start: Start,
) -> impl IntoView {
    let i18n = provide_i18n(start.language);
    let api = provide_api(start.config.api_base.clone());
    provide_context(start.config);
    provide_announcer();
    provide_navigation_count();
    let router = provide_router();
    let book = provide_rules_book(start.rulebook, api);
    let record = provide_record(start.me, api);
    if let Some(kept) = start.kept {
        record.recall(kept);
    }
    provide_later();
    effect(move || {
        if let Some(known) = record.known() {
            book.follow(&known.me.rulebook);
            // It goes out, or is kept, in the background, whatever page is open.
            if something_waits() || word::holder().is_some() {
                use_later().acts.load();
            }
        }
    });

    // The page's language follows the choice; the first run finds it as the server wrote it.
    // A shared display keeps no choice, since the next visitor makes their own.
    let keeps = !is_display();
    let mut before = None;
    effect(move || {
        let tag = i18n.tag();
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", tag);
            let _ = root.set_attribute("dir", i18n.text(Key::LanguageDirection));
        }
        if before
            .replace(tag)
            .is_some_and(|before| keeps && before != tag)
        {
            remember_language(tag);
        }
    });

    view! {
        <a class="skip-link" href="#content">
            {i18n.say(Key::AppSkip)}
        </a>
        <Header />
        <Notices />
        <main id="content" class="page" tabindex="-1">
            {page(router)}
        </main>
        <Footer />
        <LiveRegion />
    }
}

/// The page that the address asks for.
fn page(router: Router) -> Part {
    let later = use_later();
    let route = memo(move || router.route());
    let pages = move |route: Route| {
        let part = if route.is_act() {
            later.acts
        } else {
            later.pages
        };
        part.page(route).into_any()
    };
    part(move || match route.get() {
        Route::Overview => protected(Route::Overview, || OverviewPage().into_any()).into_any(),
        route if route.is_public() => pages(route),
        route => protected(route, move || pages(route)).into_any(),
    })
}

/// What the app is, and the way to what explains it.
#[component]
fn Footer() -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    let links = part(move || {
        let links = [
            (router.route().help(), Key::AppHelp),
            (Route::Welcome.path().to_owned(), Key::AppWelcome),
        ];
        all(links.map(|(address, name)| a(address, i18n.text(name))))
    });
    view! {
        <footer class="footer">
            <p>{i18n.say(Key::AppFooter)}</p>
            {links}
        </footer>
    }
}
