//! The words of a painted page: the same files that the client speaks from.

use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::sync::Mutex;

use fixed_decimal::Decimal;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::DecimalFormatterOptions;
use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};

use citizen_score_contract::config::LanguageInfo;

use super::languages::files::Texts;

/// Words that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum WordsError {
    /// English is a part of the program, so only its authors see this.
    #[error("the English texts of the program: {0}")]
    Json(#[from] serde_json::Error),
    /// The tag is no language tag, or there are no rules for its numbers and plurals.
    #[error("there are no rules for numbers and plurals of {0}")]
    Rules(String),
}

/// The words, numbers and plurals of one language.
pub struct Words {
    info: LanguageInfo,
    is_rtl: bool,
    texts: Texts,
    numbers: DecimalFormatter,
    plurals: PluralRules,
    missing: Mutex<HashSet<String>>,
}

impl fmt::Debug for Words {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.info.fmt(to)
    }
}

impl Words {
    /// The words of a language, from its texts.
    ///
    /// # Errors
    ///
    /// [`WordsError::Rules`].
    pub fn new(tag: &str, texts: Texts) -> Result<Self, WordsError> {
        let no_rules = || WordsError::Rules(tag.to_owned());
        let own: Locale = tag.parse().map_err(|_| no_rules())?;
        let named = texts.get("language.formats").and_then(|it| it.parse().ok());
        // The browser takes it as it is written here, and would stop at one that is no tag.
        let formats: Locale = named.unwrap_or(own);
        let options = DecimalFormatterOptions::default();
        let numbers =
            DecimalFormatter::try_new((&formats).into(), options).map_err(|_| no_rules())?;
        let plurals = PluralRules::try_new((&formats).into(), PluralRulesOptions::default())
            .map_err(|_| no_rules())?;
        let name = texts.get("language.name").map_or(tag, String::as_str);
        Ok(Self {
            info: LanguageInfo {
                tag: tag.to_owned(),
                name: name.to_owned(),
                formats: formats.to_string(),
            },
            is_rtl: texts
                .get("language.direction")
                .is_some_and(|it| it == "rtl"),
            texts,
            numbers,
            plurals,
            missing: Mutex::default(),
        })
    }

    /// What the page says of the language.
    #[must_use]
    pub fn info(&self) -> &LanguageInfo {
        &self.info
    }

    /// Its name in BCP 47.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.info.tag
    }

    /// Which way it is written: `ltr` or `rtl`.
    #[must_use]
    pub fn direction(&self) -> &'static str {
        if self.is_rtl { "rtl" } else { "ltr" }
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
        let isolate = |value: &String| format!("\u{2068}{value}\u{2069}");
        // As the client does: a value such as A+ is read in its own direction.
        let isolated: BTreeMap<&str, String> = if self.is_rtl {
            let values = values.iter();
            values
                .map(|(name, it)| (name.as_str(), isolate(it)))
                .collect()
        } else {
            BTreeMap::new()
        };
        fill(text, |name| match name {
            "count" if number.is_some() => number.as_deref(),
            _ => isolated
                .get(name)
                .or_else(|| values.get(name))
                .map(String::as_str),
        })
    }

    fn report(&self, key: &str) {
        let is_new = self
            .missing
            .lock()
            .is_ok_and(|mut missing| missing.insert(key.to_owned()));
        if is_new {
            tracing::warn!(key, language = self.tag(), "a text is missing");
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
    use crate::paint::Languages;

    #[test]
    fn numbers_carry_the_marks_of_their_language() {
        // The tag by which the texts say that numbers are formatted comes before the language's own.
        let cases = [
            ("en", None, "1,020", "-5"),
            ("nl", None, "1.020", "-5"),
            ("zh-CN", None, "1,020", "-5"),
            ("qps-Arab", Some("ar-EG"), "١٬٠٢٠", "\u{61c}-٥"),
            ("en", Some("nl"), "1.020", "-5"),
            ("en", Some("not a tag"), "1,020", "-5"),
        ];
        for (tag, formats, thousand, loss) in cases {
            let formats = formats.map(|it| ("language.formats".to_owned(), it.to_owned()));
            let words = Words::new(tag, formats.into_iter().collect()).unwrap();
            assert_eq!(words.number(1020), thousand, "{tag}");
            assert_eq!(words.number(-5), loss, "{tag}");
        }
    }

    #[test]
    fn a_count_chooses_the_plural_and_a_missing_text_shows_its_key() {
        let languages = Languages::english().unwrap();
        let words = languages.first();
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
