//! Every threshold: one point below it, on it, and one point above.
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

use citizen_score_rules::standing::standing_at;
use citizen_score_rules::{NextTier, PointsError, Standing};
use serde_json::json;

fn at(score: i32) -> Standing {
    standing_at(&city::rulebook(), score).unwrap()
}

fn standing(
    score: i32,
    tier: &str,
    next: Option<(&str, i32)>,
    margin: Option<i32>,
    below: Option<&str>,
) -> Standing {
    Standing {
        score,
        tier: tier.to_owned(),
        next: next.map(|(tier, points)| NextTier {
            tier: tier.to_owned(),
            points,
        }),
        margin,
        below: below.map(str::to_owned),
    }
}

#[test]
fn around_each_threshold() {
    let table = [
        standing(98, "low", Some(("mid", 2)), None, None),
        standing(99, "low", Some(("mid", 1)), None, None),
        standing(100, "mid", Some(("high", 100)), Some(0), Some("low")),
        standing(101, "mid", Some(("high", 99)), Some(1), Some("low")),
        standing(199, "mid", Some(("high", 1)), Some(99), Some("low")),
        standing(200, "high", None, Some(0), Some("mid")),
        standing(201, "high", None, Some(1), Some("mid")),
    ];
    for expected in table {
        assert_eq!(at(expected.score), expected);
    }
}

#[test]
fn the_lowest_tier_has_no_floor() {
    assert_eq!(
        at(-5000),
        standing(-5000, "low", Some(("mid", 5100)), None, None)
    );
}

#[test]
fn the_top_tier_has_no_ceiling() {
    assert_eq!(
        at(i32::MAX),
        standing(i32::MAX, "high", None, Some(i32::MAX - 200), Some("mid"))
    );
}

#[test]
fn a_single_tier_is_lowest_and_top_at_once() {
    let single = city::bent(|json| {
        json["tiers"] = json!([{ "id": "all", "from": null }]);
        json["effects"] = json!([]);
    });
    assert_eq!(
        standing_at(&single, -3).unwrap(),
        standing(-3, "all", None, None, None)
    );
}

#[test]
fn a_distance_beyond_the_type_is_an_error_and_never_wraps() {
    assert_eq!(standing_at(&city::rulebook(), i32::MIN), Err(PointsError));
    let nearest = i32::MIN + 101;
    assert_eq!(at(nearest).next.unwrap().points, i32::MAX);
    let deep = city::bent(|json| json["tiers"][1]["from"] = json!(-2));
    assert_eq!(
        standing_at(&deep, i32::MAX),
        Ok(standing(
            i32::MAX,
            "high",
            None,
            Some(i32::MAX - 200),
            Some("mid"),
        ))
    );
    let two = city::bent(|json| {
        json["tiers"] = json!([{ "id": "low", "from": null }, { "id": "high", "from": -1 }]);
    });
    assert_eq!(standing_at(&two, i32::MAX), Err(PointsError));
}

#[test]
fn progress_is_the_percentage_of_the_way_through_the_tier() {
    let table = [
        (99, 0),
        (100, 0),
        (100 + 1, 1),
        (150, 50),
        (198, 98),
        (199, 99),
        (200, 100),
        (9000, 100),
    ];
    for (score, percent) in table {
        assert_eq!(at(score).tier_progress(), percent, "at {score}");
    }
}

#[test]
fn progress_rounds_down() {
    let thirds = city::bent(|json| json["tiers"][2]["from"] = json!(103));
    let at = |score| standing_at(&thirds, score).unwrap().tier_progress();
    assert_eq!([at(100), at(101), at(102), at(103)], [0, 33, 66, 100]);
}

#[test]
fn progress_of_an_impossible_standing_stays_within_bounds() {
    let table = [
        (Some(i32::MAX), i32::MAX, 50),
        (Some(i32::MAX), 1, 99),
        (Some(i32::MAX), 0, 99),
        (Some(0), 0, 0),
        (Some(i32::MIN), i32::MIN, 0),
        (Some(5), i32::MIN, 83),
        (None, i32::MIN, 0),
    ];
    for (margin, points, percent) in table {
        let odd = standing(0, "mid", Some(("high", points)), margin, Some("low"));
        assert_eq!(
            odd.tier_progress(),
            percent,
            "margin {margin:?}, points {points}"
        );
    }
}
