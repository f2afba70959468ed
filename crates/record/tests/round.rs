//! A record as it is made, and the two-step check.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

#[allow(dead_code)]
#[path = "sample/record.rs"]
mod sample;

use citizen_score_record::{FORMAT, KeyCheck, RecordFault, canonical, prepare};
use serde_json::{Value, json};

#[test]
fn a_record_says_everything_and_proves_it() {
    let record = sample::record();
    let verified = sample::check(&record).unwrap();
    // 1000, and 40 and three donations of four that count.
    assert_eq!(verified.standing.score, 1070);
    assert_eq!(verified.standing.tier, "A+");
    assert_eq!((verified.entry_count, verified.statement_count), (13, 3));
    assert_eq!(verified.as_of, sample::day("2026-11-24"));
    assert_eq!(verified.issued_at, sample::moment("2026-11-24T10:15:30Z"));
    assert_eq!(
        (
            verified.rulebook.as_str(),
            verified.rulebook_version.as_str()
        ),
        ("suqian-demo", "2026.1")
    );
    let tree = sample::tree();
    assert_eq!(tree["format"], FORMAT);
    let names: Vec<&String> = tree.as_object().unwrap().keys().collect();
    assert_eq!(
        names,
        [
            "as_of",
            "digests",
            "entries",
            "entry_count",
            "format",
            "issued_at",
            "key",
            "resident",
            "rulebook",
            "signature",
            "standing",
            "statements"
        ]
    );
    let said = tree["statements"].as_array().unwrap();
    assert_eq!(
        said[2],
        json!({
            "entry": "wrong",
            "text": "It was\nmy brother 王.",
            "written_at": "2026-11-20T12:00:00Z",
        })
    );
    let about: Vec<&Value> = said.iter().map(|it| &it["entry"]).collect();
    assert_eq!(about, ["contested", "late", "wrong"]);
    let reasons: Vec<&str> = tree["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["outcome"]["reason"].as_str().unwrap_or("counts"))
        .collect();
    assert_eq!(
        reasons,
        [
            "lapsed",
            "repaired",
            "counts",
            "not_in_force",
            "unknown_factor",
            "corrected",
            "correction",
            "counts",
            "counts",
            "counts",
            "capped",
            "contested",
            "not_yet_recorded"
        ]
    );
    let counted: i64 = tree["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["counted"].as_i64().unwrap())
        .sum();
    assert_eq!(counted, 70);
    let mut rulebook: Value = serde_json::from_str(sample::RULEBOOK).unwrap();
    // Thirty days are what a rulebook means that does not say; written again, it does not.
    let cases = rulebook.as_object_mut().unwrap().remove("cases");
    assert_eq!(cases, Some(json!({ "answer_days": 30 })));
    assert_eq!(tree["rulebook"], rulebook);
}

#[test]
fn what_is_signed_is_the_canonical_json_of_all_but_the_signature() {
    let record = sample::record();
    let mut tree = sample::tree();
    let prepared = prepare(&record).unwrap();
    let signature = tree.as_object_mut().unwrap().remove("signature").unwrap();
    assert_eq!(prepared.message(), canonical::to_bytes(&tree).unwrap());
    assert_eq!(
        signature,
        json!(citizen_score_record::base64url::encode(
            prepared.signature()
        ))
    );
    assert_eq!(tree, sample::with_digests(tree.clone()));
    // One line for each field, each entry and each statement.
    let lines = String::from_utf8(record).unwrap().lines().count();
    assert_eq!(lines, 2 + 12 + 13 + 3);
}

#[test]
fn in_two_steps_the_caller_says_what_became_of_the_signature() {
    let record = sample::record();
    let keys = sample::keys();
    let prepare = || prepare(&record).unwrap();
    let key = prepare().key(&keys).unwrap().clone();
    assert_eq!(key.id, prepare().key_id());
    assert!(sample::fits(
        &key.public,
        prepare().message(),
        prepare().signature()
    ));
    assert!(prepare().conclude(KeyCheck::Fits).is_ok());
    let named = key.id.clone();
    let cases = [
        (
            KeyCheck::Unknown,
            RecordFault::KeyUnknown { key: named.clone() },
        ),
        (
            KeyCheck::NotInUse,
            RecordFault::KeyNotInUse {
                key: named.clone(),
                issued_on: sample::day("2026-11-24"),
            },
        ),
        (
            KeyCheck::FitsOther("b".to_owned()),
            RecordFault::WrongKey {
                key: named.clone(),
                signed_by: "b".to_owned(),
            },
        ),
        (
            KeyCheck::FitsNone,
            RecordFault::SignatureDoesNotFit { key: named },
        ),
    ];
    for (checked, expected) in cases {
        assert_eq!(prepare().conclude(checked), Err(expected));
    }
    assert_eq!(prepare().key(&[]), Err(KeyCheck::Unknown));
}

#[test]
fn a_key_is_good_from_its_first_to_its_last_moment() {
    let record = sample::record();
    let prepared = prepare(&record).unwrap();
    let issued = "2026-11-24T10:15:30Z";
    let cases = [
        (issued, None, true),
        ("2026-11-24T10:15:31Z", None, false),
        ("2026-01-01T00:00:00Z", Some(issued), true),
        ("2026-01-01T00:00:00Z", Some("2026-11-24T10:15:29Z"), false),
    ];
    for (from, end, good) in cases {
        let mut key = sample::key(1, from);
        key.retired_at = end.map(sample::moment);
        let found = prepared.key(std::slice::from_ref(&key)).cloned();
        assert_eq!(
            found,
            if good {
                Ok(key)
            } else {
                Err(KeyCheck::NotInUse)
            },
            "{from} {end:?}"
        );
    }
}

/// A file is made of what many people report, and the least that may happen is that it takes long.
#[test]
fn a_long_ledger_is_checked_too() {
    let template = serde_json::to_value(&sample::entries()[2]).unwrap();
    let entries: Vec<_> = (0..20_000)
        .map(|number| {
            let mut entry = template.clone();
            entry["id"] = json!(format!("e-{number:06}"));
            serde_json::from_value(entry).unwrap()
        })
        .collect();
    let record = sample::record_of(entries);
    let verified = sample::check(&record).unwrap();
    assert_eq!(
        (verified.entry_count, verified.standing.score),
        (20_000, 2000)
    );
}

/// A file of the first format, as the program wrote it before there were statements.
const OLD: &[u8] = include_bytes!("sample/record-1.json");

#[test]
fn a_record_of_the_first_format_is_still_good() {
    let verified = sample::check(OLD).unwrap();
    assert_eq!((verified.entry_count, verified.statement_count), (2, 0));
    assert_eq!(verified.standing.score, 1020);
    let old: Value = serde_json::from_slice(OLD).unwrap();
    assert_eq!(old["format"], "citizen-score-record/1");
    // Formats cannot be mixed, whoever signs it.
    let mut mixed = old.clone();
    mixed["statements"] = json!([]);
    let fault = sample::check(&sample::signed(mixed.clone(), 1)).unwrap_err();
    let field = || "statements".to_owned();
    assert_eq!(fault, RecordFault::FieldUnknown { field: field() });
    mixed["format"] = json!(FORMAT);
    assert!(sample::check(&sample::signed(mixed, 1)).is_ok());
    let mut newer = old;
    newer["format"] = json!(FORMAT);
    let fault = sample::check(&sample::signed(newer, 1)).unwrap_err();
    assert_eq!(fault, RecordFault::FieldMissing { field: field() });
}
