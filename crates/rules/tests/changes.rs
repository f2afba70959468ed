//! Two rulebooks compared: each kind of change by itself, and nothing where both mean the same.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;
#[path = "sample/round.rs"]
mod round;

use citizen_score_rules::changes::compare;
use round::assert_travels;
use serde_json::{Value, json};

/// The changes from the sample city to the bent one, as JSON.
fn after(bend: impl FnOnce(&mut Value)) -> Value {
    let changes = compare(&city::rulebook(), &city::bent(bend));
    assert_travels(&changes);
    serde_json::to_value(changes).unwrap()
}

#[test]
fn head_start_range_and_objections() {
    let table: [(&str, Value, Value); 5] = [
        (
            "/id",
            json!("other"),
            json!([{ "id": { "from": "sample", "to": "other" } }]),
        ),
        (
            "/effective_from",
            json!("2027-01-01"),
            json!([{ "effective_from": { "from": "2020-01-01", "to": "2027-01-01" } }]),
        ),
        (
            "/start/points",
            json!(160),
            json!([{ "start": { "from": 150, "to": 160 } }]),
        ),
        (
            "/range",
            json!({ "min": 0, "max": 300 }),
            json!([{ "range": { "from": null, "to": { "min": 0, "max": 300 } } }]),
        ),
        (
            "/contested",
            json!("count"),
            json!([{ "contested": { "from": "suspend_negative", "to": "count" } }]),
        ),
    ];
    for (path, value, expected) in table {
        let changes = after(|it| {
            it["range"] = it["range"].take();
            *it.pointer_mut(path).unwrap() = value;
        });
        assert_eq!(changes, expected, "{path}");
    }
}

#[test]
fn tiers() {
    let changes = after(|it| {
        it["tiers"] = json!([
            { "id": "low", "from": null }, { "id": "middle", "from": 100 }, { "id": "high", "from": 210 }
        ]);
    });
    let expected = json!([
        { "tier_added": { "id": "middle", "from": 100 } },
        { "tier_moved": { "tier": "high", "from": 200, "to": 210 } },
        { "tier_removed": { "id": "mid", "from": 100 } }
    ]);
    assert_eq!(changes, expected);
    let lowest = after(|it| {
        it["tiers"] = json!([{ "id": "high", "from": null }, { "id": "low", "from": 1 }]);
    });
    let moved = [
        json!({ "tier_moved": { "tier": "high", "from": 200, "to": null } }),
        json!({ "tier_moved": { "tier": "low", "from": null, "to": 1 } }),
    ];
    assert_eq!(lowest.as_array().unwrap()[..2], moved);
}

#[test]
fn every_field_of_a_factor() {
    let table: [(&str, Value, Value); 10] = [
        (
            "category",
            json!("court"),
            json!({ "category": { "from": "civic", "to": "court" } }),
        ),
        (
            "points",
            json!({ "min": 5, "max": 12 }),
            json!({ "points": { "from": 10, "to": { "min": 5, "max": 12 } } }),
        ),
        (
            "authority",
            json!("bank"),
            json!({ "authority": { "from": "office", "to": "bank" } }),
        ),
        (
            "basis",
            json!("law"),
            json!({ "basis": { "from": "rule", "to": "law" } }),
        ),
        (
            "validity_months",
            json!(null),
            json!({ "validity_months": { "from": 24, "to": null } }),
        ),
        (
            "cap",
            json!(null),
            json!({ "cap": { "from": { "points": 30, "per": "year" }, "to": null } }),
        ),
        (
            "status",
            json!("planned"),
            json!({ "status": { "from": "in_force", "to": "planned" } }),
        ),
        (
            "from",
            json!("2027-01-01"),
            json!({ "from": { "from": null, "to": "2027-01-01" } }),
        ),
        (
            "caution",
            json!("health"),
            json!({ "caution": { "from": null, "to": "health" } }),
        ),
        (
            "wait_months",
            json!(6),
            json!({ "wait_months": { "from": null, "to": 6 } }),
        ),
    ];
    for (field, value, expected) in table {
        let changes = after(|it| it["factors"][0][field] = value);
        let expected = json!([{ "factor_changed": { "factor": "gift", "changes": [expected] } }]);
        assert_eq!(changes, expected, "{field}");
    }
    let turned = after(|it| {
        it["factors"][0]["direction"] = json!("loss");
        it["factors"][0]["points"] = json!(-10);
    });
    let changes = json!([
        { "direction": { "from": "gain", "to": "loss" } }, { "points": { "from": 10, "to": -10 } }
    ]);
    assert_eq!(
        turned,
        json!([{ "factor_changed": { "factor": "gift", "changes": changes } }])
    );
}

