//! The form that narrows the history. What it asks for is in the address of the page.

use std::time::Duration;

use citizen_score_device::Filter;
use citizen_score_device::filter::MAX_WORDS;
use citizen_score_rules::iso::parse_date;
use citizen_score_rules::rulebook::Direction;
use leptos::prelude::*;

use super::address::Address;
use crate::components::element::none;
use crate::i18n::{Key, use_i18n};
use crate::reactive::{part, text};
use crate::router::use_router;
use crate::rules_book::{RulesBook, rule_text};

/// How long somebody may pause in typing before the words are searched for.
const PAUSE: Duration = Duration::from_millis(250);

/// Category, direction, whether it counts, period, and words.
#[component]
pub(super) fn Filters(
    /// What the address asks for.
    wanted: Memo<Address>,
) -> impl IntoView {
    let i18n = use_i18n();
    let router = use_router();
    let book = expect_context::<RulesBook>();
    // A choice is a step that can be gone back over; typing is not.
    let change = move |step: bool, change: &dyn Fn(&mut Filter)| {
        let mut next = Address {
            page: 0,
            unread: Vec::new(),
            ..wanted.get_untracked()
        };
        change(&mut next.filter);
        router.keep(&next.write(), step);
    };
    let typing = StoredValue::new(None::<TimeoutHandle>);
    let type_words = move |event| {
        let words: String = event_target_value(&event).chars().take(MAX_WORDS).collect();
        if let Some(before) = typing.get_value() {
            before.clear();
        }
        let search = move || change(false, &|filter| filter.words.clone_from(&words));
        typing.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    let categories = move || {
        let chosen = wanted.with(|wanted| wanted.filter.category.clone());
        let Ok(book) = book.get() else { return none() };
        let mut codes: Vec<&str> = Vec::new();
        for factor in &book.data().factors {
            if !codes.contains(&factor.category.as_str()) {
                codes.push(&factor.category);
            }
        }
        let options = codes.into_iter().map(|code| {
            let name = rule_text(i18n, &book, "category", code);
            let selected = chosen.as_deref() == Some(code);
            view! { <option value=code.to_owned() selected=selected>{name}</option> }.into_any()
        });
        options.collect::<Vec<_>>().into_any()
    };
    let option = move |value: &'static str, key: Key, is: fn(&Filter) -> &'static str| {
        let selected = move || wanted.with(|wanted| is(&wanted.filter) == value);
        view! { <option value=value selected=selected>{i18n.say(key)}</option> }.into_any()
    };
    let day = move |key: Key, of: fn(&mut Filter) -> &mut Option<chrono::NaiveDate>| {
        let value = text(move || {
            let mut filter = wanted.with(|wanted| wanted.filter.clone());
            of(&mut filter).map_or_else(String::new, |day| day.to_string())
        });
        let set = move |event| {
            let day = parse_date(&event_target_value(&event));
            change(true, &|filter| *of(filter) = day);
        };
        view! {
            <label class="filter">
                <span>{i18n.say(key)}</span>
                <input type="date" class="input" prop:value=value on:change=set />
            </label>
        }
        .into_any()
    };
    let clear = move |_| router.keep("", true);
    let active = move || !wanted.with(|wanted| wanted.filter.is_empty());
    view! {
        <details class="filters" open=wanted.with_untracked(|it| !it.filter.is_empty())>
            <summary>{i18n.say(Key::HistoryFilters)}</summary>
            <form class="filter-fields" role="search" on:submit=|event| event.prevent_default()>
                <label class="filter filter-wide">
                    <span>{i18n.say(Key::HistoryWords)}</span>
                    <input
                        type="search"
                        class="input"
                        autocomplete="off"
                        maxlength=MAX_WORDS.to_string()
                        prop:value=move || wanted.with(|wanted| wanted.filter.words.clone())
                        on:input=type_words
                    />
                </label>
                <label class="filter">
                    <span>{i18n.say(Key::HistoryCategory)}</span>
                    <select
                        class="input"
                        on:change=move |event| {
                            let code = Some(event_target_value(&event)).filter(|it| !it.is_empty());
                            change(true, &|filter| filter.category.clone_from(&code));
                        }
                    >
                        <option value="">{i18n.say(Key::HistoryAny)}</option>
                        {part(categories)}
                    </select>
                </label>
                <label class="filter">
                    <span>{i18n.say(Key::HistoryDirection)}</span>
                    <select
                        class="input"
                        on:change=move |event| {
                            let direction = match event_target_value(&event).as_str() {
                                "gain" => Some(Direction::Gain),
                                "loss" => Some(Direction::Loss),
                                _ => None,
                            };
                            change(true, &|filter| filter.direction = direction);
                        }
                    >
                        {option("", Key::HistoryAny, direction_of)}
                        {option("gain", Key::HistoryGain, direction_of)}
                        {option("loss", Key::HistoryLoss, direction_of)}
                    </select>
                </label>
                <label class="filter">
                    <span>{i18n.say(Key::HistoryCounts)}</span>
                    <select
                        class="input"
                        on:change=move |event| {
                            let counts = match event_target_value(&event).as_str() {
                                "yes" => Some(true),
                                "no" => Some(false),
                                _ => None,
                            };
                            change(true, &|filter| filter.counts = counts);
                        }
                    >
                        {option("", Key::HistoryAny, counts_of)}
                        {option("yes", Key::EntryCounts, counts_of)}
                        {option("no", Key::EntryCountsNot, counts_of)}
                    </select>
                </label>
                {day(Key::HistoryFrom, |filter| &mut filter.from)}
                {day(Key::HistoryUntil, |filter| &mut filter.until)}
                {part(move || {
                    if active() {
                        view! {
                            <button type="button" class="button button-plain" on:click=clear>
                                {i18n.say(Key::HistoryClear)}
                            </button>
                        }
                            .into_any()
                    } else {
                        none()
                    }
                })}
            </form>
        </details>
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
