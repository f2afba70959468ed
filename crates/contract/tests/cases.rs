//! The shapes of cases and evidence, against their golden files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;

use std::fmt::Debug;

use check::{golden, needs_its_fields, refuses_others};
use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::cases::{Answer, Attachment, CaseStep, Ground, StepKind, Verdict};
use citizen_score_contract::{
    Case, CaseKind, CaseRef, CaseStatus, CasesPage, Evidence, EvidenceKind, NewCase,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

macro_rules! text {
    ($name:literal) => {
        include_str!(concat!("golden/", $name, ".json"))
    };
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn picture(name: &str) -> Evidence {
    Evidence {
        digest: DIGEST.into(),
        name: name.into(),
        kind: EvidenceKind::Jpeg,
        bytes: 48_213,
    }
}

fn attached(name: &str) -> Attachment {
    Attachment {
        digest: DIGEST.into(),
        name: name.into(),
    }
}

/// A name of an enum's variant, both ways; another name is refused.
fn named<T: DeserializeOwned + Serialize + PartialEq + Debug>(names: &[(T, &str)]) {
    for (value, name) in names {
        assert_eq!(serde_json::to_value(value).unwrap(), json!(name));
        assert_eq!(&serde_json::from_value::<T>(json!(name)).unwrap(), value);
    }
    assert!(serde_json::from_value::<T>(json!("mood")).is_err());
}

#[test]
fn a_case_of_each_kind_is_sent() {
    let objection = NewCase {
        kind: CaseKind::Objection,
        entry: Some("desk-red-light".into()),
        factor: None,
        on: None,
        ground: Some(Ground::NotMe),
        words: "My car was in the garage.".into(),
        wish: Some("Take the entry back.".into()),
        evidence: vec![attached("bill.jpg")],
    };
    let text = text!("new-case-objection");
    golden(text, &objection);
    // Which of them a kind needs is for the server to say.
    needs_its_fields::<NewCase>(text, &["entry", "ground", "wish", "evidence"]);
    refuses_others::<NewCase>(text);
    let repair = NewCase {
        kind: CaseKind::Repair,
        entry: Some("desk-water-bill".into()),
        factor: None,
        on: Some(day("2026-11-20")),
        ground: None,
        words: "Paid at the desk.".into(),
        wish: None,
        evidence: Vec::new(),
    };
    golden(text!("new-case-repair"), &repair);
    let claim = NewCase {
        kind: CaseKind::Claim,
        entry: None,
        factor: Some("blood_donation".into()),
        words: "At the bus.".into(),
        ..repair
    };
    golden(text!("new-case-claim"), &claim);
}

#[test]
fn an_answer_to_a_question() {
    let mut answer = Answer {
        words: "It was the blue one.".into(),
        evidence: vec![attached("car.jpg")],
    };
    let text = text!("answer");
    golden(text, &answer);
    needs_its_fields::<Answer>(text, &["evidence"]);
    refuses_others::<Answer>(text);
    answer.evidence.clear();
    golden(text!("answer-words-only"), &answer);
}

fn step(day: u32, kind: StepKind, words: Option<&str>) -> CaseStep {
    CaseStep {
        at: at(&format!("2026-11-2{day}T09:00:00Z")),
        kind,
        words: words.map(Into::into),
        evidence: Vec::new(),
    }
}

#[test]
fn a_case_with_all_that_can_happen_to_it() {
    let mut steps = vec![
        step(0, StepKind::Received, None),
        step(1, StepKind::BeingExamined, None),
        step(2, StepKind::Question, Some("Which car?")),
        step(3, StepKind::Answer, Some("The blue one.")),
        step(4, StepKind::Decided, Some("The bill shows it.")),
    ];
    steps[3].evidence.push(picture("car.jpg"));
    let case = Case {
        id: "2026-7K3M-9QXD".into(),
        kind: CaseKind::Objection,
        entry: Some("desk-red-light".into()),
        factor: "red_light".into(),
        on: None,
        ground: Some(Ground::NotMe),
        words: "My car was in the garage.".into(),
        wish: Some("Take the entry back.".into()),
        evidence: vec![picture("bill.jpg")],
        status: CaseStatus::Decided,
        authority: "traffic_police".into(),
        due_on: day("2026-12-20"),
        verdict: Some(Verdict::Upheld),
        resulting_entry: Some("correction-2026-7K3M-9QXD".into()),
        steps,
    };
    let text = text!("case");
    golden(text, &case);
    let optional = [
        "entry",
        "on",
        "ground",
        "wish",
        "evidence",
        "verdict",
        "resulting_entry",
    ];
    needs_its_fields::<Case>(text, &optional);
    let claim = Case {
        id: "2026-0000-0001".into(),
        kind: CaseKind::Claim,
        entry: None,
        factor: "blood_donation".into(),
        on: Some(day("2026-11-20")),
        ground: None,
        words: "At the bus.".into(),
        wish: None,
        evidence: Vec::new(),
        status: CaseStatus::Withdrawn,
        authority: "health_service".into(),
        verdict: None,
        resulting_entry: None,
        steps: vec![
            step(0, StepKind::Received, None),
            step(1, StepKind::Withdrawn, None),
        ],
        ..case
    };
    golden(text!("case-claim"), &claim);
    let page = CasesPage {
        cases: vec![claim],
        next_cursor: Some("YQ".into()),
    };
    let cases: Value = serde_json::from_str(text!("case-claim")).unwrap();
    let text = json!({ "cases": [cases], "next_cursor": "YQ" }).to_string();
    golden(&text, &page);
    needs_its_fields::<CasesPage>(&text, &["next_cursor"]);
    let empty = CasesPage {
        cases: Vec::new(),
        next_cursor: None,
    };
    golden(text!("cases-page-empty"), &empty);
}

#[test]
fn a_case_in_short_is_the_data_of_its_event() {
    let case = CaseRef {
        id: "2026-7K3M-9QXD".into(),
        kind: CaseKind::Objection,
        status: CaseStatus::Question,
    };
    let text = text!("case-ref");
    golden(text, &case);
    needs_its_fields::<CaseRef>(text, &[]);
}

#[test]
fn names_of_cases() {
    named(&[
        (CaseKind::Objection, "objection"),
        (CaseKind::Repair, "repair"),
        (CaseKind::Claim, "claim"),
    ]);
    named(&[
        (Ground::NotMe, "not_me"),
        (Ground::NotSo, "not_so"),
        (Ground::WrongDetails, "wrong_details"),
        (Ground::Twice, "twice"),
        (Ground::WrongRule, "wrong_rule"),
        (Ground::OutOfDate, "out_of_date"),
        (Ground::Other, "other"),
    ]);
    named(&[
        (CaseStatus::Received, "received"),
        (CaseStatus::BeingExamined, "being_examined"),
        (CaseStatus::Question, "question"),
        (CaseStatus::Decided, "decided"),
        (CaseStatus::Withdrawn, "withdrawn"),
    ]);
    named(&[(Verdict::Upheld, "upheld"), (Verdict::Rejected, "rejected")]);
    named(&[
        (StepKind::Received, "received"),
        (StepKind::BeingExamined, "being_examined"),
        (StepKind::Question, "question"),
        (StepKind::Answer, "answer"),
        (StepKind::Decided, "decided"),
        (StepKind::Withdrawn, "withdrawn"),
    ]);
}

#[test]
fn evidence_is_named_by_its_content() {
    let file = Evidence {
        digest: DIGEST.into(),
        name: String::new(),
        kind: EvidenceKind::Pdf,
        bytes: 5_242_880,
    };
    let text = text!("evidence");
    golden(text, &file);
    needs_its_fields::<Evidence>(text, &["name"]);
    named(&[
        (EvidenceKind::Pdf, "pdf"),
        (EvidenceKind::Jpeg, "jpeg"),
        (EvidenceKind::Png, "png"),
    ]);
}
