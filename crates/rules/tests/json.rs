//! The JSON of outcomes, reasons, standings and entries: flat, and the same both ways.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/deeds.rs"]
mod deeds;

use citizen_score_rules::{Entry, NextTier, Outcome, Reason, Standing};
use deeds::{but, day, deed, morning};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn both_ways<T>(value: &T, json: &Value)
where
    T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug,
{
    assert_eq!(serde_json::to_value(value).unwrap(), *json);
    assert_eq!(serde_json::from_value::<T>(json.clone()).unwrap(), *value);
    assert_eq!(
        serde_json::from_str::<T>(&json.to_string()).unwrap(),
        *value
    );
}

#[test]
fn outcomes() {
    let on = day("2026-01-01");
    both_ways(&Outcome::Counts, &json!({ "counts": "yes" }));
    let table = [
        (
            Reason::NotYetRecorded,
            json!({ "counts": "no", "reason": "not_yet_recorded" }),
        ),
        (
            Reason::Correction { of: "a".into() },
            json!({ "counts": "no", "reason": "correction", "of": "a" }),
        ),
        (
            Reason::Corrected { by: "b".into() },
            json!({ "counts": "no", "reason": "corrected", "by": "b" }),
        ),
        (
            Reason::Lapsed { on },
            json!({ "counts": "no", "reason": "lapsed", "on": "2026-01-01" }),
        ),
        (
            Reason::Repaired { on },
            json!({ "counts": "no", "reason": "repaired", "on": "2026-01-01" }),
        ),
        (
            Reason::UnknownFactor,
            json!({ "counts": "no", "reason": "unknown_factor" }),
        ),
        (
            Reason::NotInForce,
            json!({ "counts": "no", "reason": "not_in_force" }),
        ),
        (
            Reason::Capped {
                year: 2025,
                cap: 30,
            },
            json!({ "counts": "no", "reason": "capped", "year": 2025, "cap": 30 }),
        ),
        (
            Reason::Contested,
            json!({ "counts": "no", "reason": "contested" }),
        ),
        (
            Reason::NotScored,
            json!({ "counts": "no", "reason": "not_scored" }),
        ),
    ];
    for (reason, json) in table {
        both_ways(&Outcome::DoesNot(reason), &json);
    }
}

#[test]
fn outcomes_that_do_not_exist() {
    for json in [
        json!({}),
        json!({ "counts": "maybe" }),
        json!({ "counts": "no" }),
        json!({ "counts": "no", "reason": "mood" }),
        json!({ "counts": "no", "reason": "lapsed" }),
        json!({ "counts": "no", "reason": "lapsed", "on": "2026-02-30" }),
        json!({ "counts": "no", "reason": "capped", "year": 2025, "cap": 2_147_483_648_i64 }),
    ] {
        assert!(
            serde_json::from_value::<Outcome>(json.clone()).is_err(),
            "{json}"
        );
    }
}

#[test]
fn standings() {
    let standing = Standing {
        score: 150,
        tier: "mid".to_owned(),
        next: Some(NextTier {
            tier: "high".to_owned(),
            points: 50,
        }),
        margin: Some(50),
        below: Some("low".to_owned()),
    };
    both_ways(
        &standing,
        &json!({
            "score": 150, "tier": "mid", "next": { "tier": "high", "points": 50 },
            "margin": 50, "below": "low"
        }),
    );
    let alone = Standing {
        next: None,
        margin: None,
        below: None,
        ..standing
    };
    both_ways(
        &alone,
        &json!({ "score": 150, "tier": "mid", "next": null, "margin": null, "below": null }),
    );
}

fn full() -> (Entry, Value) {
    let entry = but(deed("a", "fine", -10, "2025-03-01"), |it| {
        it.counts_until = Some(day("2026-03-01"));
        it.corrects = Some("b".into());
        it.repaired_on = Some(day("2025-09-01"));
        it.contested = true;
    });
    let json = json!({
        "id": "a", "factor": "fine", "points": -10, "occurred_on": "2025-03-01",
        "recorded_at": "2025-03-01T09:00:00Z", "authority": "office", "reference": "ref a",
        "basis": "rule", "rulebook_version": "2025.1", "counts_until": "2026-03-01",
        "corrects": "b", "repaired_on": "2025-09-01", "contested": true
    });
    (entry, json)
}

#[test]
fn entries() {
    let (entry, json) = full();
    both_ways(&entry, &json);
}

#[test]
fn what_an_entry_may_leave_out() {
    let (_, mut json) = full();
    for field in ["counts_until", "corrects", "repaired_on", "contested"] {
        json.as_object_mut().unwrap().remove(field);
    }
    let entry: Entry = serde_json::from_value(json).unwrap();
    assert_eq!(entry, deed("a", "fine", -10, "2025-03-01"));
}

#[test]
fn entries_that_are_refused() {
    let bends: [(&str, Value); 7] = [
        ("extra", json!(1)),
        ("points", json!(2_147_483_648_i64)),
        ("points", json!(1.5)),
        ("points", json!("-10")),
        ("occurred_on", json!("2025-02-29")),
        ("recorded_at", json!("2025-03-01 09:00")),
        ("contested", json!(null)),
    ];
    for (field, value) in bends {
        let (_, mut json) = full();
        json[field] = value;
        assert!(
            serde_json::from_value::<Entry>(json.clone()).is_err(),
            "{json}"
        );
    }
}

#[test]
fn a_moment_in_another_time_zone_is_read_as_utc() {
    let (_, mut json) = full();
    json["recorded_at"] = json!("2025-03-01T17:00:00+08:00");
    let entry: Entry = serde_json::from_value(json).unwrap();
    assert_eq!(entry.recorded_at, morning("2025-03-01"));
}
