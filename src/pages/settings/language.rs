//! The language.

use leptos::prelude::*;

use crate::components::element::{all, h2, p, section};
use crate::components::language_menu::LanguageMenu;
use crate::i18n::{Key, use_i18n};

/// The section.
pub(super) fn language() -> AnyView {
    let i18n = use_i18n();
    section(
        "panel",
        all([
            h2("", i18n.say(Key::SettingsLanguage)),
            p("quiet", i18n.say(Key::SettingsLanguageText)),
            LanguageMenu().into_any(),
        ]),
    )
}
