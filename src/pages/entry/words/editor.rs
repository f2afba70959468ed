//! The form in which own words are written. Each key stroke is kept as a draft.

use citizen_score_contract::ProblemCode;
use citizen_score_contract::statement::MAX_CHARACTERS;
use leptos::ev::SubmitEvent;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{TEXT, Words};
use crate::announce::use_announcer;
use crate::api::{ApiError, use_api};
use crate::components::element::p;
use crate::drafts::{Drafts, Keeping, use_drafts};
use crate::i18n::{I18n, Key, Plural, error_text, use_i18n};
use crate::reactive::{attribute, effect, part_if, text};

/// Why the words were not taken.
#[derive(Clone, PartialEq)]
enum Problem {
    Empty,
    TooLong,
    Refused(ApiError),
}

/// The field, the characters that are left, and sending it. `id` is that of the draft.
pub(super) fn editor(words: Words, id: String) -> AnyView {
    let i18n = use_i18n();
    let drafts = use_drafts();
    let first = drafts
        .get(&id)
        .map_or_else(String::new, |draft| draft.field(TEXT).to_owned());
    let typed = RwSignal::new(first.clone());
    let problem = RwSignal::new(None::<Problem>);
    let busy = RwSignal::new(false);
    let field = NodeRef::<Textarea>::new();
    effect(move || {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let id = StoredValue::new(id);
    let keep = move |event| {
        let value = event_target_value(&event);
        drafts.edit(&id.get_value(), |draft| {
            draft.fields.insert(TEXT.to_owned(), value.clone());
        });
        typed.set(value);
    };
    let wrong = move |what: Problem| {
        problem.set(Some(what));
        if let Some(field) = field.get_untracked() {
            let _ = field.focus();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let value = typed.get_untracked();
        if value.trim().is_empty() {
            wrong(Problem::Empty);
        } else if left(&value) < 0 {
            wrong(Problem::TooLong);
        } else if !busy.get_untracked() {
            problem.set(None);
            busy.set(true);
            send(words, id.get_value(), value, (busy, problem));
        }
    };
    let cancel = move |_| {
        drafts.remove(&id.get_value());
        words.focus();
    };
    let count = text(move || {
        let left = typed.with(|typed| left(typed));
        let key = if left < 0 {
            Plural::WordsOver
        } else {
            Plural::WordsLeft
        };
        i18n.plural(key, left.abs(), &[])
    });
    let problem_words = text(move || problem.get().map_or_else(String::new, |it| say(i18n, &it)));
    view! {
        <form class="own-words-form" on:submit=submit novalidate>
            <label class="field-label" for="own-words">
                {i18n.say(Key::WordsField)}
            </label>
            <p class="field-hint" id="own-words-hint">
                {i18n.say(Key::WordsHint)}
            </p>
            <p class="field-problem" id="own-words-problem" role="alert">
                {problem_words}
            </p>
            <textarea
                class="input"
                id="own-words"
                rows="5"
                node_ref=field
                prop:value=first
                on:input=keep
                aria-describedby="own-words-hint own-words-problem own-words-left"
                aria-invalid=attribute(move || problem.with(|it| it.is_some().then_some("true")))
            ></textarea>
            <p class="field-hint" id="own-words-left">
                {count}
            </p>
            {not_kept(drafts)}
            <p class="own-words-ways">
                <button type="submit" class="button" prop:disabled=busy>
                    {i18n.say(Key::WordsSave)}
                </button>
                <button type="button" class="button button-plain" on:click=cancel>
                    {i18n.say(Key::WordsCancel)}
                </button>
            </p>
        </form>
    }
    .into_any()
}

/// Sends the words; the draft stays until the server has them.
fn send(
    words: Words,
    id: String,
    value: String,
    (busy, problem): (RwSignal<bool>, RwSignal<Option<Problem>>),
) {
    let (i18n, api, drafts) = (use_i18n(), use_api(), use_drafts());
    let announcer = use_announcer();
    spawn_local(async move {
        match api.write_statement(&words.entry.get_value(), value).await {
            Ok(statement) => {
                let _ = words.said.try_set(Some(statement.text));
                drafts.remove(&id);
                announcer.say(i18n.text(Key::WordsSaved).to_owned());
                words.focus();
            }
            Err(error) => {
                let _ = busy.try_set(false);
                let _ = problem.try_set(Some(Problem::Refused(error)));
            }
        }
    });
}

/// Characters that may still be typed; negative where there are too many.
fn left(typed: &str) -> i64 {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    number(MAX_CHARACTERS).saturating_sub(number(typed.chars().count()))
}

fn say(i18n: I18n, problem: &Problem) -> String {
    match problem {
        Problem::Empty => i18n.text(Key::WordsEmpty).to_owned(),
        Problem::TooLong => i18n.text(Key::WordsTooLong).to_owned(),
        Problem::Refused(ApiError::Rejected {
            code: ProblemCode::Invalid,
            ..
        }) => i18n.text(Key::WordsInvalid).to_owned(),
        Problem::Refused(error) => error_text(i18n, error),
    }
}

/// Says so where what is typed does not survive the page.
fn not_kept(drafts: Drafts) -> AnyView {
    let i18n = use_i18n();
    part_if(
        move || matches!(drafts.keeping().get(), Keeping::InMemory(_)),
        move || p("note", i18n.say(Key::WordsInMemory)),
    )
    .into_any()
}
