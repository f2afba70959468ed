//! A record with an entry of every kind, and a key to sign it with.

use chrono::{DateTime, NaiveDate, Utc};
use citizen_score_record::{
    Draft, PublicKey, RecordFault, RecordStatement, Resident, Verified, base64url, canonical,
    key_id, verify,
};
use citizen_score_rules::{Entry, Ledger, Rulebook, assess};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub const RULEBOOK: &str = include_str!("../../../../rulebooks/suqian-demo.json");

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn secret(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

/// The key of a seed, in use from a moment on.
pub fn key(seed: u8, valid_from: &str) -> PublicKey {
    let public = secret(seed).verifying_key().to_bytes();
    PublicKey {
        id: key_id(&public),
        public,
        valid_from: moment(valid_from),
        retired_at: None,
    }
}

/// The keys that a reader knows: the one that signs, and another.
pub fn keys() -> Vec<PublicKey> {
    vec![
        key(2, "2026-01-01T00:00:00Z"),
        key(1, "2026-06-01T00:00:00Z"),
    ]
}

pub fn fits(public: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let key = VerifyingKey::from_bytes(public).unwrap();
    let signature = Signature::from_slice(signature).unwrap();
    key.verify_strict(message, &signature).is_ok()
}

pub fn check(record: &[u8]) -> Result<Verified, RecordFault> {
    verify(record, &keys(), fits)
}

fn entry(id: &str, factor: &str, points: i32, occurred_on: &str) -> Value {
    json!({
        "id": id, "factor": factor, "points": points, "occurred_on": occurred_on,
        "recorded_at": format!("{occurred_on}T08:30:00Z"), "authority": "police",
        "reference": format!("第{id}号/\"1\""), "basis": "measures_art_11",
        "rulebook_version": "2026.1",
    })
}

fn with(mut entry: Value, field: &str, value: &str) -> Value {
    entry[field] = json!(value);
    entry
}

/// Entries of which some count and each other one does not for another reason.
pub fn entries() -> Vec<Entry> {
    let mut contested = entry("contested", "red_light", -10, "2026-11-03");
    contested["contested"] = json!(true);
    let mut planned = entry("planned", "exam_cheating", -20, "2026-02-01");
    planned["rulebook_version"] = json!("2025.1");
    let all = [
        with(
            entry("old", "emergency_help", 20, "2022-05-01"),
            "counts_until",
            "2025-05-01",
        ),
        with(
            entry("mended", "water_bill_unpaid", -20, "2025-01-05"),
            "repaired_on",
            "2026-01-05",
        ),
        entry("first", "emergency_help", 40, "2026-01-10"),
        planned,
        with(
            entry("strange", "kindness", 5, "2026-02-02"),
            "rulebook_version",
            "2024.1",
        ),
        entry("wrong", "emergency_help", 60, "2026-03-01"),
        with(
            entry("undo", "emergency_help", -60, "2026-03-02"),
            "corrects",
            "wrong",
        ),
        entry("blood-1", "blood_donation", 10, "2026-04-01"),
        entry("blood-2", "blood_donation", 10, "2026-06-01"),
        entry("blood-3", "blood_donation", 10, "2026-08-01"),
        entry("blood-4", "blood_donation", 10, "2026-10-01"),
        contested,
        entry("late", "emergency_help", 20, "2026-11-25"),
    ];
    all.into_iter()
        .map(|it| serde_json::from_value(it).unwrap())
        .collect()
}

/// Own words, not in their order in a record.
pub fn statements() -> Vec<RecordStatement> {
    let statement = |entry: &str, text: &str| RecordStatement {
        entry: entry.into(),
        text: text.to_owned(),
        written_at: moment("2026-11-20T12:00:00Z"),
    };
    vec![
        statement("wrong", "It was\nmy brother 王."),
        statement("contested", "The light was yellow."),
        statement("late", "\"So\" \\ it is."),
    ]
}

/// A signed record of some entries, with own words beside those that have some.
pub fn record_of(entries: Vec<Entry>) -> Vec<u8> {
    let has = |it: &RecordStatement| entries.iter().any(|entry| entry.id == it.entry);
    let statements = statements().into_iter().filter(has).collect();
    let rulebook = Rulebook::from_json(RULEBOOK).unwrap();
    let ledger = Ledger::new(entries).unwrap();
    let as_of = day("2026-11-24");
    let assessment = assess(&rulebook, &ledger, as_of).unwrap();
    let key = key(1, "2026-06-01T00:00:00Z");
    let draft = Draft {
        issued_at: moment("2026-11-24T10:15:30.123Z"),
        as_of,
        resident: Resident {
            name: "Wáng \"Demo\" 王".to_owned(),
            masked_number: "••••••••••1020".to_owned(),
        },
        rulebook: &rulebook,
        ledger: &ledger,
        assessment: &assessment,
        statements,
        key: &key.id,
    };
    let unsigned = draft.write().unwrap();
    let signature = secret(1).sign(unsigned.message());
    unsigned.sign(&signature.to_bytes())
}

pub fn record() -> Vec<u8> {
    record_of(entries())
}

/// The record as a tree.
pub fn tree() -> Value {
    serde_json::from_slice(&record()).unwrap()
}

/// Signs a changed tree with a key, so that the signature is no longer what is wrong with it.
pub fn signed(mut tree: Value, seed: u8) -> Vec<u8> {
    tree.as_object_mut().unwrap().remove("signature");
    let message = canonical::to_bytes(&tree).unwrap();
    tree["signature"] = json!(base64url::encode(&secret(seed).sign(&message).to_bytes()));
    tree.to_string().into_bytes()
}

/// Makes digests and count of a changed tree fit its entries.
pub fn with_digests(mut tree: Value) -> Value {
    let entries = tree["entries"].as_array().unwrap();
    let count = entries.len();
    let digests: Vec<String> = entries
        .iter()
        .map(|it| {
            let sum = format!(
                "{:x}",
                Sha256::digest(canonical::to_bytes(&it["entry"]).unwrap())
            );
            sum[..32].to_owned()
        })
        .collect();
    tree["digests"] = json!(digests);
    tree["entry_count"] = json!(count);
    tree
}
