//! The choice of language, by hand.

use leptos::prelude::*;

use crate::i18n::{Key, LANGUAGES, use_i18n};

/// A labelled list of languages, each in its own words.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let i18n = use_i18n();
    let choose = move |event| {
        let tag = event_target_value(&event);
        if let Some(index) = LANGUAGES.iter().position(|language| language.tag == tag) {
            i18n.choose(index);
        }
    };
    view! {
        <label class="language-menu">
            <span class="visually-hidden">{i18n.say(Key::AppLanguage)}</span>
            <select on:change=choose>
                {LANGUAGES
                    .iter()
                    .map(|language| {
                        view! {
                            <option
                                value=language.tag
                                lang=language.tag
                                selected=move || i18n.tag() == language.tag
                            >
                                {language.text(Key::LanguageName)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </label>
    }
}
