//! The frame of the questions: what is known first, an unfinished draft, the question itself.

use std::sync::Arc;

use citizen_score_device::typed::{self, FACTOR, FieldFault};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::super::case_form::{Place, Problem, Problems, Typing, keeping_note};
use super::about::{About, Looked};
use super::address::{Address, Kind, Step};
use super::{check, offer, start, steps};
use crate::components::element::{all, none, p};
use crate::components::failure::failure;
use crate::components::page_heading::page_heading;
use crate::desk::fault_text;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{memo, part};
use crate::record::use_record;
use crate::router::{Router, use_router};
use crate::routes::{case_path, entry_path};
use crate::rules_book::RulesBook;

/// A question, and what it stands on.
#[derive(Clone)]
pub(super) struct Form {
    /// What is asked for.
    pub(super) kind: Kind,
    /// The draft.
    pub(super) typing: Typing,
    /// What is wrong with it.
    pub(super) problems: Problems,
    /// Where it is.
    pub(super) address: Address,
    /// What is known beside it.
    pub(super) about: Arc<About>,
    /// The way to the other questions.
    pub(super) router: Router,
}

/// The page at a step of a kind.
pub(super) fn form(kind: Kind, address: Address, problems: Problems, looked: Looked) -> AnyView {
    let i18n = use_i18n();
    let router = use_router();
    let book = expect_context::<RulesBook>();
    let record = use_record();
    let typing = Typing::new(kind.name(), address.entry.as_deref().unwrap_or_default());
    let today = memo(move || record.today());
    let ready = memo(move || typing.is_ready());
    if let Some(entry) = &address.entry {
        looked.look_up(entry);
    }
    part(move || {
        let waiting = || {
            all([
                page_heading(kind.title()),
                p("loading", i18n.say(Key::StateLoading)),
            ])
        };
        let book = match book.get() {
            Ok(book) => book,
            Err(error) => {
                let retry = Callback::new(move |()| book.reload());
                return all([page_heading(kind.title()), failure(error, retry)]);
            }
        };
        let (Some(today), true) = (today.get(), ready.get()) else {
            return waiting();
        };
        let entry = match &address.entry {
            None => None,
            Some(id) => match looked.get(id) {
                None => return waiting(),
                Some(Err(fault)) => {
                    let id = id.clone();
                    let again = view! {
                        <button type="button" class="button" on:click=move |_| looked.look_up(&id)>
                            {i18n.say(Key::StateRetry)}
                        </button>
                    };
                    let what = p("", fault_text(i18n, &fault));
                    return all([page_heading(kind.title()), what, again.into_any()]);
                }
                Some(Ok(found)) => {
                    typing.begin_with(FACTOR, &found.entry.row.entry.factor);
                    Some(found)
                }
            },
        };
        let about = Arc::new(About { book, today, entry });
        let form = Form {
            kind,
            typing,
            problems,
            address: address.clone(),
            about,
            router,
        };
        form.page()
    })
    .into_any()
}

impl Form {
    fn page(&self) -> AnyView {
        let i18n = use_i18n();
        if let Some((why, open)) = self.about.obstacle(i18n, self.kind.0) {
            return self.closed(why, open);
        }
        let first = self.kind.steps().first().copied().unwrap_or(Step::Check);
        let draft = self.typing.draft();
        let step = match (self.address.step, &draft) {
            // Back at the beginning: what was begun is offered.
            (None, Some(_)) => return offer::offer(self),
            (Some(step), Some(_)) => step,
            // After sending, there is nothing left to change; a new case begins at the beginning.
            (_, None) => first,
        };
        if self.address.step != Some(step) {
            let query = self.address.at(step, false).query();
            let router = self.router;
            // The address is told after this view is made, not while.
            leptos::task::spawn_local(async move { router.keep(&query, false) });
            return none();
        }
        if let Some(draft) = &draft {
            self.problems.tell_refusal(draft);
        }
        self.typing.at(step.name());
        match step {
            Step::Check => check::check(self),
            _ => steps::question(self, step),
        }
    }

