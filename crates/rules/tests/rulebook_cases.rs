//! What a rulebook may say of cases, of consent, and of who applies an effect; all of it optional.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/bend.rs"]
mod bend;
#[path = "sample/city.rs"]
mod city;

use bend::assert_error;
use citizen_score_rules::Rulebook;
use serde_json::{Value, json};

/// The sample city with all of it.
fn full(it: &mut Value) {
    it["factors"][2]["repair"] = json!("payment");
    it["cases"] = json!({ "answer_days": 45 });
    it["voluntary"] = json!(true);
    it["effects"][0]["authority"] = json!("library_office");
    it["effects"][0]["basis"] = json!("library_rule");
    it["related"] = json!({ "culture": ["civic"], "health": [] });
}

#[test]
fn everything_is_read_and_written() {
    let city = city::bent(full);
    let data = city.data();
    assert_eq!(
        city.factor("fine").unwrap().repair.as_deref(),
        Some("payment")
    );
    assert_eq!((data.cases.answer_days, data.voluntary), (45, true));
    let library = &data.effects[0];
    assert_eq!(
        (library.authority.as_deref(), library.basis.as_deref()),
        (Some("library_office"), Some("library_rule"))
    );
    assert_eq!(city.related_to("culture"), ["civic"]);
    assert!(city.related_to("health").is_empty() && city.related_to("housing").is_empty());
    assert_eq!(
        city.text("nl", "repair.payment"),
        Some("words for repair.payment")
    );
    let again = Rulebook::from_json(&serde_json::to_string(&city).unwrap()).unwrap();
    assert_eq!(again, city);
}

#[test]
fn a_file_without_it_means_the_usual_and_is_written_without_it() {
    let city = city::rulebook();
    let data = city.data();
    assert_eq!((data.cases.answer_days, data.voluntary), (30, false));
    assert!(data.related.is_empty());
    let json = serde_json::to_value(&city).unwrap();
    for field in ["cases", "voluntary", "related"] {
        assert!(json.get(field).is_none(), "{field}");
    }
    for factor in json["factors"].as_array().unwrap() {
        assert!(factor.get("repair").is_none());
    }
    for effect in json["effects"].as_array().unwrap() {
        assert!(effect.get("authority").is_none() && effect.get("basis").is_none());
    }
    let spelled_out = city::bent(|it| {
        it["cases"] = json!({ "answer_days": 30 });
        it["voluntary"] = json!(false);
        it["related"] = json!({});
        it["factors"][2]["repair"] = json!(null);
        it["effects"][0]["authority"] = json!(null);
        it["effects"][0]["basis"] = json!(null);
    });
    assert_eq!(spelled_out, city);
}

#[test]
fn repairs() {
    for key in ["", " "] {
        assert_error("factors[2].repair", "is blank", |it| {
            it["factors"][2]["repair"] = json!(key);
        });
    }
    assert_error("factors[0].repair", "adds points", |it| {
        it["factors"][0]["repair"] = json!("payment");
    });
    assert_error("factors[2].repair", "only planned", |it| {
        it["factors"][2]["repair"] = json!("payment");
        it["factors"][2]["status"] = json!("planned");
    });
    assert_error("factors[2].repair", "expected a string", |it| {
        it["factors"][2]["repair"] = json!(true);
    });
}

#[test]
fn days_for_an_answer() {
    for days in [0, 367, u32::MAX] {
        assert_error("cases.answer_days", "within 1 to 366 days", |it| {
            it["cases"] = json!({ "answer_days": days });
        });
    }
    for days in [1, 366] {
        let city = city::bent(|it| it["cases"] = json!({ "answer_days": days }));
        assert_eq!(city.data().cases.answer_days, days);
    }
    for days in [json!(-1), json!(4_294_967_296_i64), json!(1.5), json!("30")] {
        assert_error("cases.answer_days", "u32", |it| {
            it["cases"] = json!({ "answer_days": days });
        });
    }
    assert_error("cases", "missing field `answer_days`", |it| {
        it["cases"] = json!({});
    });
    assert_error("cases.fee", "unknown field", |it| {
        it["cases"] = json!({ "answer_days": 30, "fee": 5 });
    });
    assert_error("voluntary", "boolean", |it| {
        it["voluntary"] = json!("yes");
    });
}

#[test]
fn who_applies_an_effect_and_by_what_rule() {
    for field in ["authority", "basis"] {
        for key in ["", "\t"] {
            assert_error(&format!("effects[1].{field}"), "is blank", |it| {
                it["effects"][1][field] = json!(key);
            });
        }
        // A key that a factor names already needs no further text.
        let key = json!(if field == "basis" { "rule" } else { "office" });
        let mut json = city::json();
        json["effects"][1][field] = key;
        assert!(city::read(&json).is_ok(), "{field}");
    }
}

#[test]
fn what_belongs_together() {
    let table = [
        (json!({ "sport": [] }), "related.sport", "no effect has"),
        (json!({ " ": ["civic"] }), "related. ", "is blank"),
        (
            json!({ "culture": ["civic", "court"] }),
            "related.culture[1]",
            "the category `court`, which no factor has",
        ),
        (
            json!({ "culture": ["civic", "civic"] }),
            "related.culture[1]",
            "the category `civic` a second time",
        ),
        (json!({ "culture": [""] }), "related.culture[0]", "is blank"),
        (json!([]), "related", "expected an object"),
        (json!(null), "related", "expected an object"),
        (
            json!({ "culture": "civic" }),
            "related.culture",
            "a sequence",
        ),
    ];
    for (related, path, problem) in table {
        assert_error(path, problem, |it| it["related"] = related);
    }
    let twice = city::json().to_string().replacen(
        "\"schema\"",
        "\"related\": { \"culture\": [\"civic\"], \"culture\": [] }, \"schema\"",
        1,
    );
    let error = Rulebook::from_json(&twice).unwrap_err();
    assert_eq!(error.path, "related");
    assert!(error.problem.contains("`culture` stands there twice"));
    // The category of a planned factor is one that a factor has.
    let city = city::bent(|it| {
        it["factors"][4]["category"] = json!("announced");
        it["related"] = json!({ "culture": ["announced"] });
    });
    assert_eq!(city.related_to("culture"), ["announced"]);
}

#[test]
fn each_of_its_texts_is_there_in_each_language() {
    for language in ["en", "nl", "zh-CN"] {
        for key in [
            "repair.payment",
            "authority.library_office",
            "basis.library_rule",
        ] {
            let path = format!("texts.{language}.{key}");
            let bend = |it: &mut Value| {
                full(it);
                *it = city::with_texts(it.take());
            };
            assert_error(&path, "missing or blank", |it| {
                bend(it);
                it["texts"][language].as_object_mut().unwrap().remove(key);
            });
            assert_error(&path, "missing or blank", |it| {
                bend(it);
                it["texts"][language][key] = json!("  ");
            });
            assert_error(&path, "belongs to nothing", |it| {
                it["texts"][language][key] = json!("words");
            });
        }
    }
}
