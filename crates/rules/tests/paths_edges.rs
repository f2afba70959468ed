//! Ways to the next tier: waiting, what is only planned, both ends of the tiers, and large numbers.
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
#[path = "sample/round.rs"]
mod round;
#[path = "sample/ways.rs"]
mod ways;

use citizen_score_rules::paths::{Occurrences, Reach, WhyNever};
use citizen_score_rules::rulebook::Worth;
use deeds::{but, day, deed};
use serde_json::json;
use ways::{AS_OF, cap, gift, occurrences, of, way};

#[test]
fn beyond_the_years_looked_ahead() {
    let terms = json!({ "cap": cap(10) });
    // One in each calendar year from 2025 to 2045 makes 210.
    let last = gift(100 - 210, &[], terms.clone());
    assert_eq!(
        (last.earliest, last.steps.len()),
        (Some(day("2045-01-01")), 21)
    );
    let beyond = gift(100 - 211, &[], terms);
    assert_eq!(
        beyond.reaches,
        Reach::Never {
            why: WhyNever::TooFar
        }
    );
    let far = gift(
        150,
        &[deed("a", "gift", 10, AS_OF)],
        json!({ "wait_months": u32::MAX }),
    );
    assert_eq!(
        (far.next_possible, far.reaches),
        (
            None,
            Reach::Never {
                why: WhyNever::TooFar
            }
        )
    );
}

#[test]
fn what_is_known_to_lapse_raises_what_is_missing() {
    let other = but(deed("a", "help", 10, "2025-06-01"), |it| {
        it.counts_until = Some(day("2026-03-01"));
    });
    // 170 + 10: two gifts are enough, but the second can only follow after the help has lapsed.
    let way = gift(170, &[other], json!({ "wait_months": 6 }));
    assert_eq!(way.earliest, Some(day("2026-11-24")));
    assert_eq!(way.occurrences, occurrences(3, 3));
}

#[test]
fn waiting_alone_may_be_enough() {
    let fine = but(deed("a", "fine", -10, "2025-06-01"), |it| {
        it.counts_until = Some(day("2026-03-01"));
    });
    let debt = but(deed("b", "debt", -30, "2025-06-01"), |it| {
        it.repaired_on = Some(day("2026-02-01"));
    });
    let paths = of(200, &[fine.clone(), debt], |json| {
        json["factors"][0]["wait_months"] = json!(6);
    });
    let waiting = paths.by_waiting.as_ref().unwrap();
    assert_eq!(
        (waiting.on, waiting.standing.score),
        (day("2026-03-01"), 200)
    );
    assert_eq!(waiting.standing.tier, "high");
    // On 1 February, 10 are missing and the first gift brings them.
    let way = way(&paths, "gift");
    assert_eq!(
        (way.earliest, way.steps.len()),
        (Some(day("2026-02-01")), 1)
    );
    let late = json!({ "from": "2026-03-01" });
    let way = gift(200, &[fine], late);
    assert_eq!(
        (way.reaches, way.earliest, way.occurrences),
        (Reach::Waiting, None, None)
    );
}

#[test]
fn what_is_planned_is_labelled_and_no_way() {
    let paths = of(150, &[], |json| {
        json["factors"][4]["from"] = json!("2030-01-01");
        json["factors"][4]["caution"] = json!("health");
    });
    let [later] = paths.planned.as_slice() else {
        panic!("{:?}", paths.planned)
    };
    assert_eq!(
        (later.factor.as_str(), later.would_be_worth),
        ("later", Worth::Fixed(10))
    );
    assert_eq!(
        (later.from, later.caution.as_deref()),
        (Some(day("2030-01-01")), Some("health"))
    );
    let codes: Vec<&str> = paths.ways.iter().map(|it| it.factor.as_str()).collect();
    assert_eq!(codes, ["gift", "help", "fresh", "rise"]);
}

#[test]
fn at_the_top_there_is_no_way_to_name() {
    let paths = of(200, &[], |_| ());
    assert_eq!((paths.next, paths.by_waiting), (None, None));
    assert!(paths.ways.is_empty() && paths.planned.is_empty());
}

#[test]
fn what_lies_below_the_lowest_score_has_to_be_made_good_first() {
    let debts = ["2024-05-01", "2025-05-01"].map(|on| deed(on, "debt", -50, on));
    let paths = of(50, &debts, |json| {
        json["range"] = json!({ "min": 0, "max": 300 });
        json["factors"][0]["cap"] = json!(null);
    });
    let next = paths.next.as_ref().unwrap();
    assert_eq!(
        (next.tier.as_str(), next.points, paths.beneath),
        ("mid", 100, Some(50))
    );
    assert_eq!(way(&paths, "gift").occurrences, occurrences(15, 15));
    assert_eq!(of(50, &[], |_| ()).beneath, None);
}

#[test]
fn the_largest_numbers_are_counted_or_too_far() {
    let paths = of(i32::MIN + 1000, &[], |json| {
        json["tiers"] = json!([{ "id": "low", "from": null }, { "id": "high", "from": 900 }]);
        json["effects"] = json!([]);
        json["factors"].as_array_mut().unwrap().truncate(7);
        json["factors"][0]["points"] = json!(1);
        json["factors"][0]["cap"] = json!(null);
    });
    assert_eq!(
        way(&paths, "gift").occurrences,
        occurrences(2_147_483_548, 2_147_483_548)
    );
    let falls = ["a", "b", "c"].map(|id| deed(id, "fall", i32::MIN, "2025-05-01"));
    let paths = of(0, &falls, |json| {
        json["range"] = json!({ "min": 0, "max": 300 });
        json["factors"][0]["points"] = json!(1);
        json["factors"][0]["cap"] = json!(null);
    });
    assert_eq!(paths.beneath, Some(3 * 2_147_483_648));
    assert_eq!(
        way(&paths, "gift").reaches,
        Reach::Never {
            why: WhyNever::TooFar
        }
    );
    assert_eq!(
        way(&paths, "rise").occurrences.unwrap(),
        Occurrences {
            fewest: 4,
            most: None
        }
    );
}
