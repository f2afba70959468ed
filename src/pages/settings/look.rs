//! Light or dark, the size of text, and contrast.

use leptos::prelude::*;

use crate::components::element::{all, div, h2, none, p, section};
use crate::i18n::{I18n, Key, use_i18n};
use crate::look::Look;
use crate::reactive::part;

/// The values of a choice, and what each is called.
type Values = &'static [(&'static str, Key)];

/// What can be chosen of each; the empty value leaves it to the device.
const CHOICES: [(Look, Key, Values); 3] = [
    (
        Look::Colours,
        Key::SettingsColours,
        &[
            ("", Key::SettingsAsDevice),
            ("light", Key::SettingsColoursLight),
            ("dark", Key::SettingsColoursDark),
        ],
    ),
    (
        Look::Text,
        Key::SettingsTextSize,
        &[
            ("", Key::SettingsTextUsual),
            ("125", Key::SettingsText125),
            ("150", Key::SettingsText150),
            ("200", Key::SettingsText200),
        ],
    ),
    (
        Look::Contrast,
        Key::SettingsContrast,
        &[
            ("", Key::SettingsAsDevice),
            ("more", Key::SettingsContrastMore),
        ],
    ),
];

/// The section.
pub(super) fn look() -> AnyView {
    let i18n = use_i18n();
    let not_kept = RwSignal::new(false);
    let choices = CHOICES.map(|(look, title, values)| choice(i18n, look, title, values, not_kept));
    let trouble = part(move || {
        if not_kept.get() {
            p("note", i18n.text(Key::SettingsLookNotKept))
        } else {
            none()
        }
    });
    let trouble = view! {
        <div role="status" class="setting-trouble">
            {trouble}
        </div>
    };
    section(
        "panel",
        all([
            h2("", i18n.say(Key::SettingsLook)),
            p("quiet", i18n.say(Key::SettingsLookText)),
            div("settings-choices", all(choices)),
            trouble.into_any(),
        ]),
    )
}

/// A choice of one.
fn choice(i18n: I18n, look: Look, title: Key, values: Values, not_kept: RwSignal<bool>) -> AnyView {
    let chosen = look.chosen();
    let radio = |(value, key): &(&'static str, Key)| {
        let (value, key) = (*value, *key);
        view! {
            <label class="radio">
                <input
                    type="radio"
                    name=look.name()
                    value=value
                    checked=value == chosen
                    on:change=move |_| not_kept.set(!look.choose(value))
                />
                <span>{i18n.say(key)}</span>
            </label>
        }
        .into_any()
    };
    let radios = all(values.iter().map(radio));
    view! {
        <fieldset class="question">
            <legend class="field-label">{i18n.say(title)}</legend>
            {radios}
        </fieldset>
    }
    .into_any()
}
