//! The words of the app: every text by key, in the language that was chosen.
//!
//! Keys and English texts are generated from `locales/*.json` when the app is built; a missing, unused
//! or mismatched text fails the build. Other languages are loaded when they are wanted.

mod choice;
mod offered;
mod table;
mod wording;

use leptos::prelude::*;

pub use choice::{initial_language, remember_language};
pub use offered::{Language, languages, offer};
pub use table::load_language;
pub use wording::{error_text, error_words, reason_text, request_text};

use crate::api::ApiError;
use crate::format;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Plural forms of a text: zero, one, two, few, many, other.
type Forms = [Option<&'static str>; 6];

/// The chosen language, as a context; every text read through it follows a change.
#[derive(Clone, Copy)]
pub struct I18n {
    chosen: RwSignal<usize>,
}

/// Provides the context. `index` is a place in [`languages`].
pub fn provide_i18n(index: usize) -> I18n {
    let i18n = I18n {
        chosen: RwSignal::new(index),
    };
    provide_context(i18n);
    i18n
}

/// Takes in the texts of the pages that are loaded later, and makes them ready in a language. Only
/// these pages may call it: whoever names their English carries it along.
///
/// # Errors
///
/// What the request for the language met.
pub async fn add_later_texts(i18n: I18n) -> Result<(), ApiError> {
    table::add_later(table::English {
        texts: &LATER_TEXTS,
        plurals: &LATER_PLURALS,
    });
    load_language(i18n.chosen.get_untracked()).await
}

/// A text outside any view: English where the language is not ready.
pub fn text_in(index: usize, key: Key) -> &'static str {
    table::text(index, key)
}

/// The context; English where none was provided.
pub fn use_i18n() -> I18n {
    use_context().unwrap_or_else(|| provide_i18n(0))
}

impl I18n {
    /// The chosen language.
    pub fn language(self) -> &'static Language {
        languages().get(self.chosen.get()).unwrap_or(&LANGUAGES[0])
    }

    /// BCP 47 tag of the chosen language.
    pub fn tag(self) -> &'static str {
        self.language().tag
    }

    /// BCP 47 tag by which numbers and dates are formatted.
    pub fn formats(self) -> &'static str {
        self.language().formats
    }

    /// Changes the language to one that is ready. `index` is a place in [`languages`].
    pub fn choose(self, index: usize) {
        self.chosen.set(index);
    }

    /// A text without placeholders.
    pub fn text(self, key: Key) -> &'static str {
        table::text(self.chosen.get(), key)
    }

    /// A text that follows the language, for views. Every call gives the same type, so the code for
    /// showing one is in the app once and not once per text.
    pub fn say(self, key: Key) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
        move || self.text(key)
    }

    /// A text with its `{name}` placeholders filled.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        self.filled(self.text(key), values)
    }

    /// A text with a moment in it, as `{date}` and `{time}` of the device's own time zone; `moment`
    /// in milliseconds since 1970.
    pub fn moment(self, key: Key, moment: f64) -> String {
        let date = format::local_day(self.formats(), moment);
        let time = format::local_time(self.formats(), moment);
        self.fill(key, &[("date", &date), ("time", &time)])
    }

    /// The right plural form for `count`; `{count}` is filled with the formatted number.
    pub fn plural(self, key: Plural, count: i64, values: &[(&str, &str)]) -> String {
        let forms = table::forms(self.chosen.get(), key);
        let form = forms
            .get(format::plural_category(self.formats(), count))
            .copied()
            .flatten();
        let form = form.or(forms[5]).unwrap_or_default();
        let number = format::number(self.formats(), count);
        self.filled(&form.replace("{count}", &number), values)
    }

    fn filled(self, text: &str, values: &[(&str, &str)]) -> String {
        let is_rtl = self.text(Key::LanguageDirection) == "rtl";
        values.iter().fold(text.to_owned(), |text, (name, value)| {
            let place = format!("{{{name}}}");
            if is_rtl {
                // A value such as A+ or a number is read in its own direction, which these marks
                // set off from the sentence around it.
                return text.replace(&place, &format!("\u{2068}{value}\u{2069}"));
            }
            text.replace(&place, value)
        })
    }
}
