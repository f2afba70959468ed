//! What was asked: everything that the resident sent, with the files.

use citizen_score_contract::cases::{Case, CaseKind};
use citizen_score_rules::EntryId;
use leptos::prelude::*;

use super::super::case_evidence::evidence_links;
use super::super::case_words::{ground_key, kind_key};
use super::super::entry_link::entry_link;
use crate::components::element::{all, dd, div, dl, dt, h2, section, span};
use crate::format;
use crate::i18n::{I18n, Key};

/// The section.
pub(super) fn facts(i18n: I18n, case: &Case, about: &str, office: &str) -> AnyView {
    let day = |day| format::day(i18n.formats(), day);
    let words = |text: &str| span("own-words", text.to_owned());
    let on = match case.kind {
        CaseKind::Claim => Key::CaseDeedDay,
        _ => Key::CaseSettledDay,
    };
    let entry = case.entry.as_deref();
    let files = (!case.evidence.is_empty()).then(|| evidence_links(i18n, &case.evidence));
    let facts = [
        (Key::CaseNumber, Some(span("", case.id.clone()))),
        (
            Key::CaseKind,
            Some(span("", i18n.text(kind_key(case.kind)))),
        ),
        (Key::CaseAbout, Some(span("", about.to_owned()))),
        (
            Key::CaseEntry,
            entry.map(|id| entry_link(&EntryId::from(id), true)),
        ),
        (
            Key::CaseGround,
            case.ground.map(|it| span("", i18n.text(ground_key(it)))),
        ),
        (on, case.on.map(|on| span("", day(on)))),
        (Key::FormWords, Some(words(&case.words))),
        (Key::FormWish, case.wish.as_deref().map(words)),
        (Key::CaseEvidence, files),
        (Key::CaseAuthority, Some(span("", office.to_owned()))),
        (Key::CaseDue, Some(span("", day(case.due_on)))),
    ];
    let facts = facts.into_iter().filter_map(|(key, value)| {
        let row = [dt("", i18n.text(key)), dd("", value?)];
        Some(div("facts-row", all(row)))
    });
    section(
        "panel",
        all([h2("", i18n.text(Key::CaseFacts)), dl("facts", all(facts))]),
    )
}
