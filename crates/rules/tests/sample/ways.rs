//! A resident of the sample city on a day, and the ways to the next tier, which begins at 200.
#![allow(dead_code, reason = "each test file uses a part of it")]

use citizen_score_rules::paths::{Occurrences, Paths, Step, Way, paths};
use citizen_score_rules::{Entry, Ledger};
use serde_json::{Value, json};

use crate::city;
use crate::deeds::day;
use crate::round::assert_travels;

pub const AS_OF: &str = "2025-11-24";

/// The paths of a resident of a city in which the first tier above begins at 200.
pub fn of(start: i32, entries: &[Entry], bend: impl FnOnce(&mut Value)) -> Paths {
    let city = city::bent(|json| {
        json["start"]["points"] = json!(start);
        bend(json);
    });
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let paths = paths(&city, &ledger, day(AS_OF)).unwrap();
    assert_travels(&paths);
    paths
}

/// The way by `gift`, which is worth 10, with other terms.
pub fn gift(start: i32, entries: &[Entry], terms: Value) -> Way {
    let paths = of(start, entries, |json| {
        json["factors"][0]["validity_months"] = json!(null);
        json["factors"][0]["cap"] = json!(null);
        for (field, value) in terms.as_object().unwrap() {
            json["factors"][0][field] = value.clone();
        }
    });
    way(&paths, "gift").clone()
}

pub fn way<'a>(paths: &'a Paths, factor: &str) -> &'a Way {
    paths.ways.iter().find(|it| it.factor == factor).unwrap()
}

pub fn cap(points: i32) -> Value {
    json!({ "points": points, "per": "year" })
}

pub fn step(on: &str, times: u32, points: i64) -> Step {
    Step {
        on: day(on),
        times,
        points,
    }
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "stands beside the `occurrences` of a way"
)]
pub fn occurrences(fewest: u32, most: u32) -> Option<Occurrences> {
    Some(Occurrences {
        fewest,
        most: Some(most),
    })
}
