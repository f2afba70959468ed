//! What was decided, why, and what it has done to the record.

use citizen_score_contract::cases::{Case, CaseKind, StepKind, Verdict};
use citizen_score_rules::EntryId;
use leptos::prelude::*;

use super::super::entry_link::entry_link;
use crate::components::element::{all, h2, none, p, section};
use crate::i18n::{I18n, Key};

/// The section; nothing before.
pub(super) fn decision(i18n: I18n, case: &Case) -> AnyView {
    let Some(verdict) = case.verdict else {
        return none();
    };
    let reason = case
        .steps
        .iter()
        .rev()
        .find(|it| it.kind == StepKind::Decided);
    let reason = reason.and_then(|step| step.words.clone());
    let reason = reason.map_or_else(none, |words| {
        all([
            p("note-title", i18n.text(Key::CaseReason)),
            p("own-words", words),
        ])
    });
    let what = match (verdict, case.kind) {
        (Verdict::Rejected, _) => Key::CaseRejected,
        (Verdict::Upheld, CaseKind::Objection) => Key::CaseUpheldObjection,
        (Verdict::Upheld, CaseKind::Repair) => Key::CaseUpheldRepair,
        (Verdict::Upheld, CaseKind::Claim) => Key::CaseUpheldClaim,
    };
    let entry = case.resulting_entry.as_deref().map_or_else(none, |id| {
        let link = entry_link(&EntryId::from(id), true);
        all([p("note-title", i18n.text(Key::CaseResulting)), p("", link)])
    });
    section(
        "panel",
        all([
            h2("", i18n.text(Key::CaseDecision)),
            p("case-status", i18n.text(what)),
            reason,
            entry,
        ]),
    )
}
