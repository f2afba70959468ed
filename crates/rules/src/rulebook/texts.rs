//! The words of a rulebook, per language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{REQUIRED_LANGUAGES, RulebookData};

/// Texts by language (BCP 47), then by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(BTreeMap<String, BTreeMap<String, String>>);

impl Texts {
    /// A text in the wanted language, or in the first required one where it is missing.
    #[must_use]
    pub fn get(&self, language: &str, key: &str) -> Option<&str> {
        let of = |language: &str| self.0.get(language).and_then(|words| words.get(key));
        of(language).or_else(|| REQUIRED_LANGUAGES.first().and_then(|first| of(first)))
            .map(String::as_str)
    }

    /// Whether this very language has the text, and it is not blank.
    pub(super) fn has(&self, language: &str, key: &str) -> bool {
        self.0
            .get(language)
            .and_then(|words| words.get(key))
            .is_some_and(|text| !text.trim().is_empty())
    }

    /// The languages there are texts in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The keys there are in a language.
    pub(super) fn keys(&self, language: &str) -> impl Iterator<Item = &str> {
        self.0.get(language).into_iter().flat_map(|words| words.keys().map(String::as_str))
    }
}

/// Key of a factor's name.
#[must_use]
pub fn factor_key(code: &str) -> String {
    format!("factor.{code}")
}

/// Key of the sentence that explains a factor.
#[must_use]
pub fn factor_about_key(code: &str) -> String {
    format!("factor.{code}.about")
}

/// Every text key that the rulebook itself makes necessary.
pub(super) fn needed(data: &RulebookData) -> Vec<String> {
    let mut keys = vec![data.city.clone()];
    keys.extend(data.note.clone());
    for factor in &data.factors {
        keys.push(factor_key(&factor.code));
        keys.push(factor_about_key(&factor.code));
        keys.push(format!("category.{}", factor.category));
        keys.push(format!("authority.{}", factor.authority));
        keys.push(format!("basis.{}", factor.basis));
    }
    for effect in &data.effects {
        keys.push(format!("effect.{}", effect.code));
        keys.push(format!("domain.{}", effect.domain));
    }
    keys.sort();
    keys.dedup();
    keys
}
