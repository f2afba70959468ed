//! One entry for each page. What several pages have in common is said in the same words.

mod acts;
mod figures;

use crate::i18n::Key;
use crate::routes::Route;

/// What there is to know about one page.
pub(super) struct Entry {
    /// The page.
    pub(super) route: Route,
    /// Its name.
    pub(super) name: Key,
    /// What it shows.
    pub(super) shows: Key,
    /// Where its data comes from.
    pub(super) from: Key,
    /// What can be done there.
    pub(super) can: Key,
    /// Whom to ask about it.
    pub(super) ask: Key,
    /// The terms that it uses, with their anchors in the glossary.
    pub(super) terms: &'static [(Key, &'static str)],
}

impl Entry {
    /// Whether the page has one address. Those of one entry or one case are reached from their lists.
    pub(super) fn has_address(&self) -> bool {
        !matches!(self.route, Route::Entry | Route::Case)
    }

    /// A display cannot let another display in, and keeps no settings.
    pub(super) fn not_on_display(&self) -> bool {
        matches!(self.route, Route::Pair | Route::Settings)
    }
}

/// The texts of a page in this order: name, what it shows, where its data comes from, what can be done, whom
/// to ask.
const fn page(route: Route, texts: [Key; 5], terms: &'static [(Key, &'static str)]) -> Entry {
    let [name, shows, from, can, ask] = texts;
    Entry {
        route,
        name,
        shows,
        from,
        can,
        ask,
        terms,
    }
}

/// All pages, in the order of the menu and then of the page that lists the others.
pub(super) fn entries() -> impl Iterator<Item = &'static Entry> {
    acts::ENTRIES.iter().chain(figures::ENTRIES)
}
