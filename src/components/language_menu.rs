//! The choice of language, by hand.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::announce::use_announcer;
use crate::i18n::{Key, error_text, languages, load_language, use_i18n};

/// A labelled list of languages, each in its own words.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let i18n = use_i18n();
    let announcer = use_announcer();
    let choose = move |event| {
        let tag = event_target_value(&event);
        let Some(index) = languages().iter().position(|language| language.tag == tag) else {
            return;
        };
        spawn_local(async move {
            match load_language(index).await {
                Ok(()) => i18n.choose(index),
                Err(error) => announcer.say(error_text(i18n, &error)),
            }
        });
    };
    view! {
        <label class="language-menu">
            <span class="visually-hidden">{i18n.say(Key::AppLanguage)}</span>
            <select on:change=choose>
                {languages()
                    .iter()
                    .map(|language| {
                        view! {
                            <option
                                value=language.tag
                                lang=language.tag
                                selected=move || i18n.tag() == language.tag
                            >
                                {language.name}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}