    /// It cannot be asked for, and why.
    fn closed(&self, why: String, open: Option<String>) -> AnyView {
        let i18n = use_i18n();
        let case = open.map_or_else(none, |id| {
            let link = view! { <a href=case_path(&id)>{i18n.say(Key::NocaseOpenLink)}</a> };
            p("", link.into_any())
        });
        let entry = self.address.entry.as_deref().unwrap_or_default();
        let back = view! { <a href=entry_path(entry)>{i18n.say(Key::NewcaseToEntry)}</a> };
        all([
            page_heading(self.kind.title()),
            p("note", why),
            case,
            p("", back.into_any()),
            start::cases_link(),
        ])
    }

    /// What is wrong with the answers of a step.
    fn faults(&self, step: Step) -> Vec<FieldFault> {
        let fields = self.typing.fields();
        let known = self.about.known();
        let fault = match step {
            Step::Ground => typed::ground(&fields).err(),
            Step::Deed => typed::factor(&fields, known).err(),
            Step::Day => typed::on(self.kind.0, &fields, known).err(),
            Step::Words => typed::words(&fields).err(),
            Step::Wish => typed::wish(&fields).err(),
            Step::About | Step::Evidence | Step::Check => None,
        };
        fault.into_iter().collect()
    }

    /// The frame of a question: its heading, what is wrong, the fields, and the way on.
    pub(super) fn frame(&self, step: Step, title: Key, fields: AnyView) -> AnyView {
        let i18n = use_i18n();
        let form = self.clone();
        let go_on = move |event: SubmitEvent| {
            event.prevent_default();
            form.go_on(step);
        };
        all([
            self.place(step),
            page_heading(title),
            self.problems
                .summary(step.fields(), |_| Place::Here)
                .into_any(),
            view! {
                <form class="questions" on:submit=go_on novalidate>
                    {fields}
                    <div class="actions">
                        <button type="submit" class="button">
                            {i18n.say(Key::NewcaseContinue)}
                        </button>
                    </div>
                </form>
            }
            .into_any(),
            keeping_note(self.typing.drafts()).into_any(),
        ])
    }

    /// Goes to the next question, or says what is wrong with this one.
    fn go_on(&self, step: Step) {
        let kind = self.kind.0;
        let faults = self.faults(step);
        let problems: Vec<Problem> = faults.into_iter().map(|it| Problem::of(kind, it)).collect();
        let is_well = problems.is_empty();
        self.problems.tell_of(step.fields(), problems);
        if is_well {
            let steps = self.kind.steps();
            let next = steps.iter().skip_while(|it| **it != step).nth(1);
            let next = match next {
                Some(next) if !self.address.to_check => *next,
                _ => Step::Check,
            };
            // A form that was begun is one, even where nothing had to be typed yet.
            self.typing.id();
            self.typing.at(next.name());
            self.router
                .keep(&self.address.at(next, false).query(), true);
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    /// Which question of how many, and the way back to the one before.
    pub(super) fn place(&self, step: Step) -> AnyView {
        let i18n = use_i18n();
        let steps = self.kind.steps();
        let at = steps.iter().position(|it| *it == step).unwrap_or(0);
        let before = at.checked_sub(1).and_then(|at| steps.get(at));
        let back = before.map_or_else(none, |before| {
            let address = self.address.at(*before, false).path();
            view! { <a href=address>{i18n.say(Key::NewcaseBack)}</a> }.into_any()
        });
        let [here, last] = [at + 1, steps.len()].map(|number| number.to_string());
        let place = i18n.fill(Key::NewcasePlace, &[("step", &here), ("steps", &last)]);
        view! {
            <div class="question-place">
                <span>{i18n.text(self.kind.title())} " · " {place}</span>
                {back}
            </div>
        }
        .into_any()
    }
}
