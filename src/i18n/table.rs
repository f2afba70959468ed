//! The texts of one language: English is part of the app, the others are loaded when wanted.
//!
//! There are two groups: texts that are here from the start, and those of the pages that are loaded
//! later, whose English comes with these pages.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use super::{Forms, Key, PLURALS, Plural, TEXTS, languages};
use crate::api::{ApiError, get_language};

/// The plural categories of CLDR, in the order of [`Forms`].
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Keys and English texts of one group.
#[derive(Clone, Copy)]
pub(super) struct English {
    pub texts: &'static [(&'static str, &'static str)],
    pub plurals: &'static [(&'static str, Forms)],
}

const FIRST: English = English {
    texts: &TEXTS,
    plurals: &PLURALS,
};

/// The texts of one group, in a language that was loaded. They stay as long as the page does.
struct Table {
    texts: Vec<&'static str>,
    plurals: Vec<Forms>,
}

thread_local! {
    /// By place in `languages`, and whether it is the later group.
    static LOADED: RefCell<BTreeMap<(usize, bool), &'static Table>> = const { RefCell::new(BTreeMap::new()) };
    static LATER: Cell<Option<English>> = const { Cell::new(None) };
}

/// Takes in the English texts of the later group. From then on, languages are loaded with it.
pub(super) fn add_later(english: English) {
    LATER.set(Some(english));
}

/// A text; the English one where the language is not here or does not have it.
pub(super) fn text(language: usize, key: Key) -> &'static str {
    let (place, group) = place_of(key as usize, TEXTS.len());
    let own = loaded(language, group).and_then(|table| table.texts.get(place).copied());
    own.or_else(|| english(group)?.texts.get(place).map(|(_, text)| *text))
        .unwrap_or_default()
}

/// The forms of a text; the English ones where the language is not here or does not have them.
pub(super) fn forms(language: usize, key: Plural) -> Forms {
    let (place, group) = place_of(key as usize, PLURALS.len());
    let own = loaded(language, group).and_then(|table| table.plurals.get(place).copied());
    own.or_else(|| english(group)?.plurals.get(place).map(|(_, forms)| *forms))
        .unwrap_or_default()
}

/// Place within the group, and whether it is the later one.
fn place_of(key: usize, first: usize) -> (usize, bool) {
    key.checked_sub(first)
        .map_or((key, false), |place| (place, true))
}

fn english(later: bool) -> Option<English> {
    if later { LATER.get() } else { Some(FIRST) }
}

/// Makes a language ready. `language` is a place in [`languages`].
///
/// # Errors
///
/// What the request met.
pub async fn load_language(language: usize) -> Result<(), ApiError> {
    let Some(wanted) = languages().get(language).filter(|_| language > 0) else {
        return Ok(());
    };
    for later in [false, true] {
        let Some(english) = english(later).filter(|_| loaded(language, later).is_none()) else {
            continue;
        };
        let words = get_language(wanted.tag, later).await?;
        let table: &'static Table = Box::leak(Box::new(table(english, words)));
        LOADED.with_borrow_mut(|all| all.insert((language, later), table));
    }
    Ok(())
}

fn loaded(language: usize, later: bool) -> Option<&'static Table> {
    LOADED.with_borrow(|all| all.get(&(language, later)).copied())
}

fn table(english: English, mut words: BTreeMap<String, String>) -> Table {
    // A button without a word would be worse than one with an English one.
    words.retain(|_, text| !text.is_empty());
    let mut take = |key: &str| words.remove(key).map(|text| &*text.leak());
    let texts = english
        .texts
        .iter()
        .map(|(key, english)| take(key).unwrap_or(english))
        .collect();
    let plurals = english.plurals.iter().map(|(key, english)| {
        let forms = CATEGORIES.map(|category| take(&format!("{key}.{category}")));
        // A plural is a language's own if it has the form for all other counts.
        if forms[5].is_some() { forms } else { *english }
    });
    Table {
        texts,
        plurals: plurals.collect(),
    }
}
