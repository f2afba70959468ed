//! What stands in the place of pages that need a score, for somebody who has withdrawn consent: that
//! nothing is computed, what still works, and the entries as they were recorded.

use citizen_score_contract::EntryView;
use citizen_score_device::entry::EntryInFull;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, use_api};
use crate::components::amount::amount;
use crate::components::element::{a, all, div, li, none, ol, p, span, ul};
use crate::components::failure::failure;
use crate::components::load_view::{Load, load_view};
use crate::components::page_heading::page_heading;
use crate::format;
use crate::i18n::{Key, use_i18n};
use crate::pages::entry::{Beside, entry, words};
use crate::reactive::{effect, part, part_if};
use crate::record::use_record;
use crate::router::use_router;
use crate::routes::{Route, entry_in, entry_path};
use crate::rules_book::{RulesBook, rule_text};

/// Entries that are asked for at a time.
const ROWS: u32 = 50;

/// The page that stands in the place of `route`.
pub fn unscored_page(route: Route) -> AnyView {
    match route {
        Route::History => all([page_heading(Key::HistoryTitle), note(), list()]),
        Route::Entry => all([page_heading(Key::EntryTitle), note(), one()]),
        _ => all([page_heading(Key::ConsentWithdrawn), note(), ways()]),
    }
}

fn note() -> AnyView {
    let i18n = use_i18n();
    view! {
        <p class="note">
            {i18n.say(Key::ConsentUnscored)} " "
            <a href=Route::Consent.path()>{i18n.say(Key::ConsentTitle)}</a>
        </p>
    }
    .into_any()
}

/// Where somebody who is not scored can still go.
fn ways() -> AnyView {
    let i18n = use_i18n();
    let ways = [
        (Route::History, Key::ConsentReadEntries),
        (Route::Cases, Key::ConsentReadCases),
        (Route::AccessLog, Key::AccessLogTitle),
    ];
    let items = ways.map(|(route, key)| {
        let link = view! { <a href=route.path()>{i18n.say(key)}</a> };
        li("more-page", p("more-name", link.into_any()))
    });
    all([
        p("", i18n.say(Key::ConsentStillWorks)),
        ul("panel more-pages", all(items)),
    ])
}

/// All entries as they were recorded, newest first.
fn list() -> AnyView {
    let i18n = use_i18n();
    let api = use_api();
    let entries = RwSignal::new(Vec::<EntryView>::new());
    let next = RwSignal::new(None::<String>);
    let busy = RwSignal::new(true);
    let failed = RwSignal::new(None::<ApiError>);
    let more = move || {
        let cursor = next.get_untracked();
        busy.set(true);
        failed.set(None);
        spawn_local(async move {
            let answer = api.entries(ROWS, cursor.as_deref()).await;
            // The page may be gone by the time of the answer.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(page) => {
                    entries.update(|entries| entries.extend(page.entries));
                    next.set(page.next_cursor);
                }
                Err(error) => failed.set(Some(error)),
            }
        });
    };
    let changes = use_record().changes();
    effect(move || {
        changes.track();
        entries.set(Vec::new());
        next.set(None);
        more();
    });
    let rows = move || {
        let items = entries.get().into_iter().map(item);
        let items: Vec<_> = items.collect();
        if items.is_empty() {
            none()
        } else {
            ol("panel entries", all(items))
        }
    };
    let state = move || match (busy.get(), failed.get(), entries.with(Vec::is_empty)) {
        (true, ..) => p("loading", i18n.say(Key::StateLoading)),
        (_, Some(error), _) => failure(error, Callback::new(move |()| more())),
        (_, _, true) => p("empty", i18n.say(Key::ConsentNoEntries)),
        _ => none(),
    };
    let older = move || {
        view! {
            <p>
                <button type="button" class="button button-plain" on:click=move |_| more()>
                    {i18n.say(Key::HistoryOlder)}
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        {part(rows)}
        <div role="status">{part(state)}</div>
        {part_if(move || !busy.get() && next.with(Option::is_some), older)}
    }
    .into_any()
}

fn item(view: EntryView) -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>().get();
    let words = |group: &str, code: &str| match &book {
        Ok(book) => rule_text(i18n, book, group, code),
        Err(_) => code.to_owned(),
    };
    let entry = view.entry;
    let meta = [
        span("", format::day(i18n.formats(), entry.occurred_on)),
        span("", words("authority", &entry.authority)),
    ];
    let body = [
        p(
            "entry-name",
            a(entry_path(&entry.id), words("factor", &entry.factor)),
        ),
        p("entry-meta", all(meta)),
    ];
    li(
        "entry",
        all([
            div("entry-points", amount(i18n, entry.points)),
            div("entry-body", all(body)),
        ]),
    )
}

/// The entry that the address names, as it was recorded.
fn one() -> AnyView {
    let api = use_api();
    let path = use_router().path();
    let load = RwSignal::new(Load::<EntryView>::Loading);
    let changes = use_record().changes();
    let fetch = move || {
        let id = path
            .with_untracked(|path| entry_in(path))
            .unwrap_or_default();
        spawn_local(async move {
            let answer = api.entry(&id).await;
            // The page may be gone by the time of the answer.
            let _ = load.try_update(|load| load.accept(answer));
        });
    };
    effect(move || {
        path.track();
        changes.track();
        fetch();
    });
    let beside = Signal::derive(move || match load.get() {
        Load::Ready(view) => Some(Beside::of(&view.into())),
        _ => None,
    });
    let show = |view: EntryView| {
        let (i18n, book) = (use_i18n(), expect_context::<RulesBook>());
        let found = EntryInFull {
            row: view.into(),
            effect: None,
            said: None,
            newer: None,
            older: None,
        };
        match book.get() {
            Ok(book) => entry(i18n, &book, found),
            Err(_) => none(),
        }
    };
    let back = use_i18n().say(Key::EntryBack);
    view! {
        {load_view(load.into(), Callback::new(move |()| fetch()), show)}
        {words(beside)}
        <p><a href=Route::History.path()>{back}</a></p>
    }
    .into_any()
}
