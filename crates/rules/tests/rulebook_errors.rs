//! Everything a rulebook file can get wrong, each with the path of the field.
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

use bend::{assert_error, error};
use citizen_score_rules::Rulebook;
use serde_json::{Value, json};

#[test]
fn the_sample_is_valid() {
    assert!(city::read(&city::json()).is_ok());
}

#[test]
fn it_reads_back_what_it_writes() {
    let rulebook = city::rulebook();
    let again = Rulebook::from_json(&serde_json::to_string(&rulebook).unwrap()).unwrap();
    assert_eq!(again, rulebook);
}

#[test]
fn an_error_reads_as_path_and_sentence() {
    let error = error(|it| it["schema"] = json!(2));
    assert_eq!(error.to_string(), "schema: is 2; this program reads 1");
}

#[test]
fn shape_of_fields() {
    assert_error("extra", "unknown field `extra`", |it| {
        it["extra"] = json!(1);
    });
    assert_error("tiers[1].colour", "unknown field", |it| {
        it["tiers"][1]["colour"] = json!("red");
    });
    assert_error("factors[2].cap", "expected", |it| {
        it["factors"][2]["cap"] = json!(7);
    });
    assert_error("factors[0].cap.per", "unknown variant `month`", |it| {
        it["factors"][0]["cap"]["per"] = json!("month");
    });
    assert_error("factors[0].status", "unknown variant", |it| {
        it["factors"][0]["status"] = json!("soon");
    });
    assert_error("tiers", "expected a sequence", |it| {
        it["tiers"] = json!("many");
    });
    for day in [
        "2025-02-29",
        "2025-2-28",
        "28-02-2025",
        "2025-02-28T00:00:00Z",
        "",
    ] {
        assert_error("effective_from", "expected a date such as", |it| {
            it["effective_from"] = json!(day);
        });
    }
    assert_error("start.points", "expected i32", |it| {
        it["start"]["points"] = json!("150");
    });
    assert_error("contested", "unknown variant", |it| {
        it["contested"] = json!("ignore");
    });
    assert_error("rulebook", "missing field `version`", |it| {
        it.as_object_mut().unwrap().remove("version");
    });
    assert_error("tiers[1]", "missing field `id`", |it| {
        it["tiers"][1].as_object_mut().unwrap().remove("id");
    });
}

#[test]
fn numbers() {
    assert_error("start.points", "2147483648", |it| {
        it["start"]["points"] = json!(2_147_483_648_i64);
    });
    assert_error("tiers[1].from", "1.5", |it| {
        it["tiers"][1]["from"] = json!(1.5);
    });
    assert_error("tiers[2].from", "-2147483649", |it| {
        it["tiers"][2]["from"] = json!(-2_147_483_649_i64);
    });
    let worths = [
        json!(2_147_483_648_i64),
        json!(1.0),
        json!("10"),
        json!(null),
        json!([1, 2]),
    ];
    for points in worths {
        assert_error("factors[0].points", "whole points", |it| {
            it["factors"][0]["points"] = points;
        });
    }
    assert_error("factors[0].points", "missing field `max`", |it| {
        it["factors"][0]["points"] = json!({ "min": 1 });
    });
    assert_error("factors[0].points.max", "2147483648", |it| {
        it["factors"][0]["points"] = json!({ "min": 1, "max": 2_147_483_648_i64 });
    });
    assert_error("factors[0].validity_months", "-1", |it| {
        it["factors"][0]["validity_months"] = json!(-1);
    });
}

#[test]
fn head() {
    assert_error("id", "is blank", |it| it["id"] = json!(" "));
    assert_error("version", "is blank", |it| it["version"] = json!(""));
    assert_error("city", "is blank", |it| it["city"] = json!(""));
    assert_error("note", "is blank", |it| it["note"] = json!("\t"));
}

#[test]
fn tiers() {
    assert_error("tiers", "is empty", |it| it["tiers"] = json!([]));
    assert_error("tiers[0].from", "must be null", |it| {
        it["tiers"][0]["from"] = json!(0);
    });
    assert_error("tiers[2].from", "is null", |it| {
        it["tiers"][2]["from"] = json!(null);
    });
    assert_error("tiers[2].from", "not above", |it| {
        it["tiers"][2]["from"] = json!(99);
    });
    assert_error("tiers[2].from", "not above", |it| {
        it["tiers"][2]["from"] = json!(100);
    });
    assert_error("tiers[2].id", "already taken", |it| {
        it["tiers"][2]["id"] = json!("low");
    });
    assert_error("tiers[1].id", "is blank", |it| {
        it["tiers"][1]["id"] = json!("");
    });
}

#[test]
fn range_and_start() {
    let with =
        |min: i32, max: i32| move |it: &mut Value| it["range"] = json!({ "min": min, "max": max });
    assert_error("range.min", "not below", with(300, 300));
    assert_error("tiers[1].from", "within the range", with(100, 300));
    assert_error("tiers[2].from", "within the range", with(0, 199));
    assert_error("start.points", "outside", |it| {
        it["range"] = json!({ "min": 0, "max": 200 });
        it["start"]["points"] = json!(201);
    });
    assert_error("start.points", "outside", |it| {
        it["range"] = json!({ "min": 0, "max": 200 });
        it["start"]["points"] = json!(-1);
    });
    for (min, max, start) in [(99, 200, 200), (99, 200, 99), (99, 200, 150)] {
        let mut json = city::json();
        with(min, max)(&mut json);
        json["start"]["points"] = json!(start);
        assert!(city::read(&json).is_ok(), "{min} to {max}, start {start}");
    }
}

