//! The languages that the app can be had in, from the files of texts beside the built app; and which of
//! them a page is painted in.

mod accept;
pub(super) mod files;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use axum::http::HeaderMap;
use citizen_score_contract::config::{LANGUAGE_COOKIE, LANGUAGE_QUERY, LanguageInfo};

use self::files::Texts;
use super::words::{Words, WordsError};
use crate::app_source::Source;
use crate::http::cookies::cookie;

/// The language of everyone whose language is not spoken, and the last resort for its texts.
const FIRST: &str = "en";

const ENGLISH: &str = include_str!("../../../../locales/en.json");
const LATER_ENGLISH: &str = include_str!("../../../../locales/later/en.json");

/// All languages. Copies share them.
#[derive(Clone)]
pub struct Languages(Arc<Spoken>);

struct Spoken {
    english: Words,
    others: Vec<Words>,
}

impl fmt::Debug for Languages {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.debug_list().entries(self.all().map(Words::tag)).finish()
    }
}

impl Languages {
    /// English alone, as it is part of the program.
    ///
    /// # Errors
    ///
    /// [`WordsError`].
    pub fn english() -> Result<Self, WordsError> {
        let english = Words::new(FIRST, own_english()?)?;
        let others = Vec::new();
        Ok(Self(Arc::new(Spoken { english, others })))
    }

    /// Every language that a folder has files of: `TAG.json`, and `later/TAG.json`. One with a file that
    /// cannot be used is left out; texts that a language lacks are English. The log is told of both.
    ///
    /// # Errors
    ///
    /// [`WordsError`] about the program's own English.
    pub fn read(source: &Source, folder: &str) -> Result<Self, WordsError> {
        let mut english = own_english()?;
        let tags = files::tags(source, folder).unwrap_or_else(|error| {
            let folder = source.place(folder);
            tracing::warn!(folder = %folder.display(), %error, "there are no languages but English");
            Vec::new()
        });
        let mut read: BTreeMap<String, Texts> = BTreeMap::new();
        for tag in tags {
            match files::read(source, folder, &tag) {
                Ok(texts) => drop(read.insert(tag, texts)),
                Err((file, error)) => {
                    tracing::warn!(file, %error, "a language cannot be used; it is left out");
                }
            }
        }
        // The app as built may be of another day than this program, and speaks the English of its own.
        english.extend(read.remove(FIRST).unwrap_or_default());
        let mut others = Vec::new();
        for (tag, mut texts) in read {
            let own = |key| texts.get(key).cloned();
            let (name, formats) = (own("language.name"), own("language.formats"));
            files::complete(&tag, &mut texts, &english);
            // What a language does not say of itself is not what English says of itself.
            for (key, own) in [("language.name", name), ("language.formats", formats)] {
                if own.is_none_or(|own| own.trim().is_empty()) {
                    texts.insert(key.to_owned(), tag.clone());
                }
            }
            match Words::new(&tag, texts) {
                Ok(words) => others.push(words),
                Err(error) => {
                    tracing::warn!(language = tag, %error, "a language cannot be used; it is left out");
                }
            }
        }
        let english = Words::new(FIRST, english)?;
        Ok(Self(Arc::new(Spoken { english, others })))
    }

    /// All of them, in the order in which they are offered.
    pub fn all(&self) -> impl Iterator<Item = &Words> {
        std::iter::once(&self.0.english).chain(&self.0.others)
    }

    /// The one for everyone whose language is not spoken.
    #[must_use]
    pub fn first(&self) -> &Words {
        &self.0.english
    }

    /// What pages are told of them.
    #[must_use]
    pub fn infos(&self) -> Vec<LanguageInfo> {
        self.all().map(|words| words.info().clone()).collect()
    }

    /// The language with this very tag, in whatever case.
    #[must_use]
    pub fn find(&self, tag: &str) -> Option<&Words> {
        self.all().find(|it| it.tag().eq_ignore_ascii_case(tag))
    }

    /// The language of a range such as `nl-BE` or `zh-Hans`: the very tag, or else the first with the
    /// same first part.
    fn of_range(&self, range: &str) -> Option<&Words> {
        let first = |tag: &str| {
            tag.split('-')
                .next()
                .unwrap_or_default()
                .to_ascii_lowercase()
        };
        let wanted = first(range);
        self.find(range)
            .or_else(|| self.all().find(|it| first(it.tag()) == wanted))
    }

    /// The language that the address asks for, or else the one chosen by hand, or else the one that the
    /// browser likes best.
    #[must_use]
    pub fn choose(&self, query: Option<&str>, headers: &HeaderMap) -> &Words {
        self.asked(query.unwrap_or_default())
            .or_else(|| cookie(headers, LANGUAGE_COOKIE).and_then(|tag| self.find(tag)))
            .unwrap_or_else(|| self.spoken(headers))
    }

    /// The language that the browser likes best, whatever was chosen by hand or is asked for by the
    /// address: a shared display keeps no choice.
    #[must_use]
    pub fn spoken(&self, headers: &HeaderMap) -> &Words {
        let find = |range: &str| self.of_range(range);
        accept::best(headers, self.first(), find).unwrap_or_else(|| self.first())
    }

    /// The language that the query of an address names; one that is not spoken is as if it were not there.
    fn asked(&self, query: &str) -> Option<&Words> {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let (_, tag) = pairs.find(|(name, _)| *name == LANGUAGE_QUERY)?;
        self.of_range(tag)
    }
}

