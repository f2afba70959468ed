//! The header: what this is, where one can go, language, sign-out.

use citizen_score_contract::Mode;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::api::use_api;
use crate::components::element::p;
use crate::components::icon::{Exit, Mark};
use crate::components::language_menu::LanguageMenu;
use crate::config::Config;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{attribute, part_if};
use crate::record::{Holder, use_record};
use crate::remember::word;
use crate::router::use_router;
use crate::routes::Route;

/// The same markup as `crates/server/templates/frame.html` gives, which it takes the place of.
#[component]
pub fn Header() -> impl IntoView {
    let i18n = use_i18n();
    let demo = use_context::<Config>().is_some_and(|config| config.mode == Mode::Demo);
    let holder = use_record().holder();
    let signed_in = move || holder.with(Holder::is_signed_in);
    let late = RwSignal::new(word::is_signing_out());
    view! {
        <header class="header">
            {demo
                .then(|| {
                    view! { <p class="demo-strip">{i18n.say(Key::AppDemo)}</p> }
                })}
            <div class="header-bar">
                <a class="wordmark" href=Route::Overview.path()>
                    <Mark />
                    <span>{i18n.say(Key::AppName)}</span>
                </a>
                <div class="header-tools">
                    <LanguageMenu />
                    {part_if(signed_in, move || view! { <SignOut late /> }.into_any())}
                    {part_if(
                        move || late.get() && !signed_in(),
                        move || p("sign-out-late", i18n.say(Key::SessionSignOutLate)),
                    )}
                </div>
            </div>
            <Menu />
        </header>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    let item = move |page: Route| {
        let key = match page {
            Route::Overview => Key::NavOverview,
            Route::History => Key::NavHistory,
            Route::Outlook => Key::NavOutlook,
            Route::Tiers => Key::NavTiers,
            _ => Key::NavMore,
        };
        let current = attribute(move || {
            let here = router.route();
            // A page below an item of the menu marks it, and is not the page it leads to.
            if here == page {
                Some("page")
            } else {
                (here.menu_item() == page).then_some("true")
            }
        });
        view! {
            <li>
                <a class="menu-link" href=page.path() aria-current=current>
                    {move || i18n.text(key)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="menu" aria-label=i18n.say(Key::AppMenu)>
            <ul class="menu-list">{Route::MENU.map(item).collect_view()}</ul>
        </nav>
    }
}

/// Signs out at once, whether the server can be reached or not: everything that this device has of the
/// resident goes, and word is left for the server. `late` is set where it could not be told.
#[component]
fn SignOut(late: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let announcer = use_announcer();
    let router = use_router();
    let sign_out = move |_| {
        word::leave_sign_out();
        record.forget();
        router.go(Route::Overview.path());
        spawn_local(async move {
            let unheard = api.sign_out().await.is_err();
            late.set(unheard);
            if unheard {
                announcer.say(i18n.text(Key::SessionSignOutLate).to_owned());
            }
        });
    };
    view! {
        <button type="button" class="quiet-button" on:click=sign_out>
            <Exit />
            <span class="quiet-button-label">{i18n.say(Key::SessionSignOut)}</span>
        </button>
    }
}
