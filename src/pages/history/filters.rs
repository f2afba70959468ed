//! The form that narrows the history. What it asks for is in the address of the page.

use std::time::Duration;

use chrono::NaiveDate;
use citizen_score_device::Filter;
use citizen_score_device::filter::MAX_WORDS;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::Direction;
use leptos::prelude::*;

use super::address::Address;
use crate::components::element::none;
use crate::i18n::{Key, use_i18n};
use crate::kiosk::is_display;
use crate::reactive::{Text, part, part_if, text};
use crate::router::{Router, use_router};
use crate::rules_book::{RulesBook, rule_text};

/// How long somebody may pause in typing before the words are searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// What the address asks for, and changing it.
#[derive(Clone, Copy)]
struct Asked {
    wanted: Memo<Address>,
    router: Router,
}

impl Asked {
    /// Changes the filter. A choice is a step that can be gone back over; typing is not.
    fn change(self, step: bool, change: impl FnOnce(&mut Filter)) {
        let mut next = Address {
            page: 0,
            unread: Vec::new(),
            ..self.wanted.get_untracked()
        };
        change(&mut next.filter);
        self.router.keep(&next.write(), step);
    }

    /// A value of the filter, as a text that follows it.
    fn value(self, of: impl Fn(&Filter) -> String + Send + Sync + 'static) -> Text {
        text(move || self.wanted.with(|wanted| of(&wanted.filter)))
    }
}

/// Category, direction, whether it counts, period, and words.
#[component]
pub(super) fn Filters(
    /// What the address asks for.
    wanted: Memo<Address>,
) -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    let asked = Asked { wanted, router };
    let active = move || !wanted.with(|wanted| wanted.filter.is_empty());
    // The fields are made when somebody wants them: the first rows of the history come sooner.
    let opened = RwSignal::new(untrack(active));
    view! {
        <details class="filters" open=opened.get_untracked()>
            <summary on:click=move |_| opened.set(true)>{i18n.say(Key::HistoryFilters)}</summary>
            {part_if(move || opened.get(), move || fields(asked))}
        </details>
    }
}

fn fields(asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let Asked { wanted, router } = asked;
    let active = move || !wanted.with(|wanted| wanted.filter.is_empty());
    let clear = move || {
        view! {
            <button
                type="button"
                class="button button-plain"
                on:click=move |_| router.keep("", true)
            >
                {i18n.say(Key::HistoryClear)}
            </button>
        }
        .into_any()
    };
    let direction = choice(
        Key::HistoryDirection,
        [
            ("", Key::HistoryAny),
            ("gain", Key::HistoryGain),
            ("loss", Key::HistoryLoss),
        ],
        asked.value(|filter| direction_of(filter).to_owned()),
        move |value| asked.change(true, |filter| filter.direction = direction_in(&value)),
    );
    let counts = choice(
        Key::HistoryCounts,
        [
            ("", Key::HistoryAny),
            ("yes", Key::EntryCounts),
            ("no", Key::EntryCountsNot),
        ],
        asked.value(|filter| counts_of(filter).to_owned()),
        move |value| asked.change(true, |filter| filter.counts = counts_in(&value)),
    );
    view! {
        <form class="filter-fields" role="search" on:submit=|event| event.prevent_default()>
            {if is_display() { none() } else { words(asked) }}
            {category(asked)}
            {direction}
            {counts}
            {day(asked, Key::HistoryFrom, |filter| &mut filter.from)}
            {day(asked, Key::HistoryUntil, |filter| &mut filter.until)}
            {part_if(active, clear)}
        </form>
    }
    .into_any()
}

/// The words to look for; the search begins when the typing pauses.
fn words(asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let typing = StoredValue::new(None::<TimeoutHandle>);
    let type_words = move |event| {
        let words: String = event_target_value(&event).chars().take(MAX_WORDS).collect();
        if let Some(before) = typing.get_value() {
            before.clear();
        }
        let search = move || asked.change(false, |filter| filter.words = words);
        typing.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    view! {
        <label class="filter filter-wide">
            <span>{i18n.say(Key::HistoryWords)}</span>
            <input
                type="search"
                class="input"
                autocomplete="off"
                maxlength=MAX_WORDS.to_string()
                prop:value=asked.value(|filter| filter.words.clone())
                on:input=type_words
            />
        </label>
    }
    .into_any()
}

/// The categories of the rulebook.
fn category(asked: Asked) -> AnyView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let chosen = asked.value(|filter| filter.category.clone().unwrap_or_default());
    let options = move || {
        let Ok(book) = book.get() else { return none() };
        let mut codes: Vec<&str> = Vec::new();
        for factor in &book.data().factors {
            if !codes.contains(&factor.category.as_str()) {
                codes.push(&factor.category);
            }
        }
        let options = codes.into_iter().map(|code| {
            let name = rule_text(i18n, &book, "category", code);
            let value = code.to_owned();
            let is = value.clone();
            let selected = move || chosen.with(|chosen| *chosen == is);
            view! { <option value=value selected=selected>{name}</option> }.into_any()
        });
        options.collect::<Vec<_>>().into_any()
    };
    let choose = move |event| {
        let code = Some(event_target_value(&event)).filter(|it| !it.is_empty());
        asked.change(true, |filter| filter.category = code);
    };
    view! {
        <label class="filter">
            <span>{i18n.say(Key::HistoryCategory)}</span>
            <select class="input" on:change=choose>
                <option value="" selected=move || chosen.with(String::is_empty)>
                    {i18n.say(Key::HistoryAny)}
                </option>
                {part(options)}
            </select>
        </label>
    }
    .into_any()
}

/// A day at which the period begins or ends.
fn day(asked: Asked, label: Key, of: fn(&mut Filter) -> &mut Option<NaiveDate>) -> AnyView {
    let i18n = use_i18n();
    let value = asked.value(move |filter| {
        let mut filter = filter.clone();
        of(&mut filter).map_or_else(String::new, |day| day.to_string())
    });
    let set = move |event| {
        let day = parse_date(&event_target_value(&event));
        asked.change(true, |filter| *of(filter) = day);
    };
    view! {
        <label class="filter">
            <span>{i18n.say(label)}</span>
            <input type="date" class="input" prop:value=value on:change=set />
        </label>
    }
    .into_any()
}

/// A labelled list of three things to choose from; `chosen` is the value of one of them.
fn choice(
    label: Key,
    options: [(&'static str, Key); 3],
    chosen: Text,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let i18n = use_i18n();
    let options = options.map(|(value, key)| {
        let selected = move || chosen.with(|chosen| chosen == value);
        view! { <option value=value selected=selected>{i18n.say(key)}</option> }
    });
    view! {
        <label class="filter">
            <span>{i18n.say(label)}</span>
            <select class="input" on:change=move |event| choose(event_target_value(&event))>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}

fn direction_in(value: &str) -> Option<Direction> {
    match value {
        "gain" => Some(Direction::Gain),
        "loss" => Some(Direction::Loss),
        _ => None,
    }
}

fn counts_in(value: &str) -> Option<bool> {
    match value {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn direction_of(filter: &Filter) -> &'static str {
    match filter.direction {
        Some(Direction::Gain) => "gain",
        Some(Direction::Loss) => "loss",
        None => "",
    }
}

fn counts_of(filter: &Filter) -> &'static str {
    match filter.counts {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}
