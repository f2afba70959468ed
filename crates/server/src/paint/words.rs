//! The words of a painted page: the same files that the client speaks from.

use std::collections::{BTreeMap, HashSet};
use std::sync::Mutex;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use super::Language;

const ENGLISH: &str = include_str!("../../../../locales/en.json");
const DUTCH: &str = include_str!("../../../../locales/nl.json");
const CHINESE: &str = include_str!("../../../../locales/zh-CN.json");

/// The texts of what is loaded later, among them those of the screen that a display waits with.
const LATER_ENGLISH: &str = include_str!("../../../../locales/later/en.json");
const LATER_DUTCH: &str = include_str!("../../../../locales/later/nl.json");
const LATER_CHINESE: &str = include_str!("../../../../locales/later/zh-CN.json");

/// Words that cannot be used; they are a part of the program, so only its authors see this.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// A file of words is not a flat object of texts.
    #[error("{folder}/{language}.json: {source}")]
    Json {
        /// Where the file is.
        folder: &'static str,
        /// The language.
        language: &'static str,
        /// What is wrong with it.
        source: serde_json::Error,
    },
    /// There are no rules for numbers or plurals of a language.
    #[error("no number or plural rules for {0}")]
    Rules(&'static str),
}

/// The words, numbers and plurals of one language.
pub struct Words {
    language: Language,
    texts: BTreeMap<String, String>,
    numbers: DecimalFormatter,
    plurals: PluralRules,
    missing: Mutex<HashSet<String>>,
}

impl Words {
    /// The words of a language.
    ///
    /// # Errors
    ///
    /// [`WordsError`].
    pub fn of(language: Language) -> Result<Self, WordsError> {
        let tag = language.tag();
        let (first, later) = match language {
            Language::English => (ENGLISH, LATER_ENGLISH),
            Language::Dutch => (DUTCH, LATER_DUTCH),
            Language::Chinese => (CHINESE, LATER_CHINESE),
        };
        let mut texts = BTreeMap::new();
        for (folder, json) in [("locales", first), ("locales/later", later)] {
            let read: BTreeMap<String, String> =
                serde_json::from_str(json).map_err(|source| WordsError::Json {
                    folder,
                    language: tag,
                    source,
                })?;
            texts.extend(read);
        }
        let locale: Locale = tag.parse().map_err(|_| WordsError::Rules(tag))?;
        let numbers =
            DecimalFormatter::try_new((&locale).into(), DecimalFormatterOptions::default())
                .map_err(|_| WordsError::Rules(tag))?;
        let plurals = PluralRules::try_new((&locale).into(), PluralRulesOptions::default())
            .map_err(|_| WordsError::Rules(tag))?;
        Ok(Self {
            language,
            texts,
            numbers,
            plurals,
            missing: Mutex::default(),
        })
    }

    /// Whether there is a text with this key, or one for each plural.
    #[cfg(test)]
    pub fn has(&self, key: &str) -> bool {
        self.texts.contains_key(key) || self.texts.contains_key(&format!("{key}.other"))
    }

    /// A number with the marks of the language, such as 1,020.
    #[must_use]
    pub fn number(&self, number: i64) -> String {
        self.numbers.format(&Decimal::from(number)).to_string()
    }

    /// A text with its places filled. With a count, the text for the plural of that count. A
    /// missing text shows its key, and is logged once.
    #[must_use]
    pub fn text(&self, key: &str, count: Option<i64>, values: &BTreeMap<String, String>) -> String {
        let found = match count {
            None => self.texts.get(key),
            Some(count) => {
                let category = category(self.plurals.category_for(count.unsigned_abs()));
                let exact = self.texts.get(&format!("{key}.{category}"));
                exact.or_else(|| self.texts.get(&format!("{key}.other")))
            }
        };
        let Some(text) = found else {
            self.report(key);
            return key.to_owned();
        };
        let number = count.map(|count| self.number(count));
        fill(text, |name| match name {
            "count" if number.is_some() => number.as_deref(),
            _ => values.get(name).map(String::as_str),
        })
    }

    fn report(&self, key: &str) {
        let is_new = self
            .missing
            .lock()
            .is_ok_and(|mut missing| missing.insert(key.to_owned()));
        if is_new {
            tracing::warn!(key, language = self.language.tag(), "a text is missing");
        }
    }
}

/// Fills `{name}` places in one pass, so that a value that looks like a place stays what it is.
fn fill<'a>(text: &'a str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let place = after
            .split_once('}')
            .and_then(|(name, tail)| Some((value(name)?, tail)));
        if let Some((value, tail)) = place {
            filled.push_str(value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn numbers_carry_the_marks_of_their_language() {
        let cases = [
            (Language::English, "1,020", "-5"),
            (Language::Dutch, "1.020", "-5"),
            (Language::Chinese, "1,020", "-5"),
        ];
        for (language, thousand, loss) in cases {
            let words = Words::of(language).unwrap();
            assert_eq!(words.number(1020), thousand);
            assert_eq!(words.number(-5), loss);
        }
    }

    #[test]
    fn a_count_chooses_the_plural_and_a_missing_text_shows_its_key() {
        let words = Words::of(Language::English).unwrap();
        let tier = BTreeMap::from([("tier".to_owned(), "A+".to_owned())]);
        assert_eq!(
            words.text("overview.next", Some(1), &tier),
            "1 point to tier A+"
        );
        assert_eq!(
            words.text("overview.next", Some(1020), &tier),
            "1,020 points to tier A+"
        );
        assert_eq!(words.text("no.such.text", None, &tier), "no.such.text");
        assert_eq!(words.text("no.such.text", Some(2), &tier), "no.such.text");
    }

    #[test]
    fn values_are_filled_in_once_and_unknown_places_stay() {
        let values = BTreeMap::from([("a", "{b}"), ("b", "x")]);
        let filled = fill("{a} {b} {c} { {", |name| values.get(name).copied());
        assert_eq!(filled, "{b} x {c} { {");
    }
}
