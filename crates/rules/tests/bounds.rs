//! The ends of the number line, and of the rulebook's range.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "sample/city.rs"]
mod city;
#[path = "sample/deeds.rs"]
mod deeds;

use citizen_score_rules::{Entry, Ledger, PointsError, Rulebook, assess, points};
use deeds::{day, deed, judge};
use serde_json::json;

const ON: &str = "2025-03-01";

fn score(rulebook: &Rulebook, entries: &[Entry]) -> Result<i32, PointsError> {
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    assess(rulebook, &ledger, day(ON)).map(|it| it.standing.score)
}

fn rise(id: &str, points: i32) -> Entry {
    deed(id, "rise", points, ON)
}

fn fall(id: &str, points: i32) -> Entry {
    deed(id, "fall", points, ON)
}

fn ranged() -> Rulebook {
    city::bent(|json| json["range"] = json!({ "min": 0, "max": 300 }))
}

#[test]
fn the_largest_score_and_one_more() {
    let city = city::rulebook();
    assert_eq!(score(&city, &[rise("a", i32::MAX - 150)]), Ok(i32::MAX));
    assert_eq!(score(&city, &[rise("a", i32::MAX - 149)]), Err(PointsError));
}

#[test]
fn the_smallest_score_and_one_less() {
    let flat = city::bent(|json| {
        json["tiers"] = json!([{ "id": "all", "from": null }]);
        json["effects"] = json!([]);
        json["start"]["points"] = json!(-1);
    });
    assert_eq!(score(&flat, &[fall("a", i32::MIN + 1)]), Ok(i32::MIN));
    assert_eq!(score(&flat, &[fall("a", i32::MIN)]), Err(PointsError));
}

#[test]
fn only_the_final_sum_has_to_fit() {
    let entries = [
        rise("a", i32::MAX),
        rise("b", i32::MAX),
        fall("c", i32::MIN),
        fall("d", i32::MIN),
    ];
    assert_eq!(score(&city::rulebook(), &entries), Ok(148));
}

#[test]
fn the_error_is_a_sentence_with_the_bounds() {
    let sentence = "the points add up to more than 2147483647 or less than -2147483648";
    assert_eq!(PointsError.to_string(), sentence);
}

#[test]
fn a_range_keeps_the_score_within() {
    let table = [
        (-151, 0),
        (-150, 0),
        (-149, 1),
        (149, 299),
        (150, 300),
        (151, 300),
    ];
    for (points, expected) in table {
        let entry = if points < 0 {
            fall("a", points)
        } else {
            rise("a", points)
        };
        assert_eq!(score(&ranged(), &[entry]), Ok(expected), "with {points}");
    }
}

#[test]
fn a_range_applies_to_the_sum_and_not_on_the_way() {
    // 150 + 500 - 400: on the way beyond 300, in the end 250.
    assert_eq!(
        score(&ranged(), &[rise("a", 500), fall("b", -400)]),
        Ok(250)
    );
}

#[test]
fn within_a_range_no_sum_is_too_large() {
    assert_eq!(
        score(&ranged(), &[rise("a", i32::MAX), rise("b", i32::MAX)]),
        Ok(300)
    );
    assert_eq!(
        score(&ranged(), &[fall("a", i32::MIN), fall("b", i32::MIN)]),
        Ok(0)
    );
}

#[test]
fn a_clamped_score_stands_among_the_tiers_as_any_other() {
    let top = judge(&ranged(), &[&rise("a", 5000)], ON).standing;
    assert_eq!(
        (top.tier.as_str(), top.next, top.margin),
        ("high", None, Some(100))
    );
    let low = judge(&ranged(), &[&fall("a", -5000)], ON).standing;
    assert_eq!((low.tier.as_str(), low.next.unwrap().points), ("low", 100));
}

#[test]
fn without_entries_the_score_is_the_start() {
    assert_eq!(score(&city::rulebook(), &[]), Ok(150));
}

#[test]
fn totals_and_narrowing_refuse_what_does_not_fit() {
    assert_eq!(points::total(1, [2, -5]), Ok(-2));
    assert_eq!(points::narrow(i64::from(i32::MAX)), Ok(i32::MAX));
    assert_eq!(points::narrow(i64::from(i32::MAX) + 1), Err(PointsError));
    assert_eq!(points::narrow(i64::from(i32::MIN)), Ok(i32::MIN));
    assert_eq!(points::narrow(i64::from(i32::MIN) - 1), Err(PointsError));
}
