//! The header: what this is, where one can go, language, sign-out.

use citizen_score_contract::{AppConfig, Mode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};

use crate::announce::use_announcer;
use crate::api::use_api;
use crate::components::icon::Mark;
use crate::components::language_menu::LanguageMenu;
use crate::i18n::{Key, use_i18n};
use crate::record::{Holder, use_record};
use crate::routes::Page;

/// The same markup as `crates/server/templates/frame.html` gives, which it takes the place of.
#[component]
pub fn Header() -> impl IntoView {
    let i18n = use_i18n();
    let demo = use_context::<AppConfig>().is_some_and(|config| config.mode == Mode::Demo);
    let holder = use_record().holder();
    let signed_in = Memo::new(move |_| matches!(holder.get(), Holder::Known(_)));
    view! {
        <header class="header">
            {demo
                .then(|| {
                    view! { <p class="demo-strip">{i18n.say(Key::AppDemo)}</p> }
                })}
            <div class="header-bar">
                <a class="wordmark" href=Page::Overview.path()>
                    <Mark />
                    <span>{i18n.say(Key::AppName)}</span>
                </a>
                <div class="header-tools">
                    <LanguageMenu />
                    <Show when=move || signed_in.get()>
                        <SignOut />
                    </Show>
                </div>
            </div>
            <Menu />
        </header>
    }
}

#[component]
fn Menu() -> impl IntoView {
    let i18n = use_i18n();
    let path = use_location().pathname;
    let item = move |page: Page| {
        let key = match page {
            Page::Overview => Key::NavOverview,
            Page::History => Key::NavHistory,
            Page::Tiers => Key::NavTiers,
        };
        let current = move || path.with(|path| (path == page.path()).then_some("page"));
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
            <ul class="menu-list">{Page::MENU.map(item).collect_view()}</ul>
        </nav>
    }
}

#[component]
fn SignOut() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let announcer = use_announcer();
    let navigate = use_navigate();
    let failed = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let sign_out = move |_| {
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = api.sign_out().await;
            busy.set(false);
            if answer.is_ok() {
                record.forget();
                navigate(Page::Overview.path(), leptos_router::NavigateOptions::default());
            } else {
                failed.set(true);
                announcer.say(i18n.text(Key::SessionSignOutFailed).to_owned());
            }
        });
    };
    view! {
        <button type="button" class="quiet-button" on:click=sign_out prop:disabled=busy>
            {i18n.say(Key::SessionSignOut)}
        </button>
        <Show when=move || failed.get()>
            <p class="sign-out-failed">{i18n.say(Key::SessionSignOutFailed)}</p>
        </Show>
    }
}