fn own_english() -> Result<Texts, WordsError> {
    let mut texts: Texts = serde_json::from_str(ENGLISH)?;
    texts.extend(serde_json::from_str::<Texts>(LATER_ENGLISH)?);
    Ok(texts)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]

    use std::path::Path;

    use axum::http::header::ACCEPT_LANGUAGE;

    use super::*;

    /// The repository's own languages.
    pub fn ours() -> Languages {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
        Languages::read(&Source::Folder(root), "locales").unwrap()
    }

    fn chosen(query: &str, accept: &str, cookie: Option<&str>) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accept.parse().unwrap());
        if let Some(cookie) = cookie {
            headers.insert(
                "cookie",
                format!("{LANGUAGE_COOKIE}={cookie}").parse().unwrap(),
            );
        }
        ours().choose(Some(query), &headers).tag().to_owned()
    }

    #[test]
    fn the_browsers_wishes_are_weighed() {
        let cases = [
            ("", "en"),
            ("nl", "nl"),
            ("nl-BE", "nl"),
            ("zh", "zh-CN"),
            ("zh-Hans", "zh-CN"),
            ("zh-hans-sg;q=0.9, en;q=0.8", "zh-CN"),
            ("de, fr;q=0.9, nl;q=0.2", "nl"),
            ("en;q=0.5, nl;q=0.51", "nl"),
            ("nl;q=0.9, en;q=0.9", "nl"),
            ("nl;q=0, en;q=0.1", "en"),
            ("nl;q=0", "en"),
            ("*", "en"),
            ("de, *;q=0.5, nl;q=0.4", "en"),
            ("nl;q=1.001, zh;q=0.1", "zh-CN"),
            ("nl;q=abc, zh;q=0.1", "zh-CN"),
            ("nl;q=0.99999, zh;q=0.1", "zh-CN"),
            (";;;,,,=", "en"),
            ("nlx", "en"),
        ];
        for (accept, expected) in cases {
            assert_eq!(chosen("", accept, None), expected, "{accept}");
        }
    }

    #[test]
    fn a_language_chosen_by_hand_comes_first_if_it_is_spoken() {
        assert_eq!(chosen("", "nl", Some("zh-CN")), "zh-CN");
        assert_eq!(chosen("", "nl", Some("zh-cn")), "zh-CN");
        assert_eq!(chosen("", "nl", Some("xx")), "nl");
        assert_eq!(chosen("", "nl", Some("../../etc")), "nl");
    }

    #[test]
    fn the_address_comes_before_all_else_if_it_names_a_language_that_is_spoken() {
        let cases = [
            ("lang=nl", "nl"),
            ("lang=NL", "nl"),
            ("lang=nl-BE", "nl"),
            ("lang=zh", "zh-CN"),
            ("year=2026&lang=nl&x", "nl"),
            ("lang=en&lang=nl", "en"),
            ("lang=xx", "zh-CN"),
            ("lang=", "zh-CN"),
            ("lang", "zh-CN"),
            ("xlang=nl", "zh-CN"),
            ("lang=../../nl", "zh-CN"),
            ("lang=%6el", "zh-CN"),
            ("", "zh-CN"),
        ];
        for (query, expected) in cases {
            assert_eq!(chosen(query, "en", Some("zh-CN")), expected, "{query}");
        }
    }

    #[test]
    fn what_the_folder_says_holds_as_far_as_it_can_be_used() {
        let folder = tempfile::tempdir().unwrap();
        let at = |path: &str| folder.path().join("words").join(path);
        std::fs::create_dir_all(at("later")).unwrap();
        let both = |tag: &str, first: &str, later: &str| {
            std::fs::write(at(&format!("{tag}.json")), first).unwrap();
            std::fs::write(at(&format!("later/{tag}.json")), later).unwrap();
        };
        both("en", "{\"app.name\": \"Our score\"}", "{}");
        both(
            "de",
            "{\"app.name\": \"Punkte\", \"language.direction\": \"down\"}",
            "{}",
        );
        both(
            "ar",
            "{\"language.name\": \"عربي\", \"language.direction\": \"rtl\", \"language.formats\": \"ar_EG\"}",
            "{}",
        );
        both("fr", "{\"app.name\": ", "{}");
        both("it", "{}", "[1]");
        both("es", "{\"app.name\": 5}", "{}");
        both(
            "pt",
            "{}",
            &format!("{{\"a\": \"{}\"}}", "x".repeat(1 << 20)),
        );
        both("no_tag", "{}", "{}");
        both("x", "{}", "{}");
        std::fs::write(at("sv.json"), "{}").unwrap();
        std::fs::write(at("de.json.br"), "").unwrap();
        let languages = Languages::read(&Source::Folder(folder.path()), "words").unwrap();
        let told: Vec<_> = languages
            .all()
            .map(|it| (it.tag(), it.info().name.as_str(), it.direction()))
            .collect();
        let expected = [
            ("en", "English", "ltr"),
            ("ar", "عربي", "rtl"),
            ("de", "de", "ltr"),
        ];
        assert_eq!(told, expected);
        let said = |tag: &str, key: &str| {
            let words = languages.find(tag).unwrap();
            words.text(key, None, &BTreeMap::new())
        };
        assert_eq!(said("de", "app.name"), "Punkte");
        assert_eq!(said("ar", "app.name"), "Our score");
        assert_eq!(said("de", "kiosk.attract_begin"), "Touch here to begin");
        assert_eq!(said("en", "language.name"), "English");
        let german = languages.find("de").unwrap();
        assert_eq!(german.number(1020), "1.020");
    }

    #[test]
    fn without_a_folder_there_is_english() {
        let languages = Languages::read(&Source::Folder(Path::new("/no/such")), "folder").unwrap();
        assert_eq!(languages.infos().len(), 1);
        assert_eq!(languages.first().tag(), "en");
    }
}
