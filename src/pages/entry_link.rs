//! A link to an entry of which only the id is known: it is named by its kind as soon as the device has
//! looked it up.

use citizen_score_device::Ask;
use citizen_score_device::entry::EntryInFull;
use citizen_score_rules::EntryId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::desk::use_desk;
use crate::i18n::{Key, use_i18n};
use crate::reactive::text;
use crate::routes::entry_path;
use crate::rules_book::{RulesBook, rule_text};

/// Links of one page that are named by their kind; looking up very many would take a while.
pub(super) const MOST_NAMED: usize = 25;

/// The link. Only where it is to be `named`, the kind is looked up.
pub(super) fn entry_link(id: &EntryId, named: bool) -> AnyView {
    let i18n = use_i18n();
    let desk = use_desk();
    let book = expect_context::<RulesBook>();
    let factor = RwSignal::new(None::<String>);
    let address = entry_path(id);
    let id = id.to_string();
    if named {
        let ask = Ask::Entry { id: id.clone() };
        spawn_local(async move {
            // Where it fails, the id stands there, and the page that it leads to says why.
            if let Ok(found) = desk.ask::<EntryInFull>(&ask).await {
                let _ = factor.try_set(Some(found.row.entry.factor.to_string()));
            }
        });
    }
    let words = text(move || match (factor.get(), book.get()) {
        (Some(factor), Ok(book)) => {
            let name = rule_text(i18n, &book, "factor", &factor);
            i18n.fill(Key::CheckEntryNamed, &[("name", &name), ("id", &id)])
        }
        _ => id.clone(),
    });
    view! { <a href=address>{words}</a> }.into_any()
}
