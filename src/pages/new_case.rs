//! A new case: one question a page, the step in the address, everything kept at each key stroke.

mod about;
mod address;
mod check;
mod deed;
mod entry_facts;
mod form;
mod offer;
mod sent;
mod start;
mod steps;

use leptos::prelude::*;

use super::case_form::Problems;
use crate::components::element::{all, p};
use crate::components::page_heading::page_heading;
use crate::i18n::use_i18n;
use crate::reactive::{memo, part};
use crate::router::use_router;
use about::Looked;
use address::Address;

pub(super) use address::resume_path;

/// What the address asks for: a choice of kinds, a question, or what became of what was sent.
#[component]
pub fn NewCasePage() -> impl IntoView {
    let i18n = use_i18n();
    let query = use_router().query();
    let wanted = memo(move || query.with(|query| Address::read(query)));
    let problems = Problems::new();
    let looked = Looked::new();
    part(move || {
        let wanted = wanted.get();
        match (&wanted.sent, wanted.kind) {
            (Some(id), _) => sent::sent(id.clone(), problems),
            (None, None) => start::start(),
            (None, Some(kind)) if kind.needs_entry() && wanted.entry.is_none() => all([
                page_heading(kind.title()),
                p("", i18n.say(kind.where_to_begin())),
                start::history_link(),
            ]),
            (None, Some(kind)) => form::form(kind, wanted, problems, looked),
        }
    })
}
