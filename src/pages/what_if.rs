//! What if: entries that somebody supposes, what the rules make of them, and the ways to the next tier.
//!
//! What is supposed is in the address of the page and nowhere else.

mod address;
mod form;
mod result;
mod supposed;
mod way;
mod ways;

use std::sync::Arc;

use citizen_score_device::Ask;
use citizen_score_device::supposing::Supposing;
use citizen_score_rules::Rulebook;
use citizen_score_rules::paths::Paths;
use citizen_score_rules::simulate::{Hypothetical, MAX_SUPPOSED, MAX_YEARS_AWAY};
use leptos::html::H2;
use leptos::prelude::*;

use crate::announce::use_announcer;
use crate::components::element::{all, div, li, none, p, section, ul};
use crate::components::failure::failure;
use crate::components::page_heading::page_heading;
use crate::components::term::terms_here;
use crate::desk::asked;
use crate::format;
use crate::i18n::{I18n, Key, use_i18n};
use crate::reactive::{memo, part};
use crate::record::use_record;
use crate::router::use_router;
use crate::rules_book::{RulesBook, worth_text};
use address::{Address, Unread};
use form::form;

/// The simulator, and the ways.
#[component]
pub fn WhatIfPage() -> impl IntoView {
    let i18n = use_i18n();
    let book = expect_context::<RulesBook>();
    view! {
        {page_heading(Key::WhatIfTitle)}
        <p class="lead">{i18n.say(Key::WhatIfIntro)}</p>
        {part(move || match book.get() {
            Err(error) => failure(error, Callback::new(move |()| book.reload())),
            Ok(book) => content(i18n, &book),
        })}
    }
}

fn content(i18n: I18n, book: &Arc<Rulebook>) -> AnyView {
    let record = use_record();
    let query = use_router().query();
    let today = memo(move || record.known().map(|known| known.me.as_of));
    let read = {
        let book = Arc::clone(book);
        move || {
            let today = today.get().unwrap_or_default();
            query.with(|query| Address::read(query, &book, today))
        }
    };
    let wanted = memo(read);
    let ask = move || {
        let Address { on, entries, .. } = wanted.get();
        Ask::Simulate { on, entries }
    };
    let heading = NodeRef::<H2>::new();
    let title = view! { <h2 tabindex="-1" node_ref=heading>{i18n.say(Key::WhatIfResult)}</h2> };
    let announcer = use_announcer();
    let moved = StoredValue::new(false);
    let show = {
        let book = Arc::clone(book);
        move |found: Supposing| {
            // What the address asked for at first is read with the page; what follows is said.
            if moved.get_value() {
                announcer.say(result::sentence(i18n, &found.simulation));
            }
            moved.set_value(true);
            result::result(i18n, &book, &found, wanted, heading)
        }
    };
    let ways = {
        let book = Arc::clone(book);
        move |paths: Paths| ways::ways(i18n, &book, paths)
    };
    all([
        view! { <div role="status">{part(move || unread(i18n, &wanted.get().unread))}</div> }
            .into_any(),
        div(
            "columns",
            all([
                form(i18n, Arc::clone(book), wanted, today),
                section(
                    "panel what-if-result",
                    all([title.into_any(), asked(ask, show).into_any()]),
                ),
            ]),
        ),
        section("panel ways", asked(|| Ask::Paths, ways)),
        terms_here(&[
            (Key::GlossaryWhatIf, "what-if"),
            (Key::GlossaryKind, "kind"),
            (Key::GlossaryPlanned, "planned"),
            (Key::GlossaryCap, "cap"),
            (Key::GlossaryWaitingTime, "waiting-time"),
            (Key::GlossaryCaution, "caution"),
            (Key::GlossaryEffect, "effect"),
        ]),
    ])
}

/// The parts of the address that could not be used, each with why.
fn unread(i18n: I18n, unread: &[(String, Unread)]) -> AnyView {
    if unread.is_empty() {
        return none();
    }
    let (years, most) = (MAX_YEARS_AWAY.to_string(), MAX_SUPPOSED.to_string());
    let lines = unread.iter().map(|(part, why)| {
        let fill = |key, name, value: &str| i18n.fill(key, &[("part", part), (name, value)]);
        let words = match why {
            Unread::Part => fill(Key::WhatIfUnreadPart, "", ""),
            Unread::Kind => fill(Key::WhatIfUnreadKind, "", ""),
            Unread::Day => fill(Key::WhatIfUnreadDay, "years", &years),
            Unread::Points(worth) => {
                fill(Key::WhatIfUnreadPoints, "worth", &worth_text(i18n, *worth))
            }
            Unread::Early(from) => {
                let day = format::day(i18n.formats(), *from);
                fill(Key::WhatIfUnreadEarly, "date", &day)
            }
            Unread::Many => fill(Key::WhatIfUnreadMany, "most", &most),
        };
        li("", words)
    });
    div(
        "note",
        all([
            p("", i18n.text(Key::WhatIfUnread)),
            ul("unread", all(lines)),
        ]),
    )
}

/// Keeps another set of supposed entries in the address, as a step that can be gone back over.
fn keep(wanted: Memo<Address>, change: impl FnOnce(&mut Vec<Hypothetical>)) {
    let mut next = wanted.get_untracked();
    change(&mut next.entries);
    use_router().keep(&next.write(), true);
}
