//! The other shapes by which a resident acts, and sees who looked, against their golden files.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

#[path = "golden/check.rs"]
mod check;

use check::{golden, needs_its_fields, refuses_others};
use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_contract::access::KINDS;
use citizen_score_contract::consent::ChangeConsent;
use citizen_score_contract::events::{CASE, ENTRY, NOT_SCORED, NOTHING, PROOF_USED, STANDING};
use citizen_score_contract::statement::WriteStatement;
use citizen_score_contract::{
    Access, AccessKind, AccessPage, Consent, DraftsKey, NewProof, ProofState, Statement, TierProof,
};
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

#[test]
fn the_access_log_with_every_kind() {
    use AccessKind as Kind;
    let kinds = [
        Kind::Import,
        Kind::SignIn,
        Kind::Code,
        Kind::CaseSeen,
        Kind::CaseAsked,
        Kind::CaseDecided,
        Kind::TierProof,
        Kind::Consent,
    ];
    assert!(KINDS.iter().all(|kind| kinds.contains(kind)));
    let access = |(number, kind): (u64, Kind)| Access {
        number,
        at: at("2026-11-24T09:00:00Z"),
        kind,
        by: "citizen-score import (user ledger)".into(),
        about: (kind == Kind::Import).then(|| "november.ndjson".into()),
        entries: (kind == Kind::Import).then_some(20),
    };
    let page = AccessPage {
        accesses: (1..=8).rev().zip(kinds).map(access).collect(),
        next_cursor: Some("bjE".into()),
    };
    let text = text!("access-page");
    golden(text, &page);
    needs_its_fields::<AccessPage>(text, &["next_cursor"]);
    let page: Value = serde_json::from_str(text).unwrap();
    needs_its_fields::<Access>(&page["accesses"][0].to_string(), &["about", "entries"]);
    let newer: Kind = serde_json::from_value(json!("telepathy")).unwrap();
    assert_eq!(newer, Kind::Other);
}

#[test]
fn a_proof_of_the_tier() {
    let proof = NewProof {
        token: "dG9rZW4".into(),
        code: "7K3M9QXD".into(),
        expires_at: at("2026-11-24T09:02:00Z"),
    };
    let text = text!("new-proof");
    golden(text, &proof);
    needs_its_fields::<NewProof>(text, &[]);
    let shown = TierProof {
        tier: "A".into(),
        as_of: day("2026-11-24"),
    };
    let text = text!("tier-proof");
    golden(text, &shown);
    needs_its_fields::<TierProof>(text, &[]);
    let used = ProofState {
        used_at: Some(at("2026-11-24T09:01:00Z")),
    };
    let text = text!("proof-state");
    golden(text, &used);
    needs_its_fields::<ProofState>(text, &[]);
    golden(text!("proof-state-unused"), &ProofState { used_at: None });
}

#[test]
fn consent_to_being_scored() {
    let withdrawn = Consent {
        voluntary: true,
        given: false,
        changed_at: Some(at("2026-11-24T09:00:00Z")),
    };
    let text = text!("consent");
    golden(text, &withdrawn);
    needs_its_fields::<Consent>(text, &["changed_at"]);
    let never = Consent {
        voluntary: false,
        given: true,
        changed_at: None,
    };
    golden(text!("consent-never-changed"), &never);
    let text = text!("change-consent");
    golden(text, &ChangeConsent { given: false });
    needs_its_fields::<ChangeConsent>(text, &[]);
    refuses_others::<ChangeConsent>(text);
}

#[test]
fn the_key_of_drafts() {
    let key = DraftsKey {
        holder: "aG9sZGVy".into(),
        key: "a2V5".into(),
    };
    let text = text!("drafts-key");
    golden(text, &key);
    needs_its_fields::<DraftsKey>(text, &[]);
}

#[test]
fn own_words_beside_an_entry() {
    let words = "I was there with my sister.";
    let statement = Statement {
        text: words.into(),
        written_at: at("2026-11-24T09:00:00Z"),
    };
    let text = text!("statement");
    golden(text, &statement);
    needs_its_fields::<Statement>(text, &[]);
    let wish = WriteStatement { text: words.into() };
    let text = text!("write-statement");
    golden(text, &wish);
    needs_its_fields::<WriteStatement>(text, &[]);
    refuses_others::<WriteStatement>(text);
}

#[test]
fn names_of_events() {
    let names = [STANDING, NOT_SCORED, ENTRY, CASE, PROOF_USED, NOTHING];
    assert_eq!(
        names,
        [
            "standing",
            "not_scored",
            "entry",
            "case",
            "proof_used",
            "{}"
        ]
    );
}
