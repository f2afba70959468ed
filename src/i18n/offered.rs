//! The languages that the app can be had in: as the configuration says, or else those that the app was
//! built with.

use std::cell::Cell;

use citizen_score_contract::config::LanguageInfo;

use super::LANGUAGES;

/// One language.
#[derive(Clone, Copy)]
pub struct Language {
    /// BCP 47 tag.
    pub tag: &'static str,
    /// Its name in its own words.
    pub name: &'static str,
    /// BCP 47 tag by which numbers and dates are formatted.
    pub formats: &'static str,
}

thread_local! {
    static OFFERED: Cell<&'static [Language]> = const { Cell::new(&LANGUAGES) };
}

/// The languages on offer; the first is English, which is part of the app.
pub fn languages() -> &'static [Language] {
    OFFERED.get()
}

/// Takes the languages of the configuration, if it has any. To be called before one is chosen; what is
/// taken stays as long as the page does.
pub fn offer(configured: &[LanguageInfo]) {
    if configured.is_empty() {
        return;
    }
    let kept = |text: &str| &*text.to_owned().leak();
    let mut offered = vec![LANGUAGES[0]];
    for it in configured {
        if it.tag != LANGUAGES[0].tag {
            offered.push(Language {
                tag: kept(&it.tag),
                name: kept(&it.name),
                formats: kept(&it.formats),
            });
        }
    }
    OFFERED.set(offered.leak());
}
