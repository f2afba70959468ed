//! Where nothing was chosen yet: the three kinds, each with what it is for and where it begins.

use leptos::prelude::*;

use super::super::cases::unsent;
use super::address::{Address, Kind};
use crate::components::element::{all, h2, li, p, ul};
use crate::components::page_heading::page_heading;
use crate::drafts::use_drafts;
use crate::i18n::{Key, use_i18n};
use crate::routes::Route;

/// The choice.
pub(super) fn start() -> AnyView {
    let i18n = use_i18n();
    let items = Kind::ALL.map(|(kind, _)| {
        let way = if kind.needs_entry() {
            all([p("", i18n.say(kind.where_to_begin())), history_link()])
        } else {
            let address = Address {
                kind: Some(kind),
                ..Address::default()
            };
            let link = view! {
                <a class="button" href=address.path()>
                    {i18n.say(Key::NewcaseClaimBegin)}
                </a>
            };
            p("", link.into_any())
        };
        let body = [
            h2("", i18n.say(kind.title())),
            p("", i18n.say(kind.purpose())),
            way,
        ];
        li("panel", all(body))
    });
    all([
        page_heading(Key::NewcaseTitle),
        p("lead", i18n.say(Key::NewcaseIntro)),
        unsent(use_drafts()).into_any(),
        ul("kinds", all(items)),
        cases_link(),
    ])
}

/// The way to the entries.
pub(super) fn history_link() -> AnyView {
    let i18n = use_i18n();
    let link = view! {
        <a class="button button-plain" href=Route::History.path()>
            {i18n.say(Key::NewcaseToHistory)}
        </a>
    };
    p("", link.into_any())
}

/// The way to what was asked before.
pub(super) fn cases_link() -> AnyView {
    let i18n = use_i18n();
    let link = view! { <a href=Route::Cases.path()>{i18n.say(Key::CasesTitle)}</a> };
    p("", link.into_any())
}