#[test]
fn factors() {
    assert_error("factors[1].code", "already taken", |it| {
        it["factors"][1]["code"] = json!("gift");
    });
    assert_error("factors[1].code", "a dot", |it| {
        it["factors"][1]["code"] = json!("gift.about");
    });
    for field in ["code", "category", "authority", "basis"] {
        let path = format!("factors[1].{field}");
        assert_error(&path, "is blank", |it| it["factors"][1][field] = json!(" "));
    }
    for points in [
        json!(-10),
        json!(0),
        json!({ "min": 0, "max": 5 }),
        json!({ "min": -1, "max": 1 }),
    ] {
        assert_error("factors[0].points", "direction", |it| {
            it["factors"][0]["points"] = points;
        });
    }
    for points in [json!(10), json!(0), json!({ "min": -5, "max": 0 })] {
        assert_error("factors[2].points", "direction", |it| {
            it["factors"][2]["points"] = points;
        });
    }
    for (min, max) in [(20, 5), (5, 5)] {
        assert_error("factors[1].points.min", "not below", |it| {
            it["factors"][1]["points"] = json!({ "min": min, "max": max });
        });
    }
    assert_error("factors[0].validity_months", "is 0", |it| {
        it["factors"][0]["validity_months"] = json!(0);
    });
}

#[test]
fn caution_and_waiting_time() {
    for caution in ["", " "] {
        assert_error("factors[1].caution", "is blank", |it| {
            it["factors"][1]["caution"] = json!(caution);
        });
    }
    assert_error("factors[1].caution", "expected a string", |it| {
        it["factors"][1]["caution"] = json!(true);
    });
    assert_error("factors[1].wait_months", "is 0", |it| {
        it["factors"][1]["wait_months"] = json!(0);
    });
    for months in [json!(-1), json!(1.5), json!("6"), json!(4_294_967_296_i64)] {
        assert_error("factors[1].wait_months", "u32", |it| {
            it["factors"][1]["wait_months"] = months;
        });
    }
    let city = city::bent(|it| {
        it["factors"][1]["caution"] = json!("health");
        it["factors"][1]["wait_months"] = json!(6);
    });
    let help = city.factor("help").unwrap();
    assert_eq!(
        (help.caution.as_deref(), help.wait_months),
        (Some("health"), Some(6))
    );
}

#[test]
fn a_file_without_caution_and_waiting_time_is_written_without_them() {
    let json = serde_json::to_value(city::rulebook()).unwrap();
    for factor in json["factors"].as_array().unwrap() {
        assert!(factor.get("caution").is_none() && factor.get("wait_months").is_none());
    }
    let bent = city::bent(|it| it["factors"][0]["wait_months"] = json!(6));
    let again = Rulebook::from_json(&serde_json::to_string(&bent).unwrap()).unwrap();
    assert_eq!(again, bent);
    let null = city::bent(|it| it["factors"][0]["wait_months"] = json!(null));
    assert_eq!(null, city::rulebook());
}

#[test]
fn a_cap_leaves_room_for_one_entry() {
    for cap in [9, 0, -30] {
        assert_error("factors[0].cap.points", "too small", |it| {
            it["factors"][0]["cap"]["points"] = json!(cap);
        });
    }
    assert_error("factors[3].cap.points", "too small", |it| {
        it["factors"][3]["cap"]["points"] = json!(19);
    });
    for (factor, cap) in [(0, 10), (3, 20)] {
        let mut json = city::json();
        json["factors"][factor]["cap"]["points"] = json!(cap);
        assert!(city::read(&json).is_ok(), "a cap of {cap}");
    }
}

#[test]
fn effects() {
    assert_error("effects[1].code", "already taken", |it| {
        it["effects"][1]["code"] = json!("library");
    });
    assert_error("effects[0].tiers", "is empty", |it| {
        it["effects"][0]["tiers"] = json!([]);
    });
    assert_error("effects[0].tiers[1]", "`top`, which does not exist", |it| {
        it["effects"][0]["tiers"] = json!(["high", "top"]);
    });
    assert_error("effects[0].tiers[1]", "a second time", |it| {
        it["effects"][0]["tiers"] = json!(["high", "high"]);
    });
    assert_error("effects[1].domain", "is blank", |it| {
        it["effects"][1]["domain"] = json!("");
    });
    for currency in ["cny", "CN", "CNYX", "¥¥"] {
        assert_error("effects[0].value.currency", "ISO 4217", |it| {
            it["effects"][0]["value"]["currency"] = json!(currency);
        });
    }
    assert_error("effects[0].value.yours", "-1", |it| {
        it["effects"][0]["value"]["yours"] = json!(-1);
    });
}
