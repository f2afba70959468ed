//! One case: how far it is, until when an answer is due, what happened, and what can be done.

mod answer;
mod decision;
mod facts;
mod timeline;
mod withdraw;

use chrono::NaiveDate;
use citizen_score_contract::cases::{Case, CaseStatus};
use citizen_score_rules::cases::Countdown;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::case_words::{kind_key, standing};
use crate::api::{ApiError, use_api};
use crate::components::element::{all, div, h2, none, p, section};
use crate::components::failure::failure;
use crate::components::load_view::Load;
use crate::components::page_heading::page_heading;
use crate::drafts::{Drafts, State, use_drafts};
use crate::i18n::{I18n, Key, use_i18n};
use crate::kiosk::hand_over::{folded, print_button};
use crate::kiosk::is_display;
use crate::reactive::{effect, memo, part};
use crate::record::use_record;
use crate::router::use_router;
use crate::routes::{Route, case_in};
use crate::rules_book::{RulesBook, rule_text};

/// A case as it is on screen, for whatever changes it.
#[derive(Clone, Copy)]
struct Shown(RwSignal<Load<Case>>);

impl Shown {
    /// Takes in a case; one that is the same is no news, and what is typed beside it keeps its place.
    fn take(self, answer: Result<Case, ApiError>) {
        let same = self.0.try_with_untracked(|shown| match (shown, &answer) {
            (Load::Ready(here), Ok(new)) => here == new,
            _ => false,
        });
        if same == Some(false) {
            let _ = self.0.try_update(|load| load.accept(answer));
        }
    }
}

/// The case that the address names.
#[component]
pub fn CasePage() -> impl IntoView {
    let i18n = use_i18n();
    let api = use_api();
    let record = use_record();
    let path = use_router().path();
    let drafts = use_drafts();
    let shown = Shown(RwSignal::new(Load::Loading));
    let id = memo(move || path.with(|path| case_in(path)).unwrap_or_default());
    let fetch = move || {
        let id = id.get_untracked();
        spawn_local(async move {
            let answer = api.case(&id).await;
            if let Ok(case) = &answer {
                forget_receipt(drafts, &case.id);
            }
            shown.take(answer);
        });
    };
    let mut before = None;
    effect(move || {
        record.changes().track();
        // Another case is not this one with changes.
        if before.replace(id.get()).is_some_and(|it| it != id.get()) {
            shown.0.set(Load::Loading);
        }
        fetch();
    });
    let today = memo(move || record.today());
    let page = part(move || match shown.0.get() {
        Load::Loading => p("loading", i18n.say(Key::StateLoading)),
        Load::Failed(ApiError::NotFound) => p("note", i18n.say(Key::CaseNotFound)),
        Load::Failed(error) => failure(error, Callback::new(move |()| fetch())),
        Load::Ready(case) => page(i18n, shown, &case, today.get()),
    });
    view! {
        {page_heading(Key::CaseTitle)}
        {page}
        <p>
            <a href=Route::Cases.path()>{i18n.say(Key::CaseBack)}</a>
        </p>
    }
}

/// What this device still holds of a case that the server has: its receipt was seen.
fn forget_receipt(drafts: Drafts, id: &str) {
    let list = drafts.list();
    let seen = list.with_untracked(|list| {
        let of = list.iter().filter(|draft| match &draft.state {
            State::Sent { answer, .. } => {
                serde_json::from_str::<Case>(answer).is_ok_and(|case| case.id == id)
            }
            _ => false,
        });
        of.map(|draft| draft.id.clone()).collect::<Vec<String>>()
    });
    for id in seen {
        drafts.remove(&id);
    }
}

fn page(i18n: I18n, shown: Shown, case: &Case, today: Option<NaiveDate>) -> AnyView {
    let book = expect_context::<RulesBook>().get();
    let name = |group: &str, code: &str| match &book {
        Ok(book) => rule_text(i18n, book, group, code),
        Err(_) => code.to_owned(),
    };
    let office = name("authority", &case.authority);
    let about = name("factor", &case.factor);
    let kind = i18n.text(kind_key(case.kind));
    let title = i18n.fill(Key::CasesItem, &[("kind", kind), ("about", &about)]);
    let head = section(
        "panel case-head",
        all([
            h2("", title),
            standing(i18n, case, today),
            if case.status.is_closed() {
                none()
            } else {
                p("", i18n.fill(Key::CaseWith, &[("office", &office)]))
            },
            late(i18n, case, today, &office),
        ]),
    );
    let question = if case.status == CaseStatus::Question {
        answer::answer(i18n, shown, case)
    } else {
        none()
    };
    let end = if case.status.is_closed() {
        none()
    } else if is_display() {
        folded(Key::KioskHandCase)
    } else {
        withdraw::withdraw(i18n, shown, case)
    };
    all([
        head,
        decision::decision(i18n, case),
        question,
        timeline::timeline(i18n, case),
        facts::facts(i18n, case, &about, &office),
        div("actions", print_button(Key::ReceiptPrint, None)),
        end,
    ])
}

/// What to do when the answer is late.
fn late(i18n: I18n, case: &Case, today: Option<NaiveDate>, office: &str) -> AnyView {
    let is_late =
        today.is_some_and(|today| matches!(Countdown::of(case.due_on, today), Countdown::Late(_)));
    if case.status.is_closed() || !is_late {
        return none();
    }
    let values = [("office", office), ("number", case.id.as_str())];
    p("note", i18n.fill(Key::CaseLateNext, &values))
}
