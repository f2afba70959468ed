//! One entry in full: what it is, who says so, on what it rests, and whether it counts.

mod acts;
mod effect;
mod said;
mod words;

use citizen_score_device::Ask;
use citizen_score_device::entry::EntryInFull;
use citizen_score_rules::{EntryId, Rulebook};
use leptos::prelude::*;

use crate::components::amount::amount;
use crate::components::element::{all, dd, div, dl, dt, h2, none, p, section};
use crate::components::entry_item::status;
use crate::components::page_heading::page_heading;
use crate::components::term::term;
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{memo, part};
use crate::router::use_router;
use crate::routes::{Route, entry_in, entry_path};
use crate::rules_book::{RulesBook, rule_text};
pub(super) use words::{Beside, words};

/// The entry that the address names.
#[component]
pub fn EntryPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    let path = use_router().path();
    let ask = move || Ask::Entry {
        id: path.with(|path| entry_in(path)).unwrap_or_default(),
    };
    let found = RwSignal::new(None::<(Beside, Option<EntryId>, Option<EntryId>)>);
    let show = move |it: EntryInFull| {
        let beside = Beside::of(&it.row);
        found.set(Some((beside, it.newer.clone(), it.older.clone())));
        match book.get() {
            Ok(book) => entry(i18n, &book, it),
            Err(_) => none(),
        }
    };
    // What the resident does here outlasts a change of the ledger.
    let found = memo(move || found.get());
    let beside = Signal::derive(move || found.get().map(|(beside, ..)| beside));
    let around = move || match found.get() {
        Some((_, newer, older)) => neighbours(i18n, newer, older),
        None => none(),
    };
    view! {
        {page_heading(Key::EntryTitle)}
        <p class="lead">{i18n.say(Key::EntryLead)}</p>
        {asked(ask, show)}
        {words(beside)}
        {part(around)}
        <p><a href=Route::History.path()>{i18n.say(Key::EntryBack)}</a></p>
    }
}

/// An entry in full. Call it where the language and the rulebook are followed.
pub(super) fn entry(i18n: I18n, book: &Rulebook, found: EntryInFull) -> AnyView {
    let EntryInFull {
        row, effect, said, ..
    } = found;
    let (entry, outcome) = (&row.entry, &row.outcome);
    let day = |day| format::day(i18n.formats(), day);
    let words = |group: &str, code: &str| rule_text(i18n, book, group, code);
    let about = book.text(i18n.tag(), &format!("factor.{}.about", entry.factor));
    let lapses = match entry.counts_until {
        Some(until) => day(until),
        None => i18n.text(Key::EntryForGood).to_owned(),
    };
    let facts = [
        (Key::EntryKind, "kind", words("factor", &entry.factor)),
        (
            Key::EntryAuthority,
            "authority",
            words("authority", &entry.authority),
        ),
        (
            Key::EntryReference,
            "reference",
            entry.reference.to_string(),
        ),
        (Key::EntryBasis, "basis", words("basis", &entry.basis)),
        (Key::EntryOccurred, "", day(entry.occurred_on)),
        (
            Key::EntryRecorded,
            "",
            format::local_moment(i18n.formats(), entry.recorded_at),
        ),
        (Key::EntryLapses, "lapses", lapses),
        (
            Key::EntryVersion,
            "version",
            entry.rulebook_version.to_string(),
        ),
        (Key::EntryId, "entry", entry.id.to_string()),
    ];
    let facts = facts.map(|(key, anchor, value)| {
        let name = match anchor {
            "" => i18n.text(key).into_any(),
            anchor => term(key, anchor),
        };
        div("facts-row", all([dt("", name), dd("", value)]))
    });
    let head = [
        div("entry-page-points", amount(i18n, entry.points)),
        h2("entry-page-name", words("factor", &entry.factor)),
        about.map_or_else(none, |about| p("quiet", about.to_owned())),
        p("entry-page-status", status(i18n, entry, outcome)),
        if entry.contested {
            p("entry-page-status", i18n.text(Key::EntryContested))
        } else {
            none()
        },
    ];
    let said = said.map_or_else(none, |said| said::said(i18n, &row, &said));
    let effect = effect.map_or_else(none, |effect| effect::effect(i18n, book, &row, &effect));
    all([
        said,
        section("panel entry-page", all(head)),
        effect,
        acts::acts(i18n, book, &row),
        section(
            "panel",
            all([h2("", i18n.text(Key::EntryFacts)), dl("facts", all(facts))]),
        ),
    ])
}

fn neighbours(i18n: I18n, newer: Option<EntryId>, older: Option<EntryId>) -> AnyView {
    let link = |key: Key, id: Option<EntryId>| {
        let Some(id) = id else { return none() };
        view! { <a class="button button-plain" href=entry_path(&id)>{i18n.text(key)}</a> }
            .into_any()
    };
    view! {
        <nav class="pages" aria-label=i18n.text(Key::EntryNeighbours)>
            {link(Key::EntryNewer, newer)}
            {link(Key::EntryOlder, older)}
        </nav>
    }
    .into_any()
}
