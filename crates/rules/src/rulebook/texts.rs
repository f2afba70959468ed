//! The words of a rulebook, per language.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::once::each_key_once;
use super::{REQUIRED_LANGUAGES, RulebookData};

/// Texts by language (BCP 47), then by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Texts(#[serde(deserialize_with = "each_key_once")] BTreeMap<String, Words>);

/// The texts of one language, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
struct Words(#[serde(deserialize_with = "each_key_once")] BTreeMap<String, String>);

impl Texts {
    /// A text in the wanted language, or in the first required one where it is missing.
    #[must_use]
    pub fn get(&self, language: &str, key: &str) -> Option<&str> {
        let of = |language: &str| self.0.get(language).and_then(|words| words.0.get(key));
        of(language)
            .or_else(|| REQUIRED_LANGUAGES.first().and_then(|first| of(first)))
            .map(String::as_str)
    }

    /// Whether this very language has the text, and it is not blank.
    pub(super) fn has(&self, language: &str, key: &str) -> bool {
        self.0
            .get(language)
            .and_then(|words| words.0.get(key))
            .is_some_and(|text| !text.trim().is_empty())
    }

    /// The languages there are texts in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The keys there are in a language.
    pub(super) fn keys(&self, language: &str) -> impl Iterator<Item = &str> {
        self.0
            .get(language)
            .into_iter()
            .flat_map(|words| words.0.keys().map(String::as_str))
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

/// Key of the sentence that says what to bear in mind.
#[must_use]
pub fn caution_key(code: &str) -> String {
    format!("caution.{code}")
}

/// Key of the sentence that says what must be settled before a repair can be asked for.
#[must_use]
pub fn repair_key(code: &str) -> String {
    format!("repair.{code}")
}

/// Key of the name of an office.
#[must_use]
pub fn authority_key(code: &str) -> String {
    format!("authority.{code}")
}

/// Key of the name of a rule that something rests on.
#[must_use]
pub fn basis_key(code: &str) -> String {
    format!("basis.{code}")
}

/// Every text key that the rulebook itself makes necessary.
pub(super) fn needed(data: &RulebookData) -> BTreeSet<String> {
    let mut keys = BTreeSet::from([data.city.clone()]);
    keys.extend(data.note.clone());
    for factor in &data.factors {
        keys.insert(factor_key(&factor.code));
        keys.insert(factor_about_key(&factor.code));
        keys.insert(format!("category.{}", factor.category));
        keys.insert(authority_key(&factor.authority));
        keys.insert(basis_key(&factor.basis));
        keys.extend(factor.caution.as_deref().map(caution_key));
        keys.extend(factor.repair.as_deref().map(repair_key));
    }
    for effect in &data.effects {
        keys.insert(format!("effect.{}", effect.code));
        keys.insert(format!("domain.{}", effect.domain));
        keys.extend(effect.authority.as_deref().map(authority_key));
        keys.extend(effect.basis.as_deref().map(basis_key));
    }
    keys
}
