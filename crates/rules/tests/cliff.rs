//! The cliff: which kinds of loss cost the tier, one point either side of the threshold.
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

use citizen_score_rules::cliff::{Cliff, Crossing, cliff};
use citizen_score_rules::rulebook::Worth;
use citizen_score_rules::{Entry, Ledger, Rulebook};
use deeds::{day, deed};
use round::assert_travels;
use serde_json::json;

const AS_OF: &str = "2025-06-01";

/// The cliff of a resident who has so many points, 100 of which are the floor of the tier.
fn at(start: i32, entries: &[Entry]) -> Cliff {
    let city = city(start);
    let ledger = Ledger::new(entries.to_vec()).unwrap();
    let cliff = cliff(&city, &ledger, day(AS_OF)).unwrap();
    assert_travels(&cliff);
    cliff
}

/// The sample city without the factors that take any number of points.
fn city(start: i32) -> Rulebook {
    city::bent(|json| {
        json["start"]["points"] = json!(start);
        json["factors"].as_array_mut().unwrap().truncate(6);
    })
}

fn crossing<'a>(cliff: &'a Cliff, factor: &str) -> Option<&'a Crossing> {
    cliff.crossings.iter().find(|it| it.factor == factor)
}

#[test]
fn exactly_the_margin_can_go_and_one_point_more_cannot() {
    let near = at(109, &[]);
    assert_eq!((near.margin, near.below.as_deref()), (Some(9), Some("low")));
    let fine = crossing(&near, "fine").unwrap();
    assert_eq!((fine.points, fine.certain), (Worth::Fixed(-10), true));
    assert_eq!((fine.tier_after_least.as_str(), fine.room), ("low", None));
    assert_eq!(crossing(&at(110, &[]), "fine"), None);
}

#[test]
fn where_only_some_amounts_cross_it_is_not_certain() {
    for (start, certain) in [
        (119, Some(true)),
        (120, Some(false)),
        (149, Some(false)),
        (150, None),
    ] {
        let cliff = at(start, &[]);
        let debt = crossing(&cliff, "debt");
        assert_eq!(debt.map(|it| it.certain), certain, "{start}");
        if let Some(debt) = debt {
            let least = if start < 120 { "low" } else { "mid" };
            assert_eq!(
                (
                    debt.tier_after_least.as_str(),
                    debt.tier_after_most.as_str()
                ),
                (least, "low")
            );
            assert_eq!(debt.room, Some(60));
        }
    }
}

#[test]
fn the_room_left_under_the_cap_limits_the_loss() {
    let taken = |points| [deed("a", "debt", points, "2025-03-01")];
    // 155 - 40 leaves 115 and room for 20, which is exactly the least.
    let cliff = at(155, &taken(-40));
    let debt = crossing(&cliff, "debt").unwrap();
    assert_eq!((debt.room, debt.certain), (Some(20), false));
    assert_eq!(
        (
            debt.tier_after_least.as_str(),
            debt.tier_after_most.as_str()
        ),
        ("low", "low")
    );
    // 160 - 40 leaves 120: the most that still counts costs no tier.
    assert_eq!(crossing(&at(160, &taken(-40)), "debt"), None);
    // No room for the least amount.
    assert_eq!(crossing(&at(155, &taken(-41)), "debt"), None);
    // The room of another year is another room.
    let before = [deed("a", "debt", -50, "2024-12-31")];
    assert_eq!(crossing(&at(155, &before), "debt").unwrap().room, Some(60));
}

#[test]
fn a_large_loss_may_cost_more_than_one_tier() {
    let cliff = at(205, &[]);
    assert_eq!(cliff.below.as_deref(), Some("mid"));
    assert_eq!(crossing(&cliff, "debt").unwrap().tier_after_most, "mid");
    let ledger = Ledger::new(Vec::new()).unwrap();
    let deep = citizen_score_rules::cliff::cliff(&city::rulebook(), &ledger, day(AS_OF)).unwrap();
    assert_eq!(crossing(&deep, "fall").unwrap().tier_after_most, "low");
}

#[test]
fn in_the_lowest_tier_there_is_nothing_to_lose() {
    let cliff = at(99, &[]);
    assert_eq!(
        (cliff.margin, cliff.below, cliff.crossings),
        (None, None, vec![])
    );
}

#[test]
fn what_is_planned_or_not_in_force_yet_crosses_nothing() {
    let city = city::bent(|json| {
        json["start"]["points"] = json!(100);
        json["factors"].as_array_mut().unwrap().truncate(6);
        json["factors"][2]["status"] = json!("planned");
        json["factors"][3]["from"] = json!("2025-06-02");
    });
    let ledger = Ledger::new(Vec::new()).unwrap();
    let codes = |as_of| {
        let crossings = cliff(&city, &ledger, day(as_of)).unwrap().crossings;
        crossings
            .into_iter()
            .map(|it| it.factor)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(AS_OF), Vec::<String>::new());
    assert_eq!(codes("2025-06-02"), ["debt"]);
}

#[test]
fn points_above_the_range_are_a_cushion() {
    let city = city::bent(|json| {
        json["range"] = json!({ "min": 0, "max": 205 });
        json["factors"].as_array_mut().unwrap().truncate(6);
    });
    let gifts = ["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04"];
    let gifts = gifts.map(|on| deed(on, "help", 20, on));
    let cliff = cliff(&city, &Ledger::new(gifts.to_vec()).unwrap(), day(AS_OF)).unwrap();
    // 150 + 80 is 230, shown as 205: a fine of 10 leaves 220, shown as 205 again.
    assert_eq!((cliff.standing.score, cliff.margin), (205, Some(5)));
    assert_eq!(crossing(&cliff, "fine"), None);
    assert!(!crossing(&cliff, "debt").unwrap().certain);
}
