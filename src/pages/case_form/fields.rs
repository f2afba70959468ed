//! Fields of a form: words with the characters that are left, and a choice of one.

use std::time::Duration;

use leptos::prelude::*;

use super::{Problems, Typing};
use crate::components::element::p;
use crate::format;
use crate::i18n::{I18n, Key, Plural, use_i18n};
use crate::reactive::text;

/// Pause in typing after which it is said how many characters are left: screen readers would
/// otherwise speak at every key.
const PAUSE: Duration = Duration::from_millis(1200);

/// A field for words.
pub(in crate::pages) struct Words {
    /// Its name and id.
    pub(in crate::pages) name: &'static str,
    /// The fields whose problems stand at it: itself.
    pub(in crate::pages) fields: &'static [&'static str],
    /// What stands above it.
    pub(in crate::pages) label: Key,
    /// What helps to fill it in.
    pub(in crate::pages) hint: Key,
    /// Most characters.
    pub(in crate::pages) most: usize,
    /// Lines that are seen of it.
    pub(in crate::pages) rows: &'static str,
}

/// The field. More than fits can be typed, and is said: words that are cut off while pasting would be lost.
pub(in crate::pages) fn words_field(typing: Typing, problems: Problems, words: Words) -> AnyView {
    let i18n = use_i18n();
    let Words {
        name,
        fields,
        label,
        hint,
        most,
        rows,
    } = words;
    let first = typing.value(name);
    let typed = RwSignal::new(first.chars().count());
    let said = RwSignal::new(None::<usize>);
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let input = move |event| {
        let value = event_target_value(&event);
        let count = value.chars().count();
        typed.set(count);
        typing.set(name, &value);
        if let Some(before) = pause.get_value() {
            before.clear();
        }
        let say = move || {
            let _ = said.try_set(Some(count));
        };
        pause.set_value(set_timeout_with_handle(say, PAUSE).ok());
    };
    let described = format!("{name}-hint {name}-problem {name}-most");
    let said = text(move || {
        said.get()
            .map_or_else(String::new, |count| left(i18n, most, count))
    });
    let limit = text(move || {
        let most = format::number(i18n.formats(), i64::try_from(most).unwrap_or(i64::MAX));
        i18n.fill(Key::FormMost, &[("most", &most)])
    });
    view! {
        <div class="question">
            <label class="field-label" for=name>
                {i18n.say(label)}
            </label>
            <p class="field-hint" id=format!("{name}-hint")>
                {i18n.say(hint)}
            </p>
            {problems.at(name, fields)}
            <textarea
                class="input words"
                id=name
                name=name
                rows=rows
                aria-describedby=described
                aria-invalid=problems.invalid(name)
                prop:value=first
                on:input=input
            ></textarea>
            <span class="visually-hidden" id=format!("{name}-most")>
                {limit}
            </span>
            {p("field-hint field-count", text(move || left(i18n, most, typed.get())))}
            <p class="visually-hidden" role="status">
                {said}
            </p>
        </div>
    }
    .into_any()
}

/// How many characters are left, or are too many.
fn left(i18n: I18n, most: usize, typed: usize) -> String {
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    match typed.checked_sub(most) {
        None | Some(0) => i18n.plural(Plural::FormLeft, number(most.saturating_sub(typed)), &[]),
        Some(over) => i18n.plural(Plural::FormOver, number(over), &[]),
    }
}

/// One thing to choose.
pub(in crate::pages) struct Choice {
    /// Its value.
    pub(in crate::pages) value: String,
    /// What it is called.
    pub(in crate::pages) label: AnyView,
    /// A line below it; nothing for none.
    pub(in crate::pages) hint: AnyView,
}

/// A choice of one. The first has the name as its id, so that a summary leads to it.
pub(in crate::pages) fn radios(
    typing: Typing,
    problems: Problems,
    (name, is_first): (&'static str, bool),
    choices: Vec<Choice>,
) -> AnyView {
    let chosen = typing.value(name);
    let items = choices.into_iter().enumerate().map(|(place, choice)| {
        let Choice { value, label, hint } = choice;
        let id = if place == 0 && is_first {
            name.to_owned()
        } else {
            format!("{name}-{value}")
        };
        let checked = value == chosen;
        let set = value.clone();
        view! {
            <li>
                <label class="radio">
                    <input
                        type="radio"
                        id=id
                        name=name
                        value=value
                        checked=checked
                        aria-invalid=problems.invalid(name)
                        on:change=move |_| typing.set(name, &set)
                    />
                    <span class="radio-words">{label} {hint}</span>
                </label>
            </li>
        }
        .into_any()
    });
    view! { <ul class="radios">{items.collect::<Vec<_>>()}</ul> }.into_any()
}
