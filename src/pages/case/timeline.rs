//! What happened, oldest first.

use citizen_score_contract::cases::{Case, CaseStep};
use leptos::prelude::*;

use super::super::case_evidence::evidence_links;
use super::super::case_words::step_key;
use crate::components::element::{all, h2, h3, li, none, ol, p, section};
use crate::format;
use crate::i18n::{I18n, Key};

/// The section.
pub(super) fn timeline(i18n: I18n, case: &Case) -> AnyView {
    let steps = case.steps.iter().map(|step| item(i18n, step));
    section(
        "panel",
        all([
            h2("", i18n.text(Key::CaseHistory)),
            ol("timeline", all(steps)),
        ]),
    )
}

fn item(i18n: I18n, step: &CaseStep) -> AnyView {
    let words = step.words.clone();
    li(
        "timeline-step",
        all([
            h3("", i18n.text(step_key(step.kind))),
            p("quiet", format::local_moment(i18n.formats(), step.at)),
            words.map_or_else(none, |words| p("own-words", words)),
            evidence_links(i18n, &step.evidence),
        ]),
    )
}
