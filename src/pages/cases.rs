//! The cases: what is not sent yet, and what was sent, newest first.

mod unsent;

use citizen_score_contract::cases::{Case, CasesPage as Page};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::case_words::{kind_key, standing};
use crate::api::{Api, ApiError, use_api};
use crate::components::element::{a, all, div, h3, li, none, p, ul};
use crate::components::failure::failure;
use crate::components::load_view::Load;
use crate::components::page_heading::page_heading;
use crate::drafts::{Drafts, State, use_drafts};
use crate::format;
use crate::i18n::{I18n, Key, error_text, use_i18n};
use crate::reactive::{effect, memo, part};
use crate::record::use_record;
use crate::routes::{Route, case_path};
use crate::rules_book::{RulesBook, rule_text};
pub(super) use unsent::unsent;

/// The list as far as it has been read.
#[derive(Clone, Default)]
struct Read {
    cases: Vec<Case>,
    next: Option<String>,
}

/// Everything that was asked of the city.
#[component]
pub fn CasesPage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let drafts = use_drafts();
    let load = RwSignal::new(Load::<Read>::Loading);
    let fetch = move || {
        // As many as are on screen, so that a change does not take any away.
        let shown = load.with_untracked(|load| match load {
            Load::Ready(read) => read.cases.len(),
            _ => 0,
        });
        spawn_local(async move {
            let answer = first_pages(api, shown).await;
            if let Ok(read) = &answer {
                forget_arrived(drafts, &read.cases);
            }
            let _ = load.try_update(|load| load.accept(answer));
        });
    };
    effect(move || {
        record.changes().track();
        fetch();
    });
    // What goes out while the page is open appears in the list.
    let arrived = memo(move || {
        drafts.list().with(|list| {
            let sent = list
                .iter()
                .filter(|it| matches!(it.state, State::Sent { .. }));
            sent.count()
        })
    });
    effect(move || {
        if arrived.get() > 0 {
            fetch();
        }
    });
    let sent = part(move || match load.get() {
        Load::Loading => p("loading", i18n.say(Key::StateLoading)),
        Load::Failed(error) => failure(error, Callback::new(move |()| fetch())),
        Load::Ready(read) => list(i18n, load, read),
    });
    view! {
        {page_heading(Key::CasesTitle)}
        <p class="lead">{i18n.say(Key::CasesIntro)}</p>
        <p>
            <a class="button" href=Route::NewCase.path()>
                {i18n.say(Key::CasesNew)}
            </a>
        </p>
        {unsent(drafts)}
        <section class="panel">
            <h2>{i18n.say(Key::CasesSent)}</h2>
            {sent}
        </section>
    }
}

/// The first pages, until they hold as many as wanted; at least one.
async fn first_pages(api: Api, wanted: usize) -> Result<Read, ApiError> {
    let mut read = Read::default();
    loop {
        let Page { cases, next_cursor } = api.cases(read.next.as_deref()).await?;
        let more = !cases.is_empty();
        read.cases.extend(cases);
        read.next = next_cursor;
        if read.next.is_none() || !more || read.cases.len() >= wanted {
            return Ok(read);
        }
    }
}

/// Forgets what is on this device of cases that the server lists.
fn forget_arrived(drafts: Drafts, cases: &[Case]) {
    let list = drafts.list();
    let arrived = list.with_untracked(|list| {
        let of = list.iter().filter_map(|draft| match &draft.state {
            State::Sent { answer, .. } => {
                let case: Case = serde_json::from_str(answer).ok()?;
                let listed = cases.iter().any(|it| it.id == case.id);
                listed.then(|| draft.id.clone())
            }
            _ => None,
        });
        of.collect::<Vec<String>>()
    });
    for id in arrived {
        drafts.remove(&id);
    }
}

fn list(i18n: I18n, load: RwSignal<Load<Read>>, read: Read) -> AnyView {
    if read.cases.is_empty() {
        return p("empty", i18n.text(Key::CasesNone));
    }
    let api = use_api();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<ApiError>);
    let cursor = read.next.clone();
    let more = move |cursor: String| {
        busy.set(true);
        spawn_local(async move {
            let answer = api.cases(Some(&cursor)).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(page) => {
                    let _ = load.try_update(|load| {
                        if let Load::Ready(read) = load {
                            read.cases.extend(page.cases);
                            read.next = page.next_cursor;
                        }
                    });
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let items = read.cases.iter().map(|case| item(i18n, case));
    let button = cursor.map_or_else(none, |cursor| {
        view! {
            <button
                type="button"
                class="button button-plain"
                prop:disabled=busy
                on:click=move |_| more(cursor.clone())
            >
                {i18n.text(Key::CasesMore)}
            </button>
        }
        .into_any()
    });
    let trouble = part(move || match failed.get() {
        Some(error) => p("note", error_text(i18n, &error)),
        None => none(),
    });
    let items = ul("case-list", all(items));
    if read.next.is_none() {
        return items;
    }
    all([
        items,
        view! { <div role="status">{trouble}</div> }.into_any(),
        div("actions", button),
    ])
}

fn item(i18n: I18n, case: &Case) -> AnyView {
    let today = use_record().today();
    let book = expect_context::<RulesBook>().get();
    let about = match &book {
        Ok(book) => rule_text(i18n, book, "factor", &case.factor),
        Err(_) => case.factor.clone(),
    };
    let kind = i18n.text(kind_key(case.kind));
    let name = i18n.fill(Key::CasesItem, &[("kind", kind), ("about", &about)]);
    let sent = case.steps.first().map(|step| step.at);
    let sent = sent.map_or_else(String::new, |at| format::local_moment(i18n.formats(), at));
    let number = i18n.fill(Key::CasesNumber, &[("number", &case.id), ("date", &sent)]);
    let class = if case.status.is_closed() {
        "case-item case-closed"
    } else {
        "case-item"
    };
    li(
        class,
        all([
            h3("", a(case_path(&case.id), name)),
            standing(i18n, case, today),
            p("quiet", number),
        ]),
    )
}
