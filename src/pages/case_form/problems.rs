//! What is wrong with a form: at each field, and as a summary above, which takes the focus.

use std::sync::Arc;

use citizen_score_contract::cases::CaseKind;
use citizen_score_device::typed::FieldFault;
use leptos::ev::MouseEvent;
use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::wording::{fault_words, refusal_problem};
use crate::by_name::call;
use crate::components::element::{all, none, p};
use crate::drafts::{Draft, State};
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{Part, attribute, effect, part, text};

/// The name of the files of a form.
pub(in crate::pages) const FILES: &str = "files";

/// Where a summary leads: to a field of this page, or to the page of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages) enum Place {
    /// The field of this id is on this page.
    Here,
    /// The field is on the page of this address.
    At(String),
}

/// A field, and what is wrong with it in words that follow the language.
#[derive(Clone)]
pub(in crate::pages) struct Problem {
    /// The id of the field.
    pub(in crate::pages) field: &'static str,
    /// What is wrong.
    pub(in crate::pages) words: Arc<dyn Fn(I18n) -> String + Send + Sync>,
}

impl Problem {
    /// A problem at a field.
    pub(in crate::pages) fn new(
        field: &'static str,
        words: impl Fn(I18n) -> String + Send + Sync + 'static,
    ) -> Self {
        Self {
            field,
            words: Arc::new(words),
        }
    }

    /// What is wrong with a field of a case.
    pub(in crate::pages) fn of(kind: CaseKind, (field, fault): FieldFault) -> Self {
        Self::new(field, move |i18n| fault_words(i18n, kind, field, &fault))
    }
}

/// The problems of a form.
#[derive(Clone, Copy)]
pub(in crate::pages) struct Problems {
    all: RwSignal<Vec<Problem>>,
    /// Grows when the summary is to take the focus.
    told: RwSignal<u32>,
    /// The last time that it took the focus.
    focused: StoredValue<u32>,
    /// The refusal that was told of: it stays with the draft until that is sent again.
    refusal: StoredValue<Option<String>>,
}

impl Problems {
    /// None.
    pub(in crate::pages) fn new() -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            told: RwSignal::new(0),
            focused: StoredValue::new(0),
            refusal: StoredValue::new(None),
        }
    }

    /// Takes the place of what was wrong before; the summary takes the focus where something is.
    pub(in crate::pages) fn tell(self, problems: Vec<Problem>) {
        self.all.set(problems);
        self.told.update(|told| *told = told.wrapping_add(1));
    }

    /// As [`tell`](Self::tell), for the fields of one page; problems of other pages stay.
    pub(in crate::pages) fn tell_of(self, fields: &[&str], problems: Vec<Problem>) {
        let mut all = self.all.get_untracked();
        all.retain(|it| !fields.contains(&it.field));
        all.extend(problems);
        self.tell(all);
    }

    /// As [`tell`](Self::tell), once for each refusal of a draft.
    pub(in crate::pages) fn tell_refusal(self, draft: &Draft) {
        let State::Refused(refusal) = &draft.state else {
            return;
        };
        let sent = draft.outgoing.as_ref().map_or("", |it| it.body.as_str());
        let this = format!("{} {sent}", draft.id);
        if self.refusal.with_value(|told| told.as_ref() == Some(&this)) {
            return;
        }
        self.refusal.set_value(Some(this));
        let file = draft
            .files
            .iter()
            .find(|file| Some(&file.digest) == refusal.file.as_ref());
        let file = file.map(|file| file.name.clone());
        self.tell(vec![refusal_problem(refusal, file)]);
    }

    /// Has a refusal told of anew: it is sent again.
    pub(in crate::pages) fn sent_again(self) {
        self.refusal.set_value(None);
        self.all.set(Vec::new());
    }

    /// The first field that something is wrong with.
    pub(in crate::pages) fn first(self) -> Option<&'static str> {
        self.all
            .with_untracked(|all| all.first().map(|it| it.field))
    }

    /// Whether something is wrong with one of these fields.
    pub(in crate::pages) fn any_of(self, fields: &[&str]) -> bool {
        self.all
            .with(|all| all.iter().any(|it| fields.contains(&it.field)))
    }

    /// The sentence at a group of fields, under the id `NAME-problem`.
    pub(in crate::pages) fn at(
        self,
        name: &'static str,
        fields: &'static [&'static str],
    ) -> AnyView {
        let i18n = use_i18n();
        let words = text(move || {
            self.all.with(|all| {
                let found = all.iter().find(|it| fields.contains(&it.field));
                found.map_or_else(String::new, |it| (it.words)(i18n))
            })
        });
        view! { <p class="field-problem" id=format!("{name}-problem")>{words}</p> }.into_any()
    }

    /// Every sentence at a field, under the id `NAME-problem`.
    pub(in crate::pages) fn all_at(self, name: &'static str) -> AnyView {
        let i18n = use_i18n();
        let lines = move || {
            let found: Vec<Problem> = self
                .all
                .with(|all| all.iter().filter(|it| it.field == name).cloned().collect());
            let lines = found.into_iter();
            all(lines.map(|it| p("field-problem", (it.words)(i18n))))
        };
        view! { <div id=format!("{name}-problem")>{part(lines)}</div> }.into_any()
    }

    /// `aria-invalid` of a field.
    pub(in crate::pages) fn invalid(self, field: &'static str) -> Signal<Option<&'static str>> {
        attribute(move || self.any_of(&[field]).then_some("true"))
    }

    /// The summary of what is wrong with these fields; `place` says where each of them is.
    pub(in crate::pages) fn summary(
        self,
        fields: &'static [&'static str],
        place: impl Fn(&'static str) -> Place + Send + Sync + 'static,
    ) -> Part {
        let i18n = use_i18n();
        let section = NodeRef::<Section>::new();
        effect(move || {
            let told = self.told.get();
            if let Some(section) = section.get() {
                // What an earlier page told of already does not take the focus from the heading.
                if self.focused.get_value() != told {
                    self.focused.set_value(told);
                    let _ = section.focus();
                    let _ = call(&section, "scrollIntoView", &[]);
                }
            }
        });
        let place = Arc::new(place);
        part(move || {
            let here: Vec<Problem> = self.all.with(|all| {
                let of_here = all.iter().filter(|it| fields.contains(&it.field));
                of_here.cloned().collect()
            });
            if here.is_empty() {
                return none();
            }
            let items = here.into_iter().map(|problem| {
                let words = (problem.words)(i18n);
                match place(problem.field) {
                    Place::Here => here_link(problem.field, words),
                    Place::At(address) => view! { <li><a href=address>{words}</a></li> }.into_any(),
                }
            });
            view! {
                <section
                    class="problem-summary"
                    tabindex="-1"
                    node_ref=section
                    aria-labelledby="problem-summary"
                >
                    <h2 id="problem-summary">{i18n.text(Key::FormProblems)}</h2>
                    <ul>{items.collect::<Vec<_>>()}</ul>
                </section>
            }
            .into_any()
        })
    }
}

/// A link to a field of this page, which takes the focus.
fn here_link(field: &'static str, words: String) -> AnyView {
    let go = move |event: MouseEvent| {
        event.prevent_default();
        focus_field(field);
    };
    view! {
        <li>
            <a href=format!("#{field}") on:click=go>
                {words}
            </a>
        </li>
    }
    .into_any()
}

/// Gives the focus to a field.
pub(in crate::pages) fn focus_field(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(found) = found.and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
