//! The quiet check of the overview: where the whole ledger is short enough to come along, the device
//! adds it up and compares it with what the server says.
//!
//! The adding up is WebAssembly of its own, loaded after the score is on the screen; see
//! `docs/decisions/0015-second-download.md`.

use citizen_score_contract::{EntryView, Me};
use citizen_score_rules::{Claim, ClaimedEntry, Ledger, audit};
use leptos::prelude::*;

use crate::components::element::{a, all, h2, none, p};
use crate::i18n::{I18n, Key, Plural};
use crate::routes::Route;
use crate::rules_book::RulesBook;

/// What the check came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AddedUp {
    /// So many entries were added up, and the server says the same.
    Agrees(i64),
    /// The server says something else, of the whole or of an entry.
    Differs,
    /// There are so many entries that they do not come along.
    TooMany(i64),
}

/// Adds up a ledger.
pub(super) type Check = fn(RulesBook, &Me, &[EntryView]) -> Option<AddedUp>;

/// Loads what adds up; none where it cannot be had, and nothing is said then.
pub(super) async fn load() -> Option<Check> {
    load_check().await.ok().map(|check| *check)
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(check, fallible)]
fn load_check() -> Result<Box<Check>, wasm_split_helpers::SplitLoaderError> {
    Ok(Box::new(check))
}

#[cfg(not(feature = "split"))]
async fn load_check() -> Result<Box<Check>, std::convert::Infallible> {
    std::future::ready(Ok(Box::new(check as Check))).await
}

/// Checks what the server says, if these are all entries and the rules are those that it applied.
fn check(book: RulesBook, me: &Me, entries: &[EntryView]) -> Option<AddedUp> {
    let book = book.get().ok()?;
    let data = book.data();
    if data.version != me.rulebook.version || data.id != me.rulebook.id {
        return None;
    }
    let count = i64::try_from(me.entry_count).unwrap_or(i64::MAX);
    if entries.len() as u64 != me.entry_count {
        // Fewer than all, or of another moment than the standing.
        let many = me.entry_count > citizen_score_contract::entries::MAX_LIMIT.into();
        return many.then_some(AddedUp::TooMany(count));
    }
    let claimed: Vec<ClaimedEntry> = entries
        .iter()
        .map(|view| ClaimedEntry {
            id: view.entry.id.clone(),
            outcome: view.outcome.clone(),
            counted: view.counted,
        })
        .collect();
    let claim = Claim {
        standing: &me.standing,
        entry_count: me.entry_count,
    };
    let all = entries.iter().map(|view| view.entry.clone()).collect();
    let agrees = Ledger::new(all)
        .ok()
        .and_then(|ledger| audit(&book, &ledger, me.as_of, &claim, &claimed).ok())
        .is_some_and(|audit| audit.agrees());
    Some(if agrees {
        AddedUp::Agrees(count)
    } else {
        AddedUp::Differs
    })
}

impl AddedUp {
    /// The quiet line of it, with the way to the arithmetic.
    pub(super) fn words(self, i18n: I18n) -> AnyView {
        let words = match self {
            Self::Agrees(count) => i18n.plural(Plural::OverviewAddedUp, count, &[]),
            Self::TooMany(count) => i18n.plural(Plural::OverviewAddUp, count, &[]),
            Self::Differs => return none(),
        };
        a(Route::Check.path().to_owned(), words)
    }

    /// The alarm, where the server says something else.
    pub(super) fn alarm(self, i18n: I18n) -> AnyView {
        if self != Self::Differs {
            return none();
        }
        let words = [
            h2("", i18n.text(Key::OverviewDiffers)),
            p("", i18n.text(Key::OverviewDiffersText)),
            p(
                "",
                a(
                    Route::Check.path().to_owned(),
                    i18n.text(Key::OverviewDiffersLink),
                ),
            ),
        ];
        view! { <div class="alarm" role="alert">{all(words)}</div> }.into_any()
    }
}
