//! What became of what was sent: it waits, it was refused, or it has arrived, with a receipt.

use citizen_score_contract::cases::Case;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::case_form::{Problems, keeping_note};
use super::super::case_receipt::receipt;
use super::super::case_waiting::waiting;
use super::address::{Address, Kind};
use super::start::cases_link;
use crate::components::element::{all, p};
use crate::components::page_heading::page_heading;
use crate::drafts::{Draft, Keeping, State, use_drafts};
use crate::i18n::{Key, use_i18n};
use crate::reactive::{memo, part};
use crate::router::{Router, use_router};

/// How far it is, as far as the page differs.
#[derive(Clone, PartialEq)]
enum Stage {
    Reading,
    Missing,
    Waiting,
    Back,
    Arrived(String),
}

/// The page.
pub(super) fn sent(id: String, problems: Problems) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    let drafts = use_drafts();
    let of = id.clone();
    let stage = memo(move || {
        let found = drafts.list().with(|list| {
            list.iter()
                .find(|it| it.id == of)
                .map(|it| it.state.clone())
        });
        let in_memory = matches!(drafts.keeping().get(), Keeping::InMemory(_));
        match found {
            Some(State::Waiting { .. } | State::Sending { .. }) => Stage::Waiting,
            Some(State::Typing | State::Refused(_)) => Stage::Back,
            Some(State::Sent { answer, .. }) => Stage::Arrived(answer),
            None if drafts.is_read().get() || in_memory => Stage::Missing,
            None => Stage::Reading,
        }
    });
    part(move || match stage.get() {
        Stage::Reading => all([
            page_heading(Key::SentTitle),
            p("loading", i18n.say(Key::StateLoading)),
        ]),
        Stage::Missing => all([
            page_heading(Key::SentTitle),
            p("", i18n.say(Key::SentMissing)),
            cases_link(),
        ]),
        Stage::Waiting => all([
            page_heading(Key::SentWaiting),
            waiting(&id),
            keeping_note(drafts).into_any(),
            cases_link(),
        ]),
        Stage::Back => {
            if let Some(draft) = drafts.get(&id) {
                back_to_form(router, problems, &draft);
            }
            page_heading(Key::SentTitle)
        }
        Stage::Arrived(answer) => match serde_json::from_str::<Case>(&answer) {
            Ok(case) => receipt(case),
            Err(_) => all([
                page_heading(Key::SentArrived),
                p("", i18n.say(Key::SentUnreadable)),
                cases_link(),
            ]),
        },
    })
    .into_any()
}

/// It can be changed again: back to the form, to the field that was refused.
fn back_to_form(router: Router, problems: Problems, draft: &Draft) {
    problems.tell_refusal(draft);
    let kind = Kind::ALL.iter().find(|(_, name)| *name == draft.form);
    let Some((kind, _)) = kind.copied() else {
        return;
    };
    let step = match (&draft.state, problems.first()) {
        (State::Refused(_), Some(field)) => kind.step_of(field),
        _ => super::address::Step::Check,
    };
    let address = Address {
        kind: Some(kind),
        entry: kind
            .needs_entry()
            .then(|| draft.field(citizen_score_device::typed::ABOUT).to_owned()),
        ..Address::default()
    };
    let query = address.at(step, true).query();
    // The address is told after this view is made, not while.
    spawn_local(async move { router.keep(&query, false) });
}