#[test]
fn a_repair_that_a_factor_provides_for() {
    let repair = |to: &str| json!({ "repair": { "from": null, "to": to } });
    let changes = after(|it| it["factors"][2]["repair"] = json!("payment"));
    assert_eq!(
        changes,
        json!([{ "factor_changed": { "factor": "fine", "changes": [repair("payment")] } }])
    );
    let with = |key: Value| city::bent(|it| it["factors"][2]["repair"] = key);
    let gone = compare(&with(json!("payment")), &with(json!(null)));
    let expected = json!([{ "repair": { "from": "payment", "to": null } }]);
    assert_eq!(
        serde_json::to_value(gone).unwrap(),
        json!([{ "factor_changed": { "factor": "fine", "changes": expected } }])
    );
}

#[test]
fn answers_consent_and_what_belongs_together() {
    let changes = after(|it| {
        it["cases"] = json!({ "answer_days": 45 });
        it["voluntary"] = json!(true);
        it["related"] = json!({ "health": [], "culture": ["civic"] });
    });
    let expected = json!([
        { "answer_days": { "from": 30, "to": 45 } },
        { "voluntary": { "from": false, "to": true } },
        { "related": { "domain": "culture", "from": [], "to": ["civic"] } }
    ]);
    assert_eq!(
        changes, expected,
        "a domain with nothing is as one that is not named"
    );
    let two = |categories: Value| {
        city::bent(|it| {
            it["factors"][2]["category"] = json!("traffic");
            it["related"] = json!({ "culture": categories });
        })
    };
    let (one, other) = (json!(["civic", "traffic"]), json!(["traffic", "civic"]));
    assert!(compare(&two(one.clone()), &two(other)).is_empty());
    assert_eq!(
        serde_json::to_value(compare(&two(one), &two(json!(["traffic"])))).unwrap(),
        json!([{ "related": {
            "domain": "culture", "from": ["civic", "traffic"], "to": ["traffic"]
        } }])
    );
}

#[test]
fn factors_and_effects_that_come_and_go() {
    let changes = after(|it| {
        let factors = it["factors"].as_array_mut().unwrap();
        factors[7] = city::factor("new", &json!(5), None, None);
        it["effects"][1]["code"] = json!("other");
    });
    let kinds: Vec<&str> = changes
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|it| it.as_object().unwrap().keys().map(String::as_str))
        .collect();
    assert_eq!(
        kinds,
        [
            "factor_added",
            "factor_removed",
            "effect_added",
            "effect_removed"
        ]
    );
    assert_eq!(changes[0]["factor_added"]["code"], "new");
    assert_eq!(changes[1]["factor_removed"]["code"], "fall");
    assert_eq!(changes[3]["effect_removed"]["code"], "deposit");
}

#[test]
fn every_field_of_an_effect() {
    let value = json!({ "currency": "CNY", "usual": 50, "yours": 0 });
    let table: [(&str, Value, Value); 6] = [
        (
            "authority",
            json!("library_office"),
            json!({ "authority": { "from": null, "to": "library_office" } }),
        ),
        (
            "basis",
            json!("rule"),
            json!({ "basis": { "from": null, "to": "rule" } }),
        ),
        (
            "tiers",
            json!(["mid", "high"]),
            json!({ "tiers": { "from": ["high"], "to": ["mid", "high"] } }),
        ),
        (
            "kind",
            json!("burden"),
            json!({ "kind": { "from": "perk", "to": "burden" } }),
        ),
        (
            "domain",
            json!("housing"),
            json!({ "domain": { "from": "culture", "to": "housing" } }),
        ),
        (
            "value",
            json!(null),
            json!({ "value": { "from": value, "to": null } }),
        ),
    ];
    for (field, value, expected) in table {
        let changes = after(|it| it["effects"][0][field] = value);
        let expected =
            json!([{ "effect_changed": { "effect": "library", "changes": [expected] } }]);
        assert_eq!(changes, expected, "{field}");
    }
}

#[test]
fn what_has_no_meaning_is_no_change() {
    let changes = after(|it| {
        it["version"] = json!("2030.7");
        it["city"] = json!("city.renamed");
        it["note"] = json!(null);
        it["factors"].as_array_mut().unwrap().reverse();
        it["effects"].as_array_mut().unwrap().reverse();
    });
    assert_eq!(changes, json!([]));
}
