//! The words of the app: every text by key, in the language that was chosen.
//!
//! The tables are generated from `locales/*.json` when the app is built; a missing, unused or
//! mismatched text fails the build.

mod choice;
mod wording;

use leptos::prelude::*;

pub use choice::{initial_language, remember_language};
pub use wording::{error_text, reason_text};

use crate::format;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// One language and its texts.
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    texts: &'static [&'static str],
    plurals: &'static [[Option<&'static str>; 6]],
}

impl Language {
    /// A text of this language.
    pub fn text(&self, key: Key) -> &'static str {
        self.texts.get(key as usize).copied().unwrap_or_default()
    }
}

/// The chosen language, as a context; every text read through it follows a change.
#[derive(Clone, Copy)]
pub struct I18n {
    chosen: RwSignal<usize>,
}

/// Provides the context. `index` is a place in [`LANGUAGES`].
pub fn provide_i18n(index: usize) -> I18n {
    let i18n = I18n {
        chosen: RwSignal::new(index),
    };
    provide_context(i18n);
    i18n
}

/// The context; English where none was provided.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or_else(|| provide_i18n(0))
}

impl I18n {
    /// The chosen language.
    pub fn language(self) -> &'static Language {
        LANGUAGES.get(self.chosen.get()).unwrap_or(&LANGUAGES[0])
    }

    /// BCP 47 tag of the chosen language.
    pub fn tag(self) -> &'static str {
        self.language().tag
    }

    /// Changes the language. `index` is a place in [`LANGUAGES`].
    pub fn choose(self, index: usize) {
        self.chosen.set(index);
    }

    /// A text without placeholders.
    pub fn text(self, key: Key) -> &'static str {
        self.language().text(key)
    }

    /// A text that follows the language, for views. Every call gives the same type, so the code for
    /// showing one is in the app once and not once per text.
    pub fn say(self, key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || self.text(key)
    }

    /// A text with its `{name}` placeholders filled.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// A text with a moment in it, as `{date}` and `{time}` of the device's own time zone; `moment`
    /// in milliseconds since 1970.
    pub fn moment(self, key: Key, moment: f64) -> String {
        let date = format::local_day(self.tag(), moment);
        let time = format::local_time(self.tag(), moment);
        self.fill(key, &[("date", &date), ("time", &time)])
    }

    /// The right plural form for `count`; `{count}` is filled with the formatted number.
    pub fn plural(self, key: Plural, count: i64, values: &[(&str, &str)]) -> String {
        let language = self.language();
        let forms = language
            .plurals
            .get(key as usize)
            .copied()
            .unwrap_or_default();
        let form = forms
            .get(format::plural_category(language.tag, count))
            .copied()
            .flatten();
        let form = form.or(forms[5]).unwrap_or_default();
        fill(
            &form.replace("{count}", &format::number(language.tag, count)),
            values,
        )
    }
}

fn fill(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        text.replace(&format!("{{{name}}}"), value)
    })
}
