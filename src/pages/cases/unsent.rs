//! What is on this device and not with the office yet: drafts, what waits, what was refused.

use citizen_score_contract::ProblemCode;
use citizen_score_device::typed::{ABOUT, FACTOR};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::case_form::{keeping_note, twice};
use super::super::case_waiting::waiting;
use super::super::case_words::kind_key;
use super::super::new_case::resume_path;
use crate::components::element::{all, div, h2, h3, li, none, p, section, ul};
use crate::drafts::{Draft, Drafts, Refusal, State};
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{Part, memo, part};
use crate::routes::case_path;
use crate::rules_book::{RulesBook, rule_text};

/// Whether a draft belongs to a case: others have pages of their own.
fn is_of_cases(draft: &Draft) -> bool {
    resume_path(draft).is_some() || draft.form == "answer"
}

/// What of a draft the list shows; what is typed elsewhere meanwhile does not make it anew.
#[derive(Clone, PartialEq)]
struct Shown {
    draft: Draft,
    waits: bool,
}

/// The section; nothing where there is nothing.
pub(in crate::pages) fn unsent(drafts: Drafts) -> Part {
    let i18n = use_i18n();
    let shown = memo(move || {
        drafts.list().with(|list| {
            let unsent = list
                .iter()
                .filter(|it| is_of_cases(it) && !matches!(it.state, State::Sent { .. }));
            let shown = unsent.map(|draft| {
                let waits = draft.is_waiting();
                let mut draft = draft.clone();
                if waits {
                    // Waiting and being sent look alike, and follow the outbox by themselves.
                    draft.state = State::Typing;
                }
                Shown { draft, waits }
            });
            shown.collect::<Vec<Shown>>()
        })
    });
    let lost = memo(move || drafts.unopened().with(Vec::len));
    part(move || {
        let shown = shown.get();
        let lost = lost.get();
        if shown.is_empty() && lost == 0 {
            return none();
        }
        let items = shown.into_iter().map(|it| item(i18n, drafts, it));
        section(
            "panel",
            all([
                h2("", i18n.text(Key::CasesUnsent)),
                ul("case-list", all(items)),
                unopened(i18n, drafts, lost),
                keeping_note(drafts).into_any(),
            ]),
        )
    })
}

fn item(i18n: I18n, drafts: Drafts, Shown { draft, waits }: Shown) -> AnyView {
    let name = h3("", name(i18n, &draft));
    let state = match &draft.state {
        _ if waits => return li("case-item", all([name, waiting(&draft.id)])),
        State::Refused(refusal) => refused(i18n, drafts, &draft, refusal),
        _ => p("quiet", i18n.moment(Key::CasesDraftOf, draft.updated)),
    };
    let resume = resume_path(&draft).unwrap_or_else(|| case_path(draft.field(ABOUT)));
    let id = draft.id.clone();
    let discard = twice(
        [
            Key::DraftDiscard,
            Key::DraftDiscardSure,
            Key::DraftDiscardYes,
        ],
        move || drafts.remove(&id),
    );
    let go_on = view! {
        <a class="button" href=resume>
            {i18n.text(Key::DraftGoOn)}
        </a>
    };
    let actions = div("actions", all([go_on.into_any(), discard.into_any()]));
    li("case-item", all([name, state, actions]))
}

/// What the server refused, and what can be done.
fn refused(i18n: I18n, drafts: Drafts, draft: &Draft, refusal: &Refusal) -> AnyView {
    let again = if refusal.code == ProblemCode::Conflict {
        let id = draft.id.clone();
        let as_new = move |_| {
            let id = id.clone();
            spawn_local(async move {
                drafts.as_new(&id).await;
            });
        };
        view! {
            <button type="button" class="button button-plain" on:click=as_new>
                {i18n.text(Key::CasesAsNew)}
            </button>
        }
        .into_any()
    } else {
        none()
    };
    all([
        p("case-status", i18n.text(Key::CasesRefused)),
        p("", i18n.text(Key::CasesRefusedNext)),
        again,
    ])
}

fn name(i18n: I18n, draft: &Draft) -> String {
    let kind = match draft.form.as_str() {
        "objection" => kind_key(citizen_score_contract::cases::CaseKind::Objection),
        "repair" => kind_key(citizen_score_contract::cases::CaseKind::Repair),
        "claim" => kind_key(citizen_score_contract::cases::CaseKind::Claim),
        _ => Key::CasesAnswer,
    };
    let kind = i18n.text(kind);
    let book = expect_context::<RulesBook>().get();
    let about = match (draft.field(FACTOR), &book) {
        ("", _) => draft.field(ABOUT).to_owned(),
        (factor, Ok(book)) => rule_text(i18n, book, "factor", factor),
        (factor, Err(_)) => factor.to_owned(),
    };
    if about.is_empty() {
        return kind.to_owned();
    }
    i18n.fill(Key::CasesItem, &[("kind", kind), ("about", &about)])
}

/// Drafts that cannot be opened any more, and their end.
fn unopened(i18n: I18n, drafts: Drafts, lost: usize) -> AnyView {
    if lost == 0 {
        return none();
    }
    let remove = move |_| {
        for id in drafts.unopened().get_untracked() {
            drafts.remove(&id);
        }
    };
    all([
        p("note", i18n.text(Key::DraftUnopened)),
        view! {
            <button type="button" class="button button-plain" on:click=remove>
                {i18n.text(Key::DraftUnopenedRemove)}
            </button>
        }
        .into_any(),
    ])
}
