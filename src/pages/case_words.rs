//! Cases in words: kinds, states, grounds, deadlines and what was decided.

use chrono::NaiveDate;
use citizen_score_contract::cases::{Case, CaseKind, CaseStatus, Ground, StepKind, Verdict};
use citizen_score_rules::cases::Countdown;
use leptos::prelude::*;

use crate::components::element::{all, div, p, span};
use crate::format;
use crate::i18n::{I18n, Key, Plural};

/// What is asked for.
pub(super) const fn kind_key(kind: CaseKind) -> Key {
    match kind {
        CaseKind::Objection => Key::CaseKindObjection,
        CaseKind::Repair => Key::CaseKindRepair,
        CaseKind::Claim => Key::CaseKindClaim,
    }
}

/// How far a case is, with the decision where there is one.
pub(super) const fn status_key(status: CaseStatus, verdict: Option<Verdict>) -> Key {
    match (status, verdict) {
        (CaseStatus::Received, _) => Key::CaseStatusReceived,
        (CaseStatus::BeingExamined, _) => Key::CaseStatusExamined,
        (CaseStatus::Question, _) => Key::CaseStatusQuestion,
        (CaseStatus::Decided, Some(Verdict::Upheld)) => Key::CaseStatusUpheld,
        (CaseStatus::Decided, Some(Verdict::Rejected)) => Key::CaseStatusRejected,
        (CaseStatus::Decided, None) => Key::CaseStatusDecided,
        (CaseStatus::Withdrawn, _) => Key::CaseStatusWithdrawn,
    }
}

/// How far this case is.
pub(super) fn status_text(i18n: I18n, case: &Case) -> &'static str {
    i18n.text(status_key(case.status, case.verdict))
}

/// Why an entry is wrong.
pub(super) const fn ground_key(ground: Ground) -> Key {
    match ground {
        Ground::NotMe => Key::CaseGroundNotMe,
        Ground::NotSo => Key::CaseGroundNotSo,
        Ground::WrongDetails => Key::CaseGroundWrongDetails,
        Ground::Twice => Key::CaseGroundTwice,
        Ground::WrongRule => Key::CaseGroundWrongRule,
        Ground::OutOfDate => Key::CaseGroundOutOfDate,
        Ground::Other => Key::CaseGroundOther,
    }
}

/// A step in the history of a case.
pub(super) const fn step_key(step: StepKind) -> Key {
    match step {
        StepKind::Received => Key::CaseStepReceived,
        StepKind::BeingExamined => Key::CaseStepExamined,
        StepKind::Question => Key::CaseStepQuestion,
        StepKind::Answer => Key::CaseStepAnswer,
        StepKind::Decided => Key::CaseStepDecided,
        StepKind::Withdrawn => Key::CaseStepWithdrawn,
    }
}

/// The day by which an answer is due.
pub(super) fn due_text(i18n: I18n, due_on: NaiveDate) -> String {
    let date = format::day(i18n.formats(), due_on);
    i18n.fill(Key::CaseDueOn, &[("date", &date)])
}

/// How far that day is.
pub(super) fn countdown_text(i18n: I18n, due_on: NaiveDate, today: NaiveDate) -> String {
    match Countdown::of(due_on, today) {
        Countdown::Today => i18n.text(Key::CaseDueToday).to_owned(),
        Countdown::DaysLeft(days) => i18n.plural(Plural::CaseDueIn, days.into(), &[]),
        Countdown::Late(days) => i18n.plural(Plural::CaseLate, days.into(), &[]),
    }
}

/// Status, due day and countdown of a case, as they stand in a list and above its page. Of a closed
/// case nothing is due.
pub(super) fn standing(i18n: I18n, case: &Case, today: Option<NaiveDate>) -> AnyView {
    let status = p("case-status", status_text(i18n, case));
    let Some(today) = today.filter(|_| !case.status.is_closed()) else {
        return status;
    };
    let due = [
        span("", due_text(i18n, case.due_on)),
        span("case-countdown", countdown_text(i18n, case.due_on, today)),
    ];
    div("case-standing", all([status, p("case-due", all(due))]))
}

/// A size in the unit in which people read it.
pub(super) fn size_text(i18n: I18n, bytes: u64) -> String {
    let kilo = i64::try_from(bytes.div_ceil(1000)).unwrap_or(i64::MAX);
    let kilo = format::number(i18n.formats(), kilo);
    i18n.fill(Key::EvidenceSize, &[("kilobytes", &kilo)])
}
