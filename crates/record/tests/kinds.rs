//! Every kind of fault: its name in JSON is stable, and no two share a sentence.

#![allow(clippy::unwrap_used, clippy::too_many_lines, missing_docs)]

use std::collections::BTreeSet;

use citizen_score_record::RecordFault;
use citizen_score_record::fault::Said;
use citizen_score_rules::{Outcome, Reason};

fn x() -> String {
    "x".to_owned()
}

fn all() -> Vec<(&'static str, RecordFault)> {
    use RecordFault as Fault;
    let place = 1;
    let (entry, stated, computed) = (x, x, x);
    let said = |it| Box::new(Said(it));
    vec![
        ("too_large", Fault::TooLarge { bytes: 1 }),
        ("not_json", Fault::NotJson { line: 1, column: 1 }),
        ("not_a_record", Fault::NotARecord),
        ("unknown_format", Fault::UnknownFormat { format: x() }),
        ("field_twice", Fault::FieldTwice { field: x() }),
        ("field_missing", Fault::FieldMissing { field: x() }),
        ("field_unknown", Fault::FieldUnknown { field: x() }),
        (
            "field_wrong",
            Fault::FieldWrong {
                field: x(),
                problem: x(),
            },
        ),
        (
            "entry_count_differs",
            Fault::EntryCountDiffers {
                stated: 1,
                found: 2,
            },
        ),
        (
            "entry_changed",
            Fault::EntryChanged {
                place,
                entry: entry(),
            },
        ),
        (
            "entry_missing",
            Fault::EntryMissing {
                place,
                stated: 2,
                found: 1,
            },
        ),
        (
            "entry_added",
            Fault::EntryAdded {
                place,
                entry: entry(),
            },
        ),
        (
            "ledger_reordered",
            Fault::LedgerReordered {
                place,
                entry: entry(),
            },
        ),
        (
            "statement_without_entry",
            Fault::StatementWithoutEntry {
                place,
                entry: entry(),
            },
        ),
        (
            "statement_twice",
            Fault::StatementTwice {
                place,
                entry: entry(),
            },
        ),
        (
            "statements_reordered",
            Fault::StatementsReordered {
                place,
                entry: entry(),
            },
        ),
        (
            "rulebook_invalid",
            Fault::RulebookInvalid {
                path: x(),
                problem: x(),
            },
        ),
        (
            "ledger_invalid",
            Fault::LedgerInvalid {
                entry: entry(),
                field: x(),
                problem: x(),
            },
        ),
        (
            "entry_price",
            Fault::EntryPrice {
                place,
                entry: entry(),
                points: 1,
                min: 2,
                max: 3,
            },
        ),
        ("points_overflow", Fault::PointsOverflow),
        (
            "score_differs",
            Fault::ScoreDiffers {
                stated: 1,
                computed: 2,
            },
        ),
        (
            "tier_differs",
            Fault::TierDiffers {
                stated: stated(),
                computed: computed(),
            },
        ),
        (
            "next_differs",
            Fault::NextDiffers {
                stated: stated(),
                computed: computed(),
            },
        ),
        (
            "margin_differs",
            Fault::MarginDiffers {
                stated: stated(),
                computed: computed(),
            },
        ),
        (
            "below_differs",
            Fault::BelowDiffers {
                stated: stated(),
                computed: computed(),
            },
        ),
        (
            "outcome_differs",
            Fault::OutcomeDiffers {
                place,
                entry: entry(),
                stated: said(Outcome::Counts),
                computed: said(Outcome::DoesNot(Reason::Contested)),
            },
        ),
        (
            "counted_differs",
            Fault::CountedDiffers {
                place,
                entry: entry(),
                stated: 1,
                computed: 2,
            },
        ),
        ("key_unknown", Fault::KeyUnknown { key: x() }),
        (
            "key_not_in_use",
            Fault::KeyNotInUse {
                key: x(),
                issued_on: "2026-01-01".parse().unwrap(),
            },
        ),
        (
            "wrong_key",
            Fault::WrongKey {
                key: x(),
                signed_by: x(),
            },
        ),
        (
            "signature_does_not_fit",
            Fault::SignatureDoesNotFit { key: x() },
        ),
    ]
}

#[test]
fn every_kind_has_its_name_and_its_sentence() {
    let mut sentences = BTreeSet::new();
    for (name, fault) in all() {
        let json = serde_json::to_value(&fault).unwrap();
        assert_eq!(json.get("fault").unwrap(), name);
        assert!(sentences.insert(fault.to_string()), "{fault}");
    }
    let outcome = all()
        .into_iter()
        .find(|(name, _)| *name == "outcome_differs")
        .unwrap()
        .1;
    assert_eq!(
        serde_json::to_string(&outcome).unwrap(),
        r#"{"fault":"outcome_differs","place":1,"entry":"x","stated":{"counts":"yes"},"computed":{"counts":"no","reason":"contested"}}"#
    );
}
