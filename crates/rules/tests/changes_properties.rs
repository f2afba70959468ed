//! Two rulebooks compared: there are changes exactly where the meaning differs.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;

use citizen_score_rules::Rulebook;
use citizen_score_rules::changes::{Change, compare};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What two rulebooks are compared by, written down a second time: the JSON without what has no
/// meaning, in an order of its own.
fn meaning(rulebook: &Rulebook) -> Value {
    let mut json = serde_json::to_value(rulebook).unwrap();
    for field in ["version", "texts", "city", "note"] {
        json.as_object_mut().unwrap().remove(field);
    }
    // Put in where left out; a domain with nothing is as one that is not named.
    json["cases"]["answer_days"] = json!(rulebook.data().cases.answer_days);
    let mut related = rulebook.data().related.clone();
    related.retain(|_, categories| !categories.is_empty());
    for categories in related.values_mut() {
        categories.sort();
    }
    json["related"] = json!(related);
    for list in ["factors", "effects"] {
        let list = json[list].as_array_mut().unwrap();
        list.sort_by_key(|it| it["code"].as_str().unwrap().to_owned());
        for tiers in list.iter_mut().filter_map(|it| it.get_mut("tiers")) {
            let tiers = tiers.as_array_mut().unwrap();
            tiers.sort_by_key(|it| it.as_str().unwrap().to_owned());
        }
    }
    json
}

/// Bends one thing; some of these have no meaning, and some leave things as they are.
fn bend(json: &mut Value, what: u8, number: i64) {
    let small = number.rem_euclid(3);
    let at = usize::try_from(small).unwrap();
    let factors = json["factors"].as_array_mut().unwrap();
    match what {
        0 => factors.reverse(),
        1 => factors[at]["cap"] = json!({ "points": 60 + small, "per": "year" }),
        2 => factors[at]["validity_months"] = json!(12 * (1 + small)),
        3 => factors[at]["category"] = json!(["civic", "court"][at % 2]),
        4 => factors.swap(0, at),
        5 => factors.truncate(8 - at),
        6 => json["start"]["points"] = json!(150 + small),
        7 => json["tiers"][1]["from"] = json!(100 + small),
        8 => json["version"] = json!(format!("v{number}")),
        9 => json["effects"].as_array_mut().unwrap().reverse(),
        10 => {
            json["effects"][0]["tiers"] = [
                json!(["mid", "high"]),
                json!(["high", "mid"]),
                json!(["high"]),
            ][at]
                .clone();
        }
        11 => json["contested"] = json!(["suspend_negative", "count"][at % 2]),
        12 => factors[at]["wait_months"] = json!((small > 0).then_some(small)),
        13 => json["effects"]
            .as_array_mut()
            .unwrap()
            .truncate(2 - at.min(1)),
        14 => json["cases"] = json!({ "answer_days": 29 + small }),
        15 => json["voluntary"] = json!(small > 0),
        16 => {
            let both = [json!(["civic", "court"]), json!(["court", "civic"])];
            json["related"]["culture"] = both.get(at).cloned().unwrap_or(json!([]));
        }
        17 => json["effects"][0]["authority"] = json!(["office", "bank"].get(at)),
        18 => json["effects"][0]["basis"] = json!(["rule", "law"].get(at)),
        19 => {
            let debt = factors.iter_mut().find(|it| it["code"] == "debt");
            if let Some(debt) = debt {
                debt["repair"] = json!(["payment", "course"].get(at));
            }
        }
        _ => json["note"] = json!((small > 0).then_some("note.other")),
    }
}

/// Other bends may have taken away what `related` names.
fn only_what_exists(json: &mut Value) {
    let names = |list: &str, field: &str| -> Vec<Value> {
        let list = json[list].as_array().unwrap();
        list.iter().map(|it| it[field].clone()).collect()
    };
    let (categories, domains) = (names("factors", "category"), names("effects", "domain"));
    if let Some(related) = json.get_mut("related").and_then(Value::as_object_mut) {
        related.retain(|domain, _| domains.contains(&json!(domain)));
        for list in related.values_mut().filter_map(Value::as_array_mut) {
            list.retain(|it| categories.contains(it));
        }
    }
}

fn bent() -> impl Strategy<Value = Rulebook> {
    prop::collection::vec((0..21_u8, 0..6_i64), 0..6).prop_map(|bends| {
        city::bent(|json| {
            for (what, number) in bends {
                bend(json, what, number);
            }
            only_what_exists(json);
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn there_are_changes_exactly_where_the_meaning_differs(old in bent(), new in bent()) {
        prop_assert_eq!(compare(&old, &old), Vec::<Change>::new());
        let changes = compare(&old, &new);
        prop_assert_eq!(changes.is_empty(), meaning(&old) == meaning(&new), "{:?}", changes);
        prop_assert_eq!(changes.len(), compare(&new, &old).len());
    }
}
