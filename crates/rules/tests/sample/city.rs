//! A small made-up city, as JSON that a test can bend before it is read.
#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::BTreeSet;

use citizen_score_rules::{Rulebook, RulebookError};
use serde_json::{Map, Value, json};

/// Three tiers (low, mid from 100, high from 200), a start of 150, and a factor of each sort.
pub fn json() -> Value {
    with_texts(json!({
        "schema": 1,
        "id": "sample",
        "version": "2025.1",
        "effective_from": "2020-01-01",
        "city": "city.sample",
        "note": "note.invented",
        "start": { "points": 150 },
        "tiers": [
            { "id": "low", "from": null },
            { "id": "mid", "from": 100 },
            { "id": "high", "from": 200 }
        ],
        "factors": [
            factor("gift", &json!(10), Some(24), Some(30)),
            factor("help", &json!({ "min": 5, "max": 20 }), None, None),
            factor("fine", &json!(-10), Some(12), None),
            factor("debt", &json!({ "min": -50, "max": -20 }), None, Some(60)),
            planned(factor("later", &json!(10), None, None)),
            from("2025-07-01", factor("fresh", &json!(10), None, None)),
            factor("rise", &json!({ "min": 1, "max": i32::MAX }), None, None),
            factor("fall", &json!({ "min": i32::MIN, "max": -1 }), None, None)
        ],
        "effects": [
            {
                "tiers": ["high"], "kind": "perk", "domain": "culture", "code": "library",
                "value": { "currency": "CNY", "usual": 50, "yours": 0 }
            },
            { "tiers": ["low"], "kind": "burden", "domain": "health", "code": "deposit", "value": null }
        ],
        "contested": "suspend_negative"
    }))
}

/// The city as it is.
pub fn rulebook() -> Rulebook {
    read(&json()).unwrap()
}

/// The city after a change to its JSON; the texts follow.
pub fn bent(bend: impl FnOnce(&mut Value)) -> Rulebook {
    let mut json = json();
    bend(&mut json);
    read(&with_texts(json)).unwrap()
}

/// Reads a rulebook from a JSON value.
pub fn read(json: &Value) -> Result<Rulebook, RulebookError> {
    Rulebook::from_json(&json.to_string())
}

/// A factor in force since ever; the sign of its points gives the direction.
pub fn factor(code: &str, points: &Value, months: Option<u32>, cap: Option<i64>) -> Value {
    let lowest = points.get("min").unwrap_or(points).as_i64().unwrap();
    json!({
        "code": code,
        "category": "civic",
        "direction": if lowest < 0 { "loss" } else { "gain" },
        "points": points,
        "authority": "office",
        "basis": "rule",
        "validity_months": months,
        "cap": cap.map(|points| json!({ "points": points, "per": "year" })),
        "status": "in_force",
        "from": null
    })
}

fn planned(mut factor: Value) -> Value {
    factor["status"] = json!("planned");
    factor
}

fn from(day: &str, mut factor: Value) -> Value {
    factor["from"] = json!(day);
    factor
}

/// Gives the rulebook exactly the texts that it needs, in every language.
pub fn with_texts(mut rulebook: Value) -> Value {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let mut keys: BTreeSet<String> = [text(&rulebook["city"]), text(&rulebook["note"])]
        .into_iter()
        .flatten()
        .collect();
    for factor in rulebook["factors"].as_array().unwrap() {
        let code = text(&factor["code"]).unwrap();
        keys.extend([format!("factor.{code}"), format!("factor.{code}.about")]);
        for field in ["category", "authority", "basis"] {
            keys.insert(format!("{field}.{}", text(&factor[field]).unwrap()));
        }
        for field in ["caution", "repair"] {
            keys.extend(text(&factor[field]).map(|code| format!("{field}.{code}")));
        }
    }
    for effect in rulebook["effects"].as_array().unwrap() {
        keys.insert(format!("effect.{}", text(&effect["code"]).unwrap()));
        keys.insert(format!("domain.{}", text(&effect["domain"]).unwrap()));
        for field in ["authority", "basis"] {
            keys.extend(text(&effect[field]).map(|code| format!("{field}.{code}")));
        }
    }
    let words: Map<String, Value> = keys
        .into_iter()
        .map(|key| {
            let words = json!(format!("words for {key}"));
            (key, words)
        })
        .collect();
    rulebook["texts"] = json!({ "en": words, "nl": words, "zh-CN": words });
    rulebook
}
