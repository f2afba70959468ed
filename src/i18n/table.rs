//! The texts of one language: English is part of the app, the others are loaded when wanted.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::{Forms, Key, LANGUAGES, PLURALS, Plural, TEXTS};
use crate::api::{ApiError, get_language};

/// The plural categories of CLDR, in the order of [`Forms`].
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The texts of a language that was loaded. They stay as long as the page does.
pub(super) struct Table {
    texts: Vec<&'static str>,
    plurals: Vec<Forms>,
}

thread_local! {
    static LOADED: RefCell<BTreeMap<usize, &'static Table>> = const { RefCell::new(BTreeMap::new()) };
}

/// A text; the English one where the language is not here or does not have it.
pub(super) fn text(language: usize, key: Key) -> &'static str {
    let loaded = loaded(language).and_then(|table| table.texts.get(key as usize).copied());
    loaded
        .or_else(|| TEXTS.get(key as usize).map(|(_, text)| *text))
        .unwrap_or_default()
}

/// The forms of a text; the English ones where the language is not here or does not have them.
pub(super) fn forms(language: usize, key: Plural) -> Forms {
    let loaded = loaded(language).and_then(|table| table.plurals.get(key as usize).copied());
    loaded
        .or_else(|| PLURALS.get(key as usize).map(|(_, forms)| *forms))
        .unwrap_or_default()
}

/// Makes a language ready. `language` is a place in [`LANGUAGES`].
///
/// # Errors
///
/// What the request met.
pub async fn load_language(language: usize) -> Result<(), ApiError> {
    let Some(wanted) = LANGUAGES.get(language).filter(|_| language > 0) else {
        return Ok(());
    };
    if loaded(language).is_none() {
        let words = get_language(wanted.tag).await?;
        let table: &'static Table = Box::leak(Box::new(table(words)));
        LOADED.with_borrow_mut(|all| all.insert(language, table));
    }
    Ok(())
}

fn loaded(language: usize) -> Option<&'static Table> {
    LOADED.with_borrow(|all| all.get(&language).copied())
}

fn table(mut words: BTreeMap<String, String>) -> Table {
    let mut take = |key: &str| words.remove(key).map(|text| &*text.leak());
    let texts = TEXTS
        .iter()
        .map(|(key, english)| take(key).unwrap_or(english))
        .collect();
    let plurals = PLURALS.iter().map(|(key, english)| {
        let forms = CATEGORIES.map(|category| take(&format!("{key}.{category}")));
        if forms.iter().any(Option::is_some) {
            forms
        } else {
            *english
        }
    });
    Table {
        texts,
        plurals: plurals.collect(),
    }
}
